// Any task of rows of numbers and their classes, made ready from its data: how a teacher is trained, first weights, evaluation. The
// network is an MLP from the catalogue. Where the rows come from is the task's (points/prepare.ts is one).

import type { RunConfig } from '../catalog/run-config';
import { createSampler, labelledRows, rowBatch } from '../data/batches';
import { curriculumSampler } from '../data/curriculum';
import type { RowData, RowSet } from '../data/points';
import { constant } from '../distillation/schedule';
import { tappedTargets } from '../distillation/targets/tapped-targets';
import { tableTargets } from '../distillation/targets/targets';
import { AdamW } from '../engine/adamw';
import type { Params } from '../engine/tensor';
import { examineClasses, probabilitiesOf } from '../evaluation/classes';
import { chooseRows, rowLogits, shareEqual } from '../evaluation/evaluate';
import { rowEntropy } from '../evaluation/metrics/divergence';
import { RetortError } from '../lib/errors';
import { hashString } from '../lib/rng';
import { upTo } from '../lib/up-to';
import { type ModelBundle, newCard } from '../models/bundle';
import { initMlp } from '../models/init';
import type { MlpShape } from '../models/mlp';
import { mlpModel, type Model } from '../models/model';
import { sizeOf } from '../models/sizes';
import { fromParams } from '../models/weights';
import { firstTeacher, type Link, type Prepared, type Task, type TeacherTraining } from './task';

/** First weights this many times PyTorch's: bends all over the plane from the start, a third of the steps. */
const GAIN = 2;
const TEACHER = { steps: 400, batchSize: 128, learningRate: 0.01, checkEvery: 25, goodEnough: 0.99 };

const createOptimizer = (params: Params) => new AdamW(params, { weightDecay: 0 });

/** Throws RetortError('config-invalid') for a network of another kind. */
function widthsOf(id: string, data: RowData): MlpShape {
  const size = sizeOf(id);
  if (size.kind === 'mlp') return [data.width, ...size.hidden, data.classes];
  throw new RetortError(
    'config-invalid',
    `${id} is no network for rows of numbers. Choose one from the list.`,
  );
}

export interface RowTask {
  config: RunConfig;
  data: RowData;
  /** As ModelCard.dataSet. */
  dataSet: string;
  /** The finished teacher that the config names, if it names one. */
  given: ModelBundle | null;
  /** Names of the classes; counted from 1 where there are none. */
  names?: readonly string[];
  /** A teacher whose weights stay as they were drawn and whose choices are the labels, as in a textbook; first weights like PyTorch's. */
  drawn?: boolean;
  /** For runs that watch their gap: rows that neither training nor the test has. */
  validation?: () => RowSet;
  maps?: Prepared['maps'];
}

/** Throws RetortError: 'config-invalid' for a network of another kind, 'teacher-unfit' for a teacher of other rows. */
export function prepareRows(task: RowTask): Prepared {
  const { given, drawn = false, maps = null } = task;
  if (given) checkFit(given, task.data);
  return {
    teacher: given ?? (drawn ? drawnTeacher(task) : teacherTraining(task)),
    maps,
    distil: (link) => distil(task, link),
  };
}

function bundleOf(
  { config, dataSet }: RowTask,
  widths: MlpShape,
  weights: ModelBundle['weights'],
): ModelBundle {
  const { task, teacher: name } = config;
  return {
    card: newCard({ task, name, origin: 'trained', weights, labels: widths.at(-1)!, dataSet }),
    network: { kind: 'mlp', config: { widths } },
    weights,
  };
}

function drawnTeacher(task: RowTask): ModelBundle {
  const { teacher, seed } = task.config;
  const widths = widthsOf(teacher, task.data);
  return bundleOf(task, widths, initMlp(widths, hashString(`teacher ${seed}`)));
}

/** Trained on all labels until nearly all training points are right, or the steps are over. */
function teacherTraining(task: RowTask): TeacherTraining {
  const { config, data } = task;
  const { teacher, seed } = config;
  const { steps, batchSize, learningRate, checkEvery, goodEnough } = TEACHER;
  const labelled = labelledRows({ total: data.train.n, share: 1, seed });
  const every = new Set(labelled);
  const draw = createSampler({ total: data.train.n, labelled, batchSize, seed });
  const widths = widthsOf(teacher, data);
  const first = initMlp(widths, hashString(`teacher ${seed}`), GAIN);
  return {
    steps,
    batch: (step, lambda) => rowBatch(data.train, data.width, draw(step, lambda), every),
    targets: null,
    controls: { temperature: 1, lambda: 1, learningRate },
    schedule: constant,
    createModel: () => mlpModel(first),
    createOptimizer,
    averages: false,
    watch: {
      every: checkEvery,
      enough: goodEnough,
      score: async (model) => shareEqual(await chooseRows(model, data.train, data.width), data.train.label),
    },
    bundle: async (model) => bundleOf(task, widths, await fromParams(model.params)),
  };
}

/** Throws RetortError('teacher-unfit') where the teacher is of other points. */
function checkFit({ network, card }: ModelBundle, data: RowData): void {
  const widths = network.kind === 'mlp' ? network.config.widths : [];
  if (widths[0] === data.width && widths.at(-1) === data.classes) return;
  throw new RetortError(
    'teacher-unfit',
    `“${card.name}” does not tell these ${data.classes} classes apart. Choose the data that it learnt, or a size as teacher, which is trained first.`,
  );
}

async function distil(
  { config, data, dataSet, names = upTo(data.classes).map((k) => String(k + 1)), drawn, validation }: RowTask,
  link: Link,
): Promise<Task> {
  const { seed } = config;
  const { bundle, model: teacher } = link.teacher;
  const { model: first } = firstTeacher(link);
  const teacherChoices = await chooseRows(first, data.test, data.width);
  if (drawn) {
    data.train.label.set(await chooseRows(first, data.train, data.width));
    data.test.label.set(teacherChoices);
  }
  const total = data.train.n;
  const labelled = labelledRows({
    total,
    share: config.labelShare,
    seed,
    classOf: (row) => data.train.label[row]!,
  });
  const known = new Set(labelled);
  const table = await rowLogits(teacher, data.train, data.width);
  const draw = await curriculumSampler({ total, labelled, batchSize: config.batchSize, seed }, config, {
    entropy: () => rowEntropy(probabilitiesOf(table, data.classes), data.classes),
  });
  const widths = widthsOf(link.student, data);
  const firstWeights = initMlp(widths, seed, drawn ? 1 : GAIN);
  const answersOf = async (model: Model) => ({
    probabilities: probabilitiesOf(await rowLogits(model, data.test, data.width), data.classes),
    labels: data.test.label,
    classes: [...names],
    outOfScope: null,
  });
  const numbersOf = (row: number) => data.train.x.slice(row * data.width, (row + 1) * data.width);
  const answers = tableTargets(table, data.classes);
  const unseen = validation?.();
  let wanted: Int32Array | null = null;
  return {
    teacher: { card: bundle.card, ...tappedTargets({ teacher, answers }) },
    student: { network: { kind: 'mlp', config: { widths } } },
    dataSet,
    rows: { total, labelled: labelled.length },
    classes: [...names],
    batch: (step, lambda) => rowBatch(data.train, data.width, draw(step, lambda), known),
    schedule: constant,
    createModel: () => mlpModel(firstWeights),
    createOptimizer,
    async gap(model) {
      if (!unseen)
        throw new RetortError(
          'config-invalid',
          'This data has no validation rows to watch the gap on. Set what reacts to the gap to 0.',
        );
      wanted ??= await chooseRows(teacher, unseen, data.width);
      return 1 - shareEqual(await chooseRows(model, unseen, data.width), wanted);
    },
    averages: false, // the textbook's hundred steps are shown as they are
    transfer: {
      total,
      classes: data.classes,
      text: (row) => [...numbersOf(row)].map((x) => x.toFixed(2)).join(', '),
      label: (row) => data.train.label[row]!,
      numbers: numbersOf,
    },
    async evaluate(arm, model) {
      const chosen = await chooseRows(model, data.test, data.width);
      const onTrain = await chooseRows(model, data.train, data.width);
      return {
        n: data.test.n,
        figures: {
          accuracy: shareEqual(chosen, data.test.label),
          trainAccuracy: shareEqual(onTrain, data.train.label),
          ...(arm !== 'teacher' && { agreement: shareEqual(chosen, teacherChoices) }),
        },
      };
    },
    examine: async (arm, model) =>
      examineClasses(() => answersOf(model), arm === 'teacher' ? null : await answersOf(first)),
  };
}
