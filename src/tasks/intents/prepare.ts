// Task "intents", made ready: sentences with labels (built in, or a person's own), a tokeniser, how a teacher is trained on every label
// or the finished one fitted to the set, its answers to all training sentences, and the rows whose labels the student may see.

import { isTeacher } from '../../catalog/arms';
import { foldNamed } from '../../catalog/folds';
import { BUILT_IN_SET, finishedTeacherId, type RunConfig } from '../../catalog/run-config';
import { teachersOf } from '../../catalog/teachers';
import { createSampler, labelledRows } from '../../data/batches';
import { foldsOf } from '../../data/folds';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { PAD, type Sentence, sentenceBatch, sentenceIds, sentenceText } from '../../data/sentences';
import { type TextSet, type TextSplit, UNLABELLED } from '../../data/text-set';
import { methodOf } from '../../distillation/method';
import { warmUpCosine } from '../../distillation/schedule';
import { classExperts } from '../../distillation/targets/experts';
import { mixedModel, mixedTeacher, mixtureKind } from '../../distillation/targets/mixed-targets';
import { liveTargets, type Teacher, tableTargets } from '../../distillation/targets/targets';
import { examineClasses, probabilitiesOf } from '../../evaluation/classes';
import { shareEqual } from '../../evaluation/evaluate';
import { likeliest } from '../../evaluation/likeliest';
import type { ClassProbabilities } from '../../evaluation/metrics/samples';
import { throwIfCancelled } from '../../lib/cancelled';
import { RetortError } from '../../lib/errors';
import { nextTask } from '../../lib/next-task';
import { hashString } from '../../lib/rng';
import type { StorableCodec } from '../../models/bundle';
import type { EncoderConfig } from '../../models/encoder';
import { initEncoder } from '../../models/init';
import { encoderModel, type Model } from '../../models/model';
import { sizeOf, transformerConfig } from '../../models/sizes';
import { checkSameTokens, teacherSeed } from '../several-teachers';
import type { Prepare, Prepared, PrepareHooks, PresentTeacher, Task, TaskDeps } from '../task';
import { classLogits } from './classify';
import { encoderOptimizer } from './encoder-optimizer';
import { fitToLabels } from './fit-to-labels';
import { intentTeacher } from './intent-teacher';

/** Held-out sentences of a person's own that are offered in the chat. */
const EXAMPLES = 5;
/** Labelled rows of so many batches are enough to be dealt out by length. */
const MANY_BATCHES = 16;
/** Sentences encoded before other tasks get a turn. */
const PIECE = 500;

async function setOf(config: RunConfig, deps: TaskDeps): Promise<TextSet> {
  if (config.textSet === BUILT_IN_SET) return deps.builtInSet ?? (await import('./built-in-set')).intentSet(); // all phrasings
  if (deps.textSet) return foldOf(config, await deps.textSet(config.textSet));
  throw new RetortError(
    'config-invalid',
    'This data set is not on this device. Import it, or choose the built-in one.',
  );
}

/** The set as the config cuts it. Throws RetortError('config-invalid') for a finished teacher, which may know the rows of the test. */
function foldOf(config: RunConfig, set: TextSet): TextSet {
  const fold = foldNamed(config.fold);
  if (!fold) return set;
  if (teachersOf(config).some(({ teacher }) => finishedTeacherId(teacher) !== null))
    throw new RetortError(
      'config-invalid',
      'Folds take a teacher that is trained anew for each: this one may have learnt the rows that are tested. Choose a size as teacher.',
    );
  return foldsOf(set, fold.of, config.seed)[fold.tested]!;
}

/** The agent's tokeniser for the built-in sentences, which are written in its words; for others one of their own. */
async function tokenizerOf(config: RunConfig, set: TextSet, deps: TaskDeps): Promise<StorableCodec> {
  if (config.textSet === BUILT_IN_SET) return deps.tokenizer();
  return learnTokenizer(set.train.texts.map(sentenceText), config.vocabulary, {
    signal: deps.signal,
    onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
  });
}

async function encodeSplit(
  { texts, labels }: TextSplit,
  codec: StorableCodec,
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
function encoderConfig(id: string, codec: StorableCodec, classes: number, context: number): EncoderConfig {
  const size = sizeOf(id);
  if (size.kind !== 'transformer') {
    throw new RetortError(
      'config-invalid',
      `${id} cannot read sentences. Choose a transformer from the list.`,
    );
  }
  return { ...transformerConfig(size, codec.vocabSize, context), classes, pad_token_id: PAD };
}

export const prepare: Prepare = async (config, deps, given) => {
  const set = await setOf(config, deps);
  const finished = given.map((bundle) => bundle && fitToLabels(bundle, set.labels));
  const known = finished.find((bundle) => bundle !== null)?.tokenizer;
  const tokenizer: StorableCodec = known ?? (await tokenizerOf(config, set, deps));
  checkSameTokens(finished.flatMap((bundle) => bundle ?? []));
  const shapeOf = (id: string) => encoderConfig(id, tokenizer, set.labels.length, config.context);
  const student = shapeOf(config.student);
  const encoded = new Map<TextSplit, { context: number; sentences: Promise<Sentence[]> }>();
  // teacher and student mostly read the same
  const encode = (split: TextSplit, context: number) => {
    const known = encoded.get(split);
    if (known?.context === context) return known.sentences;
    const sentences = encodeSplit(split, tokenizer, context, deps);
    encoded.set(split, { context, sentences });
    return sentences;
  };
  const teachers: Prepared['teachers'][number][] = [];
  for (const [k, choice] of teachersOf(config).entries()) {
    teachers.push(
      finished[k] ??
        intentTeacher(
          config,
          choice,
          teacherSeed(config.seed, k),
          {
            network: shapeOf(choice.teacher),
            tokenizer,
            labels: set.labels,
            train: await encode(set.train, config.context),
            validation: await encode(set.validation, config.context),
          },
          deps,
        ),
    );
  }
  return {
    teachers,
    maps: null,
    distil: (...taught) => distil({ config, set, student, tokenizer, encode }, taught, deps),
  };
};

interface Distilling {
  config: RunConfig;
  set: TextSet;
  student: EncoderConfig;
  tokenizer: StorableCodec;
  encode(split: TextSplit, context: number): Promise<Sentence[]>;
}

async function distil(
  { config, set, student, tokenizer, encode }: Distilling,
  taught: readonly PresentTeacher[],
  deps: TaskDeps,
): Promise<Task> {
  const { seed, context, dropout, wordDropout } = config;
  const classes = set.labels.length;
  const models = taught.map(({ model }) => model);
  const teacher = models.length === 1 ? models[0]! : mixedModel(models, mixtureKind(config.settings));
  // a finished teacher may read more or less of a sentence than the student; several read alike
  const heardContext = Math.min(
    ...taught.map(({ bundle: { network } }) =>
      network.kind === 'encoder' ? network.config.max_position_embeddings : context,
    ),
  );
  const longest = Math.max(heardContext, context);
  const whole = { train: await encode(set.train, longest), test: await encode(set.test, longest) };
  const train = cutTo(whole.train, context);
  const heard = cutTo(whole.train, heardContext);
  const tests = { teacher: cutTo(whole.test, heardContext), student: cutTo(whole.test, context) };
  const teachers: Teacher[] = [];
  for (const { bundle, model } of taught) {
    const targets = methodOf(config.method).needs
      ? liveTargets(model)
      : tableTargets(
          await classLogits(model, heard, classes, {
            signal: deps.signal,
            onProgress: (done, total) => deps.onProgress?.('targets', done, total),
          }),
          classes,
        );
    teachers.push({ card: bundle.card, ...targets });
  }
  const specialties = teachersOf(config).map(({ specialty }) => specialty);
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
  const first = initEncoder(student, hashString(`student ${seed}`));
  const right = set.test.labels;
  const logitsOf = (model: Model, signal?: AbortSignal) =>
    classLogits(model, model === teacher || models.includes(model) ? tests.teacher : tests.student, classes, {
      signal,
    });
  const choicesOf = async (model: Model, signal?: AbortSignal) =>
    likeliest(await logitsOf(model, signal), classes);
  const answersOf = async (model: Model, signal?: AbortSignal): Promise<ClassProbabilities> => ({
    probabilities: probabilitiesOf(await logitsOf(model, signal), classes),
    labels: right,
    classes: [...set.labels],
    outOfScope: set.outOfScope,
  });
  let teacherChoices: Int32Array | null = null;
  let teacherAnswers: ClassProbabilities | null = null;
  return {
    teacher: mixedTeacher(teachers, classExperts(specialties, classes)),
    student: { network: { kind: 'encoder', config: student }, tokenizer, labels: set.labels },
    dataSet: config.textSet,
    rows: { total: train.length, labelled: labelled.length },
    classes: [...set.labels],
    examples: config.textSet === BUILT_IN_SET ? [] : set.test.texts.slice(0, EXAMPLES),
    batch: (step, lambda) =>
      sentenceBatch({
        sentences: train,
        rows: draw(step, lambda),
        labelled: known,
        wordDropout: { rate: wordDropout, seed: hashString(`words ${seed} ${step}`) },
      }),
    schedule: warmUpCosine(config.steps),
    createModel: () => encoderModel(student, first, { dropout, seed: hashString(`student dropout ${seed}`) }),
    createOptimizer: encoderOptimizer,
    averages: true,
    async evaluate(arm, model, { signal }) {
      teacherChoices ??= await choicesOf(teacher, signal);
      const chosen = model === teacher ? teacherChoices : await choicesOf(model, signal);
      return {
        n: right.length,
        figures: {
          accuracy: shareEqual(chosen, right),
          ...(!isTeacher(arm) && { agreement: shareEqual(chosen, teacherChoices) }),
        },
      };
    },
    async examine(arm, model, { signal }) {
      teacherAnswers ??= await answersOf(teacher, signal);
      return examineClasses(() => answersOf(model, signal), isTeacher(arm) ? null : teacherAnswers);
    },
  };
}
