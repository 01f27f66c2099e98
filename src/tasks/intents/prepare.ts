// Task "intents", made ready: sentences with labels (built in, or a person's own), a tokeniser, a teacher trained here on every
// label or kept from before, its answers to all training sentences, and the rows whose labels the student may see.

import { BUILT_IN_SET, keptTeacherId, type RunConfig } from '../../catalog/run-config';
import { createSampler, labelledRows } from '../../data/batches';
import { PAD, type Sentence, sentenceBatch, sentenceIds, sentenceText } from '../../data/sentences';
import { type TextSet, type TextSplit, UNLABELLED } from '../../data/text-set';
import type { Tokenizer } from '../../data/tokenizer';
import { dispose } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import { nextTask } from '../../lib/next-task';
import { hashString } from '../../lib/rng';
import { encoderCost } from '../../models/cost';
import type { EncoderConfig } from '../../models/encoder';
import { initEncoder } from '../../models/init';
import { sizeOf, transformerConfig } from '../../models/sizes';
import { fromParams } from '../../models/weights';
import { type ClassifierParts, createClassifier } from './classifier';
import { classLogits } from './classify';
import { examineClasses, probabilitiesOf } from '../../evaluation/classes';
import { likeliest } from '../../evaluation/likeliest';
import type { ClassProbabilities } from '../../evaluation/metrics/samples';
import { throwIfCancelled } from '../../lib/cancelled';
import { shareEqual } from '../../evaluation/evaluate';
import { encoderOptimizer, trainIntentTeacher } from './intent-teacher';
import { fitToLabels } from './kept-teacher';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { encoderModel } from '../../models/model';
import { warmUpCosine } from '../../distillation/schedule';
import type { PrepareHooks, Task } from '../task';
import { tableTargets } from '../../distillation/targets/targets';
import type { Model } from '../../models/model';
import type { Arm } from '../../distillation/types';

export interface IntentDeps {
  /** The shipped tokeniser, for the built-in sentences. */
  tokenizer(): Promise<Tokenizer>;
  /** A set of the person's own, by its id in the library. */
  textSet?: ((id: string) => Promise<TextSet>) | undefined;
  /** A teacher that the person kept, by its id. */
  keptTeacher?: ((id: string) => Promise<ClassifierParts>) | undefined;
  /** Another set in place of the one that comes with the page. */
  builtInSet?: TextSet | undefined;
}

/** Held-out sentences of a person's own that are offered in the chat. */
const EXAMPLES = 5;
/** Labelled rows of so many batches are enough to be dealt out by length. */
const MANY_BATCHES = 16;
/** Sentences encoded before other tasks get a turn. */
const PIECE = 500;

async function setOf(config: RunConfig, deps: IntentDeps): Promise<TextSet> {
  if (config.textSet === BUILT_IN_SET) return deps.builtInSet ?? (await import('./built-in-set')).intentSet(); // all phrasings
  if (deps.textSet) return deps.textSet(config.textSet);
  throw new RetortError(
    'config-invalid',
    'This data set is not on this device. Import it, or choose the built-in one.',
  );
}

/** The teacher that exists already, fitted to the set; null where the config names a size, which is to be trained. */
async function keptTeacherOf(
  config: RunConfig,
  set: TextSet,
  deps: IntentDeps,
): Promise<ClassifierParts | null> {
  const id = keptTeacherId(config.teacher);
  if (id === null) return null;
  if (deps.keptTeacher) return fitToLabels(await deps.keptTeacher(id), set.labels);
  throw new RetortError(
    'teacher-unknown',
    'This teacher is not on this device. Choose a size as teacher: it is trained first.',
  );
}

/** The agent's tokeniser for the built-in sentences, which are written in its words; for others one of their own. */
async function tokenizerOf(
  config: RunConfig,
  set: TextSet,
  deps: IntentDeps & PrepareHooks,
): Promise<Tokenizer> {
  if (config.textSet === BUILT_IN_SET) return deps.tokenizer();
  return learnTokenizer(set.train.texts.map(sentenceText), config.vocabulary, {
    signal: deps.signal,
    onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
  });
}

async function encodeSplit(
  { texts, labels }: TextSplit,
  codec: Tokenizer,
  context: number,
  hooks: PrepareHooks,
): Promise<Sentence[]> {
  const sentences: Sentence[] = [];
  for (const [i, text] of texts.entries()) {
    sentences.push({ ids: sentenceIds(text, codec, context), label: labels[i]! });
    if (sentences.length % PIECE !== 0) continue;
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.('corpus', sentences.length, texts.length);
    await nextTask();
  }
  hooks.onProgress?.('corpus', texts.length, texts.length);
  return sentences;
}

/** The sentences as a model of this context reads them. */
const cutTo = (sentences: readonly Sentence[], context: number): readonly Sentence[] =>
  sentences.every(({ ids }) => ids.length <= context)
    ? sentences
    : sentences.map(({ ids, label }) => ({ ids: ids.subarray(0, context), label }));

/** The catalogue's size with this vocabulary and these classes. Throws RetortError('config-invalid') for a network of another kind. */
function encoderConfig(id: string, codec: Tokenizer, classes: number, context: number): EncoderConfig {
  const size = sizeOf(id);
  if (size.kind !== 'transformer') {
    throw new RetortError(
      'config-invalid',
      `${id} cannot read sentences. Choose a transformer from the list.`,
    );
  }
  return { ...transformerConfig(size, codec.vocabSize, context), classes, pad_token_id: PAD };
}

/** Everything of an intents run but the race itself. */
export async function prepare(config: RunConfig, deps: IntentDeps & PrepareHooks): Promise<Task> {
  const { seed, context, dropout, wordDropout } = config;
  const set = await setOf(config, deps);
  const kept = await keptTeacherOf(config, set, deps);
  const tokenizer = kept?.tokenizer ?? (await tokenizerOf(config, set, deps));
  const classes = set.labels.length;
  const shapeOf = (id: string) => encoderConfig(id, tokenizer, classes, context);
  const configs = { teacher: kept?.config ?? shapeOf(config.teacher), student: shapeOf(config.student) };
  // a kept teacher may read more or less of a sentence than the student
  const contexts = { teacher: configs.teacher.max_position_embeddings, student: context };
  const encode = (split: TextSplit) =>
    encodeSplit(split, tokenizer, Math.max(contexts.teacher, contexts.student), deps);
  const whole = { train: await encode(set.train), test: await encode(set.test) };
  const train = cutTo(whole.train, contexts.student);
  const heard = cutTo(whole.train, contexts.teacher);
  const tests = {
    teacher: cutTo(whole.test, contexts.teacher),
    student: cutTo(whole.test, contexts.student),
  };
  const teacher = kept
    ? encoderModel(kept.config, kept.weights)
    : await trainIntentTeacher(
        {
          config: configs.teacher,
          train: heard,
          validation: await encode(set.validation),
          epochs: config.teacherEpochs,
          seed,
          dropout,
          wordDropout,
        },
        deps,
      );
  try {
    const table = await classLogits(teacher, heard, classes, {
      signal: deps.signal,
      onProgress: (done, total) => deps.onProgress?.('targets', done, total),
    });
    const answered = train.flatMap(({ label }, i) => (label === UNLABELLED ? [] : [i]));
    const labelled = labelledRows({
      total: answered.length,
      share: config.labelShare,
      seed,
      classOf: (i) => train[answered[i]!]!.label,
    }).map((i) => answered[i]!);
    const known = new Set(labelled);
    const draw = createSampler({
      total: train.length,
      labelled,
      batchSize: config.batchSize,
      seed,
      // of a few rows dealt out by length, a batch would hold the same ones several times
      ...(labelled.length > MANY_BATCHES * config.batchSize && { lengthOf: (row) => train[row]!.ids.length }),
    });
    const weights = initEncoder(configs.student, hashString(`student ${seed}`));
    const right = set.test.labels;
    const logitsOf = (model: Model, signal?: AbortSignal) =>
      classLogits(model, model === teacher ? tests.teacher : tests.student, classes, { signal });
    let teacherChoices: Int32Array | null = null;
    let teacherAnswers: ClassProbabilities | null = null;
    const answersOf = async (model: Model, signal?: AbortSignal): Promise<ClassProbabilities> => ({
      probabilities: probabilitiesOf(await logitsOf(model, signal), classes),
      labels: right,
      classes: [...set.labels],
      outOfScope: set.outOfScope,
    });
    const choicesOf = async (model: Model, signal?: AbortSignal) =>
      likeliest(await logitsOf(model, signal), classes);
    return {
      teacher,
      teacherSource: kept ? 'loaded' : 'trained',
      rows: { total: train.length, labelled: labelled.length },
      examples: config.textSet === BUILT_IN_SET ? [] : set.test.texts.slice(0, EXAMPLES),
      cost: (arm) => encoderCost(arm === 'teacher' ? configs.teacher : configs.student),
      agent: null,
      maps: null,
      targets: tableTargets(table, classes),
      batch: (step, lambda) =>
        sentenceBatch({
          sentences: train,
          rows: draw(step, lambda),
          labelled: known,
          wordDropout: { rate: wordDropout, seed: hashString(`words ${seed} ${step}`) },
        }),
      schedule: warmUpCosine(config.steps),
      createModel: () =>
        encoderModel(configs.student, weights, { dropout, seed: hashString(`student dropout ${seed}`) }),
      createOptimizer: encoderOptimizer,
      averages: true,
      async evaluate(arm, model, { signal }) {
        teacherChoices ??= await choicesOf(teacher, signal);
        const chosen = arm === 'teacher' ? teacherChoices : await choicesOf(model, signal);
        return {
          n: right.length,
          accuracy: shareEqual(chosen, right),
          ...(arm !== 'teacher' && { agreement: shareEqual(chosen, teacherChoices) }),
        };
      },
      classes: [...set.labels],
      async examine(arm, model, { signal }) {
        teacherAnswers ??= await answersOf(teacher, signal);
        return examineClasses(() => answersOf(model, signal), arm === 'teacher' ? null : teacherAnswers);
      },
      classifier: async (arm: Arm, model: Model) =>
        createClassifier({
          config: arm === 'teacher' ? configs.teacher : configs.student,
          weights: await fromParams(model.params),
          tokenizer,
          labels: set.labels,
        }),
    };
  } catch (error) {
    dispose(teacher.params);
    throw error;
  }
}
