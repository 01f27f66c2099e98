// How a person's own sentences are best learnt where nobody says otherwise: sizes, passes, steps, T and λ by rule from how many rows and
// labels there are and how long the sentences, each with its reason. What the rules rest on: bench/recipes (npm run bench:recipes).
// Not here: what the set's own words ask for (data/suggest-settings.ts), nor how long it all takes (run-minutes.ts).

import type { RunConfig } from './run-config';

/** What is known of a set before anything is trained. */
export interface RecipeFacts {
  /** To train on, labelled or not. */
  rows: number;
  /** Of these, without a label. */
  unlabelled: number;
  labels: number;
  /** Sizes that follow from its words. */
  settings: Pick<RunConfig, 'context' | 'vocabulary' | 'batchSize'>;
}

type Fields = Pick<
  RunConfig,
  | 'teacher'
  | 'student'
  | 'teacherEpochs'
  | 'steps'
  | 'batchSize'
  | 'learningRate'
  | 'temperature'
  | 'lambda'
  | 'dropout'
  | 'wordDropout'
  | 'context'
  | 'vocabulary'
  | 'evalEvery'
  | 'labelShare'
  | 'labelsPerClass'
>;

/** What reasons speak of. */
type Told =
  | 'known'
  | 'aLabel'
  | 'readings'
  | 'passes'
  | 'labels'
  | 'unlabelled'
  | keyof Pick<Fields, 'steps' | 'batchSize' | 'lambda' | 'temperature' | 'context' | 'vocabulary'>;

/** Why a field is as it is, for whoever has words: an id, and the numbers that it speaks of. */
export interface RecipeReason {
  id:
    | 'largeTeacher'
    | 'smallTeacher'
    | 'passes'
    | 'steps'
    | 'closeLabels'
    | 'fewLabels'
    | 'unlabelled'
    | 'sentences';
  numbers: Readonly<Partial<Record<Told, number>>>;
}

export interface Recipe {
  config: Fields;
  reasons: readonly RecipeReason[];
}

/** Labelled rows from which two layers of 128 are learnt, and not learnt by heart. */
const MANY_ROWS = 1500;
/** Labels from which many are close to each other. */
const MANY_LABELS = 40;
/** How often the rows of a label are to be read, all passes together, and within which bounds passes stay. */
const READINGS_A_LABEL = 2000;
const PASSES = { least: 4, most: 40 } as const;
/** Below these an optimiser has not arrived, however few the rows. */
const LEAST_STEPS = { teacher: 200, student: 300 } as const;
const MOST_STEPS = 5000;
const TEACHER_BATCH = 64;
/** A small student reads everything oftener than its teacher did. */
const STUDENT_READS = 1.4;
/** The student's table of word pieces is most of it: with more of them it is no tenth of its teacher. */
const MOST_PIECES = 1024;

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const tens = (value: number): number => Math.ceil(value / 10) * 10;

/** The recipe of a set. Whole for any numbers, also those that no import lets through. */
export function recipeFor({ rows, unlabelled, labels, settings }: RecipeFacts): Recipe {
  const known = Math.max(1, rows - unlabelled);
  const aLabel = Math.max(1, Math.round(known / Math.max(1, labels)));
  const large = known >= MANY_ROWS;
  const close = labels >= MANY_LABELS;
  const batchSize = large ? TEACHER_BATCH : settings.batchSize;
  const perPass = Math.ceil(known / TEACHER_BATCH);
  const passes = within(
    Math.round(READINGS_A_LABEL / aLabel),
    Math.min(PASSES.most, Math.max(PASSES.least, Math.ceil(LEAST_STEPS.teacher / perPass))),
    PASSES.most,
  );
  const wanted = tens((STUDENT_READS * passes * rows) / batchSize);
  const steps = within(wanted, LEAST_STEPS.student, MOST_STEPS);
  const vocabulary = Math.min(settings.vocabulary, MOST_PIECES);
  // where the teacher must label rows itself, its word counts for more
  const lambda = unlabelled > rows / 4 ? 0.1 : close ? 0.3 : 0.5;
  const temperature = 2;
  return {
    config: {
      teacher: large ? 'transformer-2x128' : 'transformer-2x64',
      student: 'transformer-1x32',
      teacherEpochs: passes,
      steps,
      batchSize,
      learningRate: 8e-3,
      temperature,
      lambda,
      dropout: 0.1,
      wordDropout: 0.1,
      context: settings.context,
      vocabulary,
      evalEvery: within(Math.round(steps / 40) * 5, 5, 1000),
      labelShare: 1,
      labelsPerClass: 0,
    },
    reasons: [
      { id: large ? 'largeTeacher' : 'smallTeacher', numbers: { known } },
      { id: 'passes', numbers: { passes, aLabel, readings: passes * aLabel } },
      { id: 'steps', numbers: { steps, batchSize } },
      unlabelled > rows / 4
        ? { id: 'unlabelled', numbers: { unlabelled, lambda, temperature } }
        : { id: close ? 'closeLabels' : 'fewLabels', numbers: { labels, lambda, temperature } },
      { id: 'sentences', numbers: { context: settings.context, vocabulary } },
    ],
  };
}
