// Task "agent", made ready: prompts (built in, or a person's own chats), a finished teacher or how one is trained on all labels, its
// transcripts, the rows that a student of few labels sees, first weights.

import { MOST_TURNS } from '../../agent/loop';
import { type EncodedTranscript, parseTurns, plainTexts } from '../../agent/transcript';
import type { TokenCodec, Transcript } from '../../agent/types';
import { type Arm, isTeacher } from '../../catalog/arms';
import { methodInfo } from '../../catalog/catalog';
import { unfitOf } from '../../catalog/fits';
import { BUILT_IN_SET, llmOf, type RunConfig } from '../../catalog/run-config';
import { numberSetting } from '../../catalog/settings';
import { isOf, type Specialty, teachersOf } from '../../catalog/teachers';
import { replyWordsOf, transcriptsOf as turnsIn } from '../../corpus/dialogue';
import { goldRows, mixedRows } from '../../data/agent-data';
import { type Batch, labelledRows, type TokenRow } from '../../data/batches';
import { curriculumSampler } from '../../data/curriculum';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { watchesGap } from '../../distillation/adaptive';
import { methodOf, settingsIn } from '../../distillation/method';
import { warmUpCosine } from '../../distillation/schedule';
import { expertsOf } from '../../distillation/targets/experts';
import { mixedTargets, mixedTeacher } from '../../distillation/targets/mixed-targets';
import { tappedTargets } from '../../distillation/targets/tapped-targets';
import { CACHE_BYTES, cachedTargets } from '../../distillation/targets/target-cache';
import { liveByLength } from '../../distillation/targets/live-by-length';
import { liveTargets, type Targets } from '../../distillation/targets/targets';
import { writtenTargets } from '../../distillation/targets/written-targets';
import { chooseTokens, shareEqual } from '../../evaluation/evaluate';
import { tokenSample } from '../../evaluation/metrics/samples';
import { RetortError } from '../../lib/errors';
import { hashString } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import type { ModelBundle, StorableCodec } from '../../models/bundle';
import type { Decoder } from '../../models/decoder';
import { initTransformer } from '../../models/init';
import { type Model, transformerModel } from '../../models/model';
import { PLAIN, sizeOf, transformerConfig } from '../../models/sizes';
import type { TransformerConfig } from '../../models/transformer-config';
import { fromParams } from '../../models/weights';
import { asOne, checkSameTokens, teacherSeed } from '../several-teachers';
import {
  firstTeachers,
  type Link,
  type Prepare,
  type Prepared,
  type PresentTeacher,
  type Task,
  type TaskDeps,
} from '../task';
import { type AgentCorpus, builtInCorpus, chatCorpus, dialoguesOf } from './agent-corpus';
import {
  AGENT_OPTIMIZER,
  agentTeacher,
  AT_ONCE,
  decoderOf,
  transformerOptimizer,
  writeTranscripts,
} from './agent-teacher';
import { bridgedTargets, translated } from './bridged-targets';
import { correctedTurns } from './corrections';
import { type DialogueOutcome, dialogueSample, planReliability, planTemperatureOf } from './dialogue-outcome';
import {
  agentEvaluator,
  batchesOf,
  dialogueEntropies,
  dialogueReader,
  dialogueWriter,
  tokenTime,
} from './evaluate-agent';
import { hintedTargets } from './hints';
import { authoredTeacher } from './language-author';
import { onPolicyTargets } from './on-policy';
import { followingDecoder, RolloutTeller } from './rollouts';
import { verifiedTargets } from './verified';

/** Prompts that a teacher without transcripts writes answers to: about a minute's work for the shipped size. */
const MOST_TRANSCRIPTS = 800;

/** Held-out requests of a person's own that are offered in the chat. */
const EXAMPLES = 5;

/** Dialogues that a run whose gap is watched holds out of its training rows, at most a twentieth of them. */
const MOST_VALIDATED = 64;

/** Share of a batch that has labels: a quarter, as elsewhere, would be a dialogue in fifty learnt by heart. */
const LABELLED_QUOTA = 1 / 8;

/** A size of the catalogue with this vocabulary and context. Throws RetortError('config-invalid') for a network of another kind. */
function networkConfig(id: string, vocabulary: number, context?: number): TransformerConfig {
  const size = sizeOf(id);
  if (size.kind === 'transformer') return transformerConfig(size, vocabulary, context);
  throw new RetortError(
    'config-invalid',
    `${id} cannot write dialogues. Choose a transformer from the list.`,
  );
}

/** The dialogues of the config's data set. */
async function corpusOf({ textSet }: RunConfig, deps: TaskDeps): Promise<AgentCorpus> {
  const builtIn = textSet === BUILT_IN_SET;
  if (builtIn && deps.dialogues) return builtInCorpus(await deps.dialogues());
  if (!builtIn && deps.chatSet) return chatCorpus(await deps.chatSet(textSet));
  throw new RetortError(
    'config-invalid',
    'This data set is not on this device. Import it, or choose the built-in one.',
  );
}

/** What of a bundle says which tools it can call: the page's by their names, a person's own as they are. */
const toolsIn = ({ tools, definitions }: AgentCorpus): Pick<ModelBundle, 'tools' | 'toolNames'> =>
  definitions ? { tools: definitions } : { toolNames: [...tools.keys()] };

/** Throws RetortError('teacher-unfit') or ('tokenizer-wrong') where a finished teacher cannot teach these dialogues. */
function checkFit({ card, network, tokenizer, tools }: ModelBundle, corpus: AgentCorpus, own: boolean): void {
  if (network.kind !== 'decoder' || !tokenizer) {
    throw new RetortError(
      'teacher-unfit',
      `“${card.name}” cannot write dialogues. Choose an agent, or a size as teacher, which is trained first.`,
    );
  }
  if (tokenizer.vocabSize !== network.config.vocab_size) {
    throw new RetortError(
      'tokenizer-wrong',
      `The tokeniser has ${tokenizer.vocabSize} tokens and the teacher ${network.config.vocab_size}. Choose the tokenizer.json that was saved with the model.`,
    );
  }
  const known = tools?.map(({ name }) => name) ?? [];
  if (
    own === (tools !== undefined) &&
    (!own || [...corpus.tools.keys()].every((name) => known.includes(name)))
  )
    return;
  throw new RetortError(
    'teacher-unfit',
    `“${card.name}” does not know the tools of these dialogues. Choose a size as the teacher: it is trained on them first.`,
  );
}

/** The user's words of a dialogue. */
const requestOf = ({ ids, agentMask }: TokenRow, codec: TokenCodec): string =>
  codec.decode(ids.slice(1, agentMask.indexOf(1))).trim();

/** Lets a teacher write for training prompts, the first ones by default. */
type Write = (teacher: ModelBundle, rows?: readonly number[]) => Promise<EncodedTranscript[]>;

interface Writers {
  write: Write;
  /** What the student and the assistants of a chain learn from. */
  transcriptsFor(link: Link): Promise<readonly EncodedTranscript[]>;
  /** The students' own tokeniser; null where they have their teacher's. */
  ownTokenizer(): Promise<StorableCodec | null>;
}

/** A tokeniser of the dialogues for students whose method gives them one. */
async function learnOwn(
  config: RunConfig,
  corpus: AgentCorpus,
  deps: TaskDeps,
): Promise<StorableCodec | null> {
  const method = methodOf(config.method);
  if (!method.ownTokens) return null;
  const rows = upTo(Math.min(corpus.count, config.prompts, MOST_TRANSCRIPTS));
  const dialogues = await dialoguesOf(corpus, rows, deps);
  const tokens = method.ownTokens(settingsIn(method, config.settings));
  return learnTokenizer(dialogues.flatMap(turnsIn).flatMap(plainTexts), tokens, {
    signal: deps.signal,
    onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
  });
}

export const prepare: Prepare = async (config, deps, given) => {
  const own = config.textSet !== BUILT_IN_SET;
  const corpus = await corpusOf(config, deps);
  const finished = given.flatMap((bundle) => bundle ?? []);
  for (const bundle of finished) checkFit(bundle, corpus, own);
  checkSameTokens(finished);
  const write: Write = async (
    teacher,
    rows = upTo(Math.min(corpus.count, config.prompts, MOST_TRANSCRIPTS)),
  ) =>
    writeTranscripts(
      await decoderOf(teacher, AT_ONCE),
      teacher.tokenizer!,
      await dialoguesOf(corpus, rows, deps),
      corpus.tools,
      deps,
    );
  const author = llmOf(config.teacher);
  const teachers: Prepared['teachers'] =
    finished.length === given.length
      ? finished
      : author === null
        ? await trainedTeachers(config, corpus, given, write, deps)
        : [await authoredTeacher(author, config, corpus, toolsIn(corpus), deps)];
  let heard: Promise<readonly EncodedTranscript[]> | null = null;
  /** The whole chain learns from the dialogues that its first teachers wrote; each link is scored by the one before. */
  const transcriptsFor = (link: Link) => {
    const bundles = firstTeachers(link).map(({ bundle }) => bundle);
    heard ??= transcriptsOf(bundles, config, corpus, write, deps);
    heard.catch(() => (heard = null)); // a cancelled one is begun anew
    return heard;
  };
  let learnt: Promise<StorableCodec | null> | null = null; // of the whole chain
  const ownTokenizer = () => {
    learnt ??= learnOwn(config, corpus, deps);
    learnt.catch(() => (learnt = null)); // as above
    return learnt;
  };
  return {
    teachers,
    maps: null,
    distil: (link) => distil(config, corpus, { write, transcriptsFor, ownTokenizer }, link, deps),
  };
};

/** Whether all tools that turns plan are of a specialty; a dialogue without any is everyone's. */
const knowsTools = (
  specialty: Specialty,
  turns: readonly Pick<Transcript, 'plan'>[],
  { tools }: AgentCorpus,
): boolean => {
  const names = [...tools.keys()];
  return turns
    .flatMap(({ plan }) => plan)
    .every((name) => isOf(specialty, names.indexOf(name), names.length));
};

/** What a network's config says of the turns that it learns; nothing where no row has a second one. */
function dialogueTurns(
  rows: readonly TokenRow[],
  codec: TokenCodec,
): Pick<TransformerConfig, 'dialogue_turns'> {
  const eos = codec.special('<eos>');
  const turns = rows.reduce((most, { ids }) => Math.max(most, ids.filter((id) => id === eos).length), 1);
  return turns > 1 ? { dialogue_turns: Math.min(turns, MOST_TURNS) } : {};
}

/** The turns of a whole dialogue, as far as they can be read. */
const turnsOfRow = ({ ids }: TokenRow, codec: TokenCodec): Transcript[] =>
  parseTurns(codec.decode(ids)) ?? [];

/** The teachers of the config; those that are not there are trained on the dialogues of their tools. */
async function trainedTeachers(
  config: RunConfig,
  corpus: AgentCorpus,
  given: readonly (ModelBundle | null)[],
  write: Write,
  deps: TaskDeps,
): Promise<Prepared['teachers']> {
  const own = config.textSet !== BUILT_IN_SET;
  const dialogues = await dialoguesOf(corpus, upTo(corpus.count), deps);
  const transcripts = dialogues.map(turnsIn);
  const known = given.find((bundle) => bundle !== null)?.tokenizer;
  const tokenizer = known
    ? known
    : own
      ? await learnTokenizer(transcripts.flat().flatMap(plainTexts), config.vocabulary, {
          signal: deps.signal,
          onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
        })
      : await deps.tokenizer();
  return teachersOf(config).map(({ teacher: size, specialty }, k) => {
    const finished = given[k];
    if (finished) return finished;
    const sized = networkConfig(size, tokenizer.vocabSize, own ? config.context : undefined);
    const mine = transcripts.filter((turns) => knowsTools(specialty, turns, corpus));
    const rows = goldRows(mine, tokenizer, sized.max_position_embeddings);
    const network = { ...sized, ...dialogueTurns(rows, tokenizer) };
    if (rows.length === 0) {
      throw new RetortError(
        'config-invalid',
        `None of the chats fits ${sized.max_position_embeddings} tokens. Raise “Longest sentence”, or bring shorter chats.`,
      );
    }
    return agentTeacher(config, {
      network,
      tokenizer,
      rows,
      tools: toolsIn(corpus),
      steps: deps.teacherSteps,
      passes: own,
      name: size,
      draws: teacherSeed(config.seed, k),
      write: given.length === 1 ? write : undefined,
    });
  });
}

/** Transcripts of the first prompts: those that a teacher of everything brings for this data, else written now. */
async function transcriptsOf(
  bundles: readonly ModelBundle[],
  config: RunConfig,
  corpus: AgentCorpus,
  write: Write,
  deps: TaskDeps,
): Promise<readonly EncodedTranscript[]> {
  const [first] = bundles as [ModelBundle];
  const specialties = teachersOf(config).map(({ specialty }) => specialty);
  const knowsAll = specialties.every((specialty) => specialty === '');
  const brought = knowsAll && first.card.dataSet === config.textSet ? await first.transcripts?.() : undefined;
  if (brought) return brought.slice(0, config.prompts);
  return bundles.length === 1
    ? write(first)
    : writtenByAll(config, corpus, write, bundles, specialties, deps);
}

/** Each prompt is answered by the specialist of its tools, or by the first teacher. A prompt's domain is known, its call is not. */
async function writtenByAll(
  { prompts }: RunConfig,
  corpus: AgentCorpus,
  write: Write,
  bundles: readonly ModelBundle[],
  specialties: readonly Specialty[],
  deps: TaskDeps,
): Promise<EncodedTranscript[]> {
  const rows = upTo(Math.min(corpus.count, prompts, MOST_TRANSCRIPTS));
  const dialogues = await dialoguesOf(corpus, rows, deps);
  const authors = dialogues.map((dialogue) =>
    Math.max(
      0,
      specialties.findIndex(
        (specialty) => specialty !== '' && knowsTools(specialty, turnsIn(dialogue), corpus),
      ),
    ),
  );
  const transcripts: EncodedTranscript[] = [];
  for (const [k, bundle] of bundles.entries()) {
    const mine = rows.filter((row) => authors[row] === k);
    if (mine.length === 0) continue;
    for (const [i, transcript] of (await write(bundle, mine)).entries()) transcripts[mine[i]!] = transcript;
  }
  return transcripts;
}

async function distil(
  config: RunConfig,
  corpus: AgentCorpus,
  { write, transcriptsFor, ownTokenizer }: Writers,
  link: Link,
  deps: TaskDeps,
): Promise<Task> {
  const { seed, textSet } = config;
  const method = methodOf(config.method);
  if (config.lambda < 1 && unfitOf(methodInfo(config.method), config) === 'onPolicy') {
    throw new RetortError(
      'config-invalid',
      'This method learns from what the student writes, and it writes nothing. Raise “On-policy share” above 0.',
    );
  }
  const { bundle } = link.teachers[0]!;
  const several = link.teachers.length > 1;
  const teacher = asOne(link.teachers, config.settings);
  const specialties = teachersOf(config).map(({ specialty }) => specialty);
  const theirs = bundle.tokenizer!;
  const own = await ownTokenizer();
  const tokenizer = own ?? theirs;
  const isMarked = numberSetting(config.settings, 'onPolicy', 'share') > 0;
  if (own && (several || isMarked || watchesGap(config.settings))) throw noComparison();
  const read = Math.min(
    ...link.teachers.map(
      ({ bundle: { network } }) => (network.config as TransformerConfig).max_position_embeddings,
    ),
  );
  const [{ bundle: author }] = firstTeachers(link) as [PresentTeacher];
  const heard = await transcriptsFor(link);
  const transcripts = own ? heard.map((row) => translated(row, author.tokenizer!, own)) : heard;
  const total = transcripts.length;
  const chosen = labelledRows({ total, share: config.labelShare, seed });
  const right = await dialoguesOf(corpus, chosen, deps);
  const test = corpus.test();
  const sized = networkConfig(
    link.student,
    tokenizer.vocabSize,
    textSet === BUILT_IN_SET ? read : config.context,
  );
  const context = Math.min(sized.max_position_embeddings, read);
  const fitting: TokenRow[] = mixedRows({
    gold: new Map(chosen.map((i, at) => [i, turnsIn(right[at]!)])),
    teacher: transcripts,
    codec: tokenizer,
    context,
  });
  const student: TransformerConfig = {
    ...sized,
    ...(config.plainStudent && PLAIN),
    ...dialogueTurns(fitting, tokenizer),
    ...(corpus.replies.size > 0 && { reply_words: replyWordsOf(corpus.replies) }),
  };
  const held = watchesGap(config.settings) ? Math.min(MOST_VALIDATED, Math.ceil(fitting.length / 20)) : 0;
  const rows = fitting.slice(0, fitting.length - held);
  const validation = fitting.slice(rows.length).map((row) => ({ ...row, gold: true })); // so that each word is compared
  const scored = rows.filter(({ gold }, row) => gold || row < config.scoredPrompts);
  const labelled = rows.flatMap(({ gold }, i) => (gold ? [i] : []));
  if (labelled.length === 0) {
    throw new RetortError(
      'config-invalid',
      `None of the dialogues with labels fits ${context} tokens. Raise “Longest sentence” or the share of labels, or bring shorter chats.`,
    );
  }
  const lengthOf = (i: number) => rows[i]!.ids.length;
  const call = tokenizer.special('<call>');
  const draw = await curriculumSampler(
    {
      total: rows.length,
      labelled,
      batchSize: config.batchSize,
      seed,
      labelledQuota: LABELLED_QUOTA,
      lengthOf,
    },
    config,
    {
      length: () => upTo(rows.length).map(lengthOf),
      planSteps: () => rows.map(({ ids }) => ids.filter((id) => id === call).length),
      ...(!own && { entropy: () => dialogueEntropies(teacher, rows, tokenizer, deps) }),
    },
  );
  const corrections = correctedTurns({
    ...{ rows, draw, corpus, context, codec: tokenizer, batchSize: config.batchSize },
    own: textSet !== BUILT_IN_SET,
    replyWords: student.reply_words,
  });
  const firstWeights = initTransformer(student, hashString(`student ${seed}`));
  const decoder = async (arm: Arm, model: Model, slots = 1) =>
    link.finished.has(arm)
      ? decoderOf(link.finished.get(arm)!.bundle, slots)
      : decoderOf(
          { network: { kind: 'decoder', config: student }, weights: await fromParams(model.params) },
          slots,
        );
  const first = asOne(firstTeachers(link), config.settings);
  /** Each in its own tokens, and of the same dialogues. */
  const heldOut = { dialogues: test, tokenizer, context, teacher: own ? null : first };
  const ofFirst = own && { ...heldOut, tokenizer: author.tokenizer!, teacher: first };
  const [evaluated, sumsOf] = [agentEvaluator(heldOut), dialogueReader(heldOut)];
  const [evaluatedFirst, sumsOfFirst] = ofFirst
    ? [agentEvaluator(ofFirst), dialogueReader(ofFirst)]
    : [evaluated, sumsOf];
  const codecOf = (arm: Arm) => link.finished.get(arm)?.bundle.tokenizer ?? tokenizer;
  let wanted: Int32Array | null = null;
  const lastWritten = new Map<Arm, readonly DialogueOutcome[]>();
  // what a dialogue is about is known where the student may see the right answer
  const experts = ({ labels, positions, shape: [, width], rows: numbers }: Batch) =>
    expertsOf(specialties, labels.length, (specialty, n) => {
      const row = rows[numbers[Math.floor(positions![n]! / width)]!]!;
      return row.gold ? knowsTools(specialty, turnsOfRow(row, tokenizer), corpus) : null;
    });
  const asked = mixedTeacher(
    link.teachers.map(({ bundle, model }) => ({
      card: bundle.card,
      ...(config.cacheTargets
        ? cachedTargets({
            teacher: model,
            classes: tokenizer.vocabSize,
            rows: scored.length,
            positions: scored.reduce((sum, { agentMask }) => sum + agentMask.filter(Boolean).length, 0),
            bytes: CACHE_BYTES / link.teachers.length,
            whole: several,
          })
        : liveTargets(model)),
    })),
    experts,
  );
  const isWritten = (row: number) =>
    corrections.isCorrected(row) ||
    method.taughtBy === 'transcripts' ||
    (!rows[row]!.gold && row >= config.scoredPrompts);
  const answers = writtenTargets(asked, isWritten, tokenizer.vocabSize);
  const asksAbout = (row: number) => !isWritten(row);
  const writing = {
    given: own
      ? bridgedTargets({
          ...{ teacher, context: read, from: own, to: theirs, asksAbout },
          idsOf: (row) => rows[row]!.ids,
        })
      : several
        ? answers
        : tappedTargets({
            ...{ teacher, answers, asksAbout },
            ...(!config.cacheTargets && { bytes: 0 }),
          }),
    rows,
    codec: tokenizer,
    tools: corpus.tools,
    context,
    promptOf: (row: number) => corpus.dialogue(rows[row]!.prompt!),
    seed,
    signal: deps.signal,
    teller: new RolloutTeller(tokenizer, deps.onRollout),
  };
  const studentDecoder = followingDecoder(student, AT_ONCE);
  const targets = (): Targets => {
    if (config.method === 'verified-sampling') {
      let decoder: Promise<Decoder> | null = null;
      const teacherDecoder = () => (decoder ??= decoderOf(bundle, AT_ONCE));
      return verifiedTargets({
        ...writing,
        replies: corpus.replies,
        context,
        studentDecoder,
        teacherDecoder,
      });
    }
    if (method.taughtBy === 'transcripts' || own) return writing.given;
    const { given } = writing;
    const plain: Targets = { ask: (...asked) => given.ask(...asked) }; // the student teaches, and nobody else is asked
    const members = link.teachers.map(({ bundle, model }) => ({
      name: bundle.card.name,
      ...liveByLength(model),
    }));
    const chosen = onPolicyTargets({
      ...writing,
      ...(method.taughtBy === 'self' && { given: plain }),
      teacher,
      live: several ? mixedTargets({ members, experts }) : liveByLength(teacher),
      steps: config.steps,
      decoderOf: studentDecoder,
    });
    return method.readsHints ? hintedTargets({ ...writing, given: chosen }) : chosen;
  };
  return {
    teacher: {
      card: asked.card,
      ...targets(),
      ...(several && { members: asked.members, mixture: asked.mixture }),
      write: (rows) => write(bundle, rows),
    },
    student: { network: { kind: 'decoder', config: student }, tokenizer, ...toolsIn(corpus) },
    dataSet: textSet,
    rows: { total: rows.length, labelled: labelled.length },
    classes: null,
    batch: corrections.batch,
    corrections,
    schedule: warmUpCosine(config.steps),
    createModel: (first = firstWeights) => transformerModel(student, first),
    createOptimizer: transformerOptimizer,
    averages: true,
    twin: {
      optimizer: AGENT_OPTIMIZER,
      row(row) {
        const { ids, agentMask: mask, gold } = rows[row]!;
        return { ids, mask, known: gold, written: isWritten(row) };
      },
    },
    transfer: {
      total: rows.length, // corrections come behind them
      classes: 0,
      text: (row) => requestOf(rows[row]!, tokenizer),
      label: () => null,
      // in the words of whoever is looked into first, the teacher
      transcript: (row) => (own ? { ...rows[row]!, ...translated(rows[row]!, own, theirs) } : rows[row]!),
    },
    async gap(model, { signal }) {
      const batches = batchesOf(validation, tokenizer);
      wanted ??= await chooseTokens(teacher, batches, signal);
      return 1 - shareEqual(await chooseTokens(model, batches, signal), wanted);
    },
    ...(textSet !== BUILT_IN_SET && {
      examples: test.slice(0, EXAMPLES).map(({ transcript }) => transcript.user),
      tools: corpus.tools,
    }),
    evaluate: (arm, model, options) => (model === first ? evaluatedFirst : evaluated)(arm, model, options),
    async writer(arm, model, as) {
      const writes = await (as ? decoderOf(as, AT_ONCE) : decoder(arm, model, AT_ONCE));
      const writing = dialogueWriter(writes, codecOf(arm), { ...corpus, test });
      return async (hooks) => {
        const { outcomes, ...figures } = await writing(hooks);
        lastWritten.set(arm, outcomes);
        // known from here on to whoever talks with it
        if (arm === 'student') student.plan_temperature = planTemperatureOf(outcomes);
        return figures;
      };
    },
    async examine(arm, model, { signal }) {
      const sums = await (model === first ? sumsOfFirst : sumsOf)(model, signal);
      const tokens = tokenSample(sums, isTeacher(arm) || own !== null);
      const outcomes = lastWritten.get(arm);
      const samples = outcomes ? [tokens, dialogueSample(outcomes)] : [tokens];
      const timing = await tokenTime(await decoder(arm, model), codecOf(arm).vocabSize);
      return {
        samples,
        classified: null,
        timing,
        ...(outcomes && { reliability: planReliability(outcomes) }),
      };
    },
  };
}

const noComparison = (): RetortError =>
  new RetortError(
    'config-invalid',
    'The student has a vocabulary of its own, so that its tokens cannot be compared with those of its teacher, what it writes itself cannot be marked token by token, and answers of several cannot be mixed in it. Keep one teacher, and switch off on-policy batches and what follows the gap to the teacher, or choose a method in the teacher’s vocabulary.',
  );
