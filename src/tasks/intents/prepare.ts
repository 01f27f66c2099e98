// Task "intents", made ready: sentences with labels (built in, or a person's own), a tokeniser, how a teacher is trained on every label
// or the finished one fitted to the set, its answers to all training sentences, and the rows whose labels the student may see.

import { isTeacher } from '../../catalog/arms';
import { foldNamed } from '../../catalog/folds';
import {
  addsSentences,
  BUILT_IN_SET,
  encoderOf,
  finishedTeacherId,
  llmOf,
  type RunConfig,
} from '../../catalog/run-config';
import { numberSetting, settingsOf } from '../../catalog/settings';
import { teachersOf } from '../../catalog/teachers';
import { createSampler, labelledRows } from '../../data/batches';
import { curriculumSampler } from '../../data/curriculum';
import { foldsOf } from '../../data/folds';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { moreSentences, type WayName } from '../../data/more-sentences';
import { PAD, type Sentence, sentenceBatch, sentenceIds, sentenceText } from '../../data/sentences';
import { type TextSet, type TextSplit, UNLABELLED } from '../../data/text-set';
import { warmUpCosine } from '../../distillation/schedule';
import { classExperts } from '../../distillation/targets/experts';
import { mixedTeacher } from '../../distillation/targets/mixed-targets';
import { tappedTargets } from '../../distillation/targets/tapped-targets';
import { type Teacher, tableTargets } from '../../distillation/targets/targets';
import { examineClasses, probabilitiesOf } from '../../evaluation/classes';
import { rowLogits, shareEqual } from '../../evaluation/evaluate';
import { likeliest } from '../../evaluation/likeliest';
import { rowEntropy } from '../../evaluation/metrics/divergence';
import type { ClassProbabilities } from '../../evaluation/metrics/samples';
import { throwIfCancelled } from '../../lib/cancelled';
import { RetortError } from '../../lib/errors';
import { nextTask } from '../../lib/next-task';
import { hashString } from '../../lib/rng';
import type { EncoderName, ModelBundle, StorableCodec } from '../../models/bundle';
import type { EncoderConfig } from '../../models/encoder';
import { initEncoder } from '../../models/init';
import { encoderModel, type Model } from '../../models/model';
import type { SentenceEncoder } from '../../models/sentence-encoder/sentence-encoder';
import { sizeOf, transformerConfig } from '../../models/sizes';
import { asOne, checkSameTokens, teacherSeed } from '../several-teachers';
import {
  firstTeachers,
  type Link,
  type Prepare,
  type Prepared,
  type PrepareHooks,
  type PrepareProgress,
  type PresentTeacher,
  type Task,
  type TaskDeps,
} from '../task';
import { type BatchOf, classLogits, type ClassifyOptions } from './classify';
import { ENCODER_OPTIMIZER, encoderOptimizer } from './encoder-optimizer';
import { fitToLabels } from './fit-to-labels';
import { cosines, headTeacher } from './head-teacher';
import { intentTeacher } from './intent-teacher';
import { knownRows } from './known-rows';
import { sameScores } from './label-scorer';
import { labelWords } from './label-words';
import { type Vectors, vectorsOf } from './vectors';

/** Held-out sentences of a person's own that are offered in the chat. */
const EXAMPLES = 5;
/** Labelled rows of so many batches are enough to be dealt out by length. */
const MANY_BATCHES = 16;
/** Sentences encoded before other tasks get a turn. */
const PIECE = 500;

/** Sentences that the teacher labels besides: those of another set, and those that are made of the training sentences; none of the test's. */
async function addedTexts(config: RunConfig, set: TextSet, deps: TaskDeps): Promise<string[]> {
  if (!addsSentences(config)) return [];
  const { size, way } = settingsOf(config.settings, 'augment');
  const other = config.moreSet === '' ? null : await setNamed(config.moreSet, deps);
  const known = new Set([...set.train.texts, ...set.validation.texts, ...set.test.texts]);
  const brought = other ? [...other.train.texts, ...other.validation.texts, ...other.test.texts] : [];
  const made = moreSentences(set.train.texts, {
    count: Math.round(Number(size) * set.train.texts.length),
    way: way as WayName,
    seed: config.seed,
  });
  const added = [...new Set([...brought, ...made])].filter((text) => !known.has(text));
  if (added.length > 0) return added;
  throw new RetortError(
    'config-invalid',
    'No sentence could be added. Choose how they are made, or another set under “More sentences from”.',
  );
}

/** The set with sentences after its training rows whose labels nobody knows. */
const withAdded = (set: TextSet, added: readonly string[]): TextSet => ({
  ...set,
  train: {
    texts: [...set.train.texts, ...added],
    labels: Int32Array.from([...set.train.labels, ...added.map(() => UNLABELLED)]),
  },
});

/** As many as a language model is to be asked about, drawn by the seed. */
function fewerOf(set: TextSet, { settings, seed }: RunConfig): TextSet {
  const most = numberSetting(settings, 'llm', 'sentences');
  const some = ({ texts, labels }: TextSplit, wanted: number): TextSplit => {
    if (texts.length <= wanted) return { texts, labels };
    const rows = labelledRows({ total: texts.length, share: wanted / texts.length, seed });
    return { texts: rows.map((row) => texts[row]!), labels: Int32Array.from(rows, (row) => labels[row]!) };
  };
  return {
    ...set,
    train: some(set.train, most),
    validation: some(set.validation, most / 4),
    test: some(set.test, most / 2),
  };
}

async function setOf(config: RunConfig, deps: TaskDeps): Promise<TextSet> {
  if (config.textSet === BUILT_IN_SET) return deps.builtInSet ?? (await import('./built-in-set')).intentSet(); // all phrasings
  return foldOf(config, await setNamed(config.textSet, deps));
}

async function setNamed(id: string, deps: TaskDeps): Promise<TextSet> {
  if (deps.textSet) return deps.textSet(id);
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
  wordsOf: Reading['wordsOf'],
  hooks: PrepareHooks,
): Promise<Sentence[]> {
  const sentences: Sentence[] = [];
  for (const [i, text] of texts.entries()) {
    sentences.push({ ids: wordsOf(text), label: labels[i]! });
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

/** Who makes vectors of sentences for a teacher on top, if one does, and what its head begins as. */
interface VectorMaker {
  encoder: SentenceEncoder;
  name: EncoderName;
  first(): Promise<Float32Array>;
  /** What is said of it while it works. */
  told: PrepareProgress;
  terms: string;
}

/** Throws RetortError('config-invalid') where it is not the only teacher. */
async function vectorMakerIn(
  config: RunConfig,
  labels: readonly string[],
  finished: readonly (ModelBundle | null)[],
  deps: TaskDeps,
): Promise<VectorMaker | null> {
  const choices = teachersOf(config);
  const words = [...labelWords(labels, config).values()];
  const [ref] = choices.flatMap(({ teacher }, k): Pick<EncoderName, 'id' | 'words'>[] => {
    const known = finished[k]?.encoder;
    if (known) return [known];
    if (llmOf(teacher) !== null) return [{ id: teacher, words }];
    const id = encoderOf(teacher);
    return id === null ? [] : [{ id }];
  });
  if (!ref) return null;
  if (choices.length > 1)
    throw new RetortError(
      'config-invalid',
      'A teacher of which only the answers are at hand teaches alone, since it reads sentences in another way than networks here. Remove the other teachers.',
    );
  if (!deps.encoder)
    throw new RetortError('config-invalid', 'There are no sentence encoders here. Choose another teacher.');
  const encoder = await deps.encoder(ref);
  const { id, name, parameters, width } = encoder;
  const asked = llmOf(id);
  if (asked === null)
    return {
      encoder,
      name: { id, name, parameters },
      first: async () => cosines(await encoder.embed(words, { signal: deps.signal })),
      told: 'embeddings',
      terms: '',
    };
  return {
    encoder,
    name: { id, name, parameters, words: ref.words },
    first: () => Promise.resolve(sameScores(width)),
    told: 'asking',
    terms: (await deps.languageModel?.(asked))?.terms ?? '',
  };
}

/** How the one who learns reads sentences, where that is not as an encoder does. */
export interface Reading {
  /** What it reads of one. */
  wordsOf(text: string): Int32Array;
  batchOf: BatchOf;
}

export const prepare: Prepare = (config, deps, given) => prepareSentences(config, deps, given);

export async function prepareSentences(
  config: RunConfig,
  deps: TaskDeps,
  given: Parameters<Prepare>[2],
  reading?: Reading,
): Promise<Prepared> {
  const own = await setOf(config, deps);
  const asked = teachersOf(config).some(({ teacher }, k) => llmOf(given[k]?.encoder?.id ?? teacher) !== null);
  return prepareSet(config, asked ? fewerOf(own, config) : own, deps, given, reading);
}

/** With the sentences of the run at hand. */
async function prepareSet(
  config: RunConfig,
  own: TextSet,
  deps: TaskDeps,
  given: Parameters<Prepare>[2],
  reading: Reading | undefined,
): Promise<Prepared> {
  const added = await addedTexts(config, own, deps);
  const set = withAdded(own, added);
  const finished = given.map((bundle) => bundle && fitToLabels(bundle, set.labels));
  const known = finished.find((bundle) => bundle !== null)?.tokenizer;
  const tokenizer: StorableCodec = known ?? (await tokenizerOf(config, own, deps));
  checkSameTokens(finished.flatMap((bundle) => bundle ?? []));
  const shapeOf = (id: string) => encoderConfig(id, tokenizer, set.labels.length, config.context);
  const encoded = new Map<TextSplit, { context: number; sentences: Promise<Sentence[]> }>();
  // teacher and student mostly read the same
  const encode = (split: TextSplit, context: number) => {
    const known = encoded.get(split);
    if (known?.context === context) return known.sentences;
    const sentences = encodeSplit(split, (text) => sentenceIds(text, tokenizer, context), deps);
    encoded.set(split, { context, sentences });
    return sentences;
  };
  const teachers: Prepared['teachers'][number][] = [];
  const maker = await vectorMakerIn(config, set.labels, finished, deps);
  const { train, validation, test } = set;
  const asked = [[...own.train.texts, ...validation.texts, ...test.texts], added];
  const vectors = maker && (await vectorsOf(maker.encoder, asked, deps, maker.told));
  for (const [k, choice] of teachersOf(config).entries()) {
    if (!finished[k] && maker) {
      const learns = settingsOf(config.settings, 'encoder')['head'] === 'labels';
      teachers.push(
        headTeacher(config, {
          encoder: maker.name,
          width: maker.encoder.width,
          labels: set.labels,
          first: await maker.first(),
          terms: maker.terms,
          train: vectors!.of(train.texts),
          trainLabels: train.labels,
          known: learns ? knownRows(config, train.labels) : [],
          validation: vectors!.of(validation.texts),
          validationLabels: validation.labels,
        }),
      );
      continue;
    }
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
            train: await encode(train, config.context),
            validation: await encode(validation, config.context),
          },
          deps,
        ),
    );
  }
  return {
    teachers,
    maps: null,
    distil: (link) =>
      distil(
        {
          ...{ config, set, vectors, tokenizer, encode, reading },
          added: added.length,
          student: shapeOf(link.student),
        },
        link,
        deps,
      ),
  };
}

interface Distilling {
  config: RunConfig;
  /** With what was added. */
  set: TextSet;
  /** How many of its training rows, the last ones, were added. */
  added: number;
  /** Of the set's sentences, where a teacher reads an encoder's vectors. */
  vectors: Vectors | null;
  student: EncoderConfig;
  tokenizer: StorableCodec;
  encode(split: TextSplit, context: number): Promise<Sentence[]>;
  reading: Reading | undefined;
}

async function distil(
  { config, set, added, vectors, student, tokenizer, encode, reading }: Distilling,
  link: Link,
  deps: TaskDeps,
): Promise<Task> {
  const { seed, context, dropout, wordDropout } = config;
  const classes = set.labels.length;
  const teacher = asOne(link.teachers, config.settings);
  const firsts = firstTeachers(link);
  const first = asOne(firsts, config.settings);
  // a finished teacher may read more or less of a sentence than the student; several read alike
  const contextOf = (teachers: readonly PresentTeacher[]) =>
    Math.min(
      ...teachers.map(({ bundle: { network } }) =>
        network.kind === 'encoder' ? network.config.max_position_embeddings : context,
      ),
    );
  const longest = Math.max(contextOf(firsts), context);
  const whole = { train: await encode(set.train, longest), test: await encode(set.test, longest) };
  const studentReads = async (split: TextSplit): Promise<readonly Sentence[]> =>
    reading ? encodeSplit(split, reading.wordsOf, deps) : cutTo(await encode(split, longest), context);
  const batchOf = reading?.batchOf ?? sentenceBatch;
  const train = await studentReads(set.train);
  const heard = cutTo(whole.train, contextOf(link.teachers));
  const tests = { teacher: cutTo(whole.test, contextOf(firsts)), student: await studentReads(set.test) };
  const onVectors = new Set(
    [...firsts, ...link.teachers].flatMap(({ bundle, model }) => (bundle.encoder ? [model] : [])),
  );
  /** A teacher's logits for a split, [n, K]: of one that reads vectors by these, else by the sentences as it reads them. */
  const teacherLogits = (
    model: Model,
    { texts }: TextSplit,
    sentences: readonly Sentence[],
    hooks: ClassifyOptions,
  ): Promise<Float32Array> => {
    if (!vectors || !onVectors.has(model)) return classLogits(model, sentences, classes, hooks);
    return rowLogits(model, { x: vectors.of(texts), n: texts.length }, vectors.width);
  };
  const hear = (model: Model) =>
    teacherLogits(model, set.train, heard, {
      signal: deps.signal,
      onProgress: (done, total) => deps.onProgress?.('targets', done, total),
    });
  const teachers: Teacher[] = [];
  let table: Float32Array | null = null; // of one teacher
  for (const { bundle, model } of link.teachers) {
    const logits = await hear(model);
    const answers = tableTargets(logits, classes);
    if (model === teacher) table = logits;
    if (model !== teacher || onVectors.has(model)) {
      teachers.push({ card: bundle.card, ...answers });
      continue;
    }
    const targets = tappedTargets({
      teacher,
      answers,
      batchOf: (rows) => sentenceBatch({ sentences: heard, rows, labelled: new Set() }),
      lengthOf: (row) => heard[row]!.ids.length,
    });
    teachers.push({ card: bundle.card, ...targets });
  }
  const specialties = teachersOf(config).map(({ specialty }) => specialty);
  const labelled = knownRows(config, set.train.labels);
  const known = new Set(labelled);
  const lengthOf = (row: number) => train[row]!.ids.length;
  const draw = await curriculumSampler(
    {
      total: train.length - added,
      labelled,
      batchSize: config.batchSize,
      seed,
      // of a few rows dealt out by length, a batch would hold the same ones several times
      ...(labelled.length > MANY_BATCHES * config.batchSize && { lengthOf }),
    },
    config,
    {
      entropy: async () => rowEntropy(probabilitiesOf(table ?? (await hear(teacher)), classes), classes),
      length: () => train.map(({ ids }) => ids.length),
    },
  );
  const addedShare = numberSetting(config.settings, 'augment', 'share');
  const drawAdded =
    added > 0
      ? createSampler({
          ...{ total: added, labelled: [], labelledQuota: 0, batchSize: config.batchSize, seed },
          lengthOf: (i) => lengthOf(train.length - added + i),
        })
      : null;
  /** A share of what is drawn gives way to rows that were added. */
  const drawRows = (...[step, lambda, rows]: Parameters<Task['batch']>): number[] => {
    const drawn = draw(step, lambda);
    if (!drawAdded || lambda === 1 || rows === 'given') return drawn;
    const given = Math.round((1 - addedShare) * drawn.length);
    const more = drawAdded(step, lambda).slice(given);
    return [...drawn.slice(0, given), ...more.map((i) => train.length - added + i)];
  };
  const dropSeed = hashString(`student dropout ${seed}`);
  const wordSeed = `words ${seed}`;
  const firstWeights = initEncoder(student, hashString(`student ${seed}`));
  const right = set.test.labels;
  const logitsOf = (model: Model, signal?: AbortSignal) =>
    model === first || firsts.some((one) => one.model === model)
      ? teacherLogits(model, set.test, tests.teacher, { signal })
      : classLogits(model, tests.student, classes, { signal, batchOf });
  const choicesOf = async (model: Model, signal?: AbortSignal) =>
    likeliest(await logitsOf(model, signal), classes);
  const answersOf = async (model: Model, signal?: AbortSignal): Promise<ClassProbabilities> => ({
    probabilities: probabilitiesOf(await logitsOf(model, signal), classes),
    labels: right,
    classes: [...set.labels],
    outOfScope: set.outOfScope,
  });
  let wanted: Int32Array | null = null;
  let checked: readonly Sentence[] | null = null;
  let teacherChoices: Int32Array | null = null;
  let teacherAnswers: ClassProbabilities | null = null;
  return {
    teacher: mixedTeacher(teachers, classExperts(specialties, classes)),
    student: { network: { kind: 'encoder', config: student }, tokenizer, labels: set.labels },
    dataSet: config.textSet,
    rows: { total: train.length, labelled: labelled.length },
    classes: [...set.labels],
    examples: config.textSet === BUILT_IN_SET ? [] : set.test.texts.slice(0, EXAMPLES),
    batch: (step, lambda, rows) =>
      batchOf({
        sentences: train,
        rows: drawRows(step, lambda, rows),
        labelled: known,
        wordDropout: { rate: wordDropout, seed: hashString(`${wordSeed} ${step}`) },
      }),
    schedule: warmUpCosine(config.steps),
    createModel: (first = firstWeights) => encoderModel(student, first, { dropout, seed: dropSeed }),
    createOptimizer: encoderOptimizer,
    averages: true,
    twin: {
      optimizer: ENCODER_OPTIMIZER,
      drops: { dropout, dropSeed, wordDropout, wordSeed },
      row(row) {
        const { ids, label } = train[row]!;
        return { ids: [...ids], label, known: known.has(row) && label !== UNLABELLED };
      },
    },
    transfer: {
      total: train.length,
      classes,
      text: (row) => set.train.texts[row]!,
      label: (row) => (train[row]!.label === UNLABELLED ? null : train[row]!.label),
    },
    async gap(model, { signal }) {
      const validation = cutTo(await encode(set.validation, longest), contextOf(link.teachers));
      wanted ??= likeliest(await teacherLogits(teacher, set.validation, validation, { signal }), classes);
      checked ??= await studentReads(set.validation);
      const chosen = likeliest(await classLogits(model, checked, classes, { signal, batchOf }), classes);
      return 1 - shareEqual(chosen, wanted);
    },
    async evaluate(arm, model, { signal }) {
      teacherChoices ??= await choicesOf(first, signal);
      const chosen = model === first ? teacherChoices : await choicesOf(model, signal);
      return {
        n: right.length,
        figures: {
          accuracy: shareEqual(chosen, right),
          ...(!isTeacher(arm) && { agreement: shareEqual(chosen, teacherChoices) }),
        },
      };
    },
    async examine(arm, model, { signal }) {
      teacherAnswers ??= await answersOf(first, signal);
      return examineClasses(() => answersOf(model, signal), isTeacher(arm) ? null : teacherAnswers);
    },
  };
}
