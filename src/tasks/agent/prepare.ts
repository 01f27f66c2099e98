// Task "agent", made ready: prompts (built in, or a person's own chats), a finished teacher or how one is trained on all labels, its
// transcripts, the rows that a student of few labels sees, first weights.

import { type EncodedTranscript, plainTexts } from '../../agent/transcript';
import type { TokenCodec } from '../../agent/types';
import type { Arm } from '../../catalog/arms';
import { methodInfo } from '../../catalog/catalog';
import { unfitOf } from '../../catalog/fits';
import { BUILT_IN_SET, type RunConfig } from '../../catalog/run-config';
import { goldRows, mixedRows } from '../../data/agent-data';
import { drawnTokens, labelledRows, type TokenRow } from '../../data/batches';
import { curriculumSampler } from '../../data/curriculum';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { watchesGap } from '../../distillation/adaptive';
import { methodOf } from '../../distillation/method';
import { warmUpCosine } from '../../distillation/schedule';
import { tappedTargets } from '../../distillation/targets/tapped-targets';
import { cachedTargets } from '../../distillation/targets/target-cache';
import { liveTargets, type Targets } from '../../distillation/targets/targets';
import { writtenTargets } from '../../distillation/targets/written-targets';
import { chooseTokens, shareEqual } from '../../evaluation/evaluate';
import { tokenSample } from '../../evaluation/metrics/samples';
import { RetortError } from '../../lib/errors';
import { hashString } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import type { ModelBundle } from '../../models/bundle';
import type { Decoder } from '../../models/decoder';
import { initTransformer } from '../../models/init';
import { type Model, transformerModel } from '../../models/model';
import { sizeOf, transformerConfig } from '../../models/sizes';
import type { TransformerConfig } from '../../models/transformer-config';
import { fromParams } from '../../models/weights';
import { firstTeacher, type Link, type Prepare, type Task, type TaskDeps } from '../task';
import { type AgentCorpus, builtInCorpus, chatCorpus, dialoguesOf } from './agent-corpus';
import { agentTeacher, AT_ONCE, decoderOf, transformerOptimizer, writeTranscripts } from './agent-teacher';
import { type DialogueOutcome, dialogueSample } from './dialogue-outcome';
import {
  agentEvaluator,
  batchesOf,
  dialogueEntropies,
  dialogueReader,
  dialogueWriter,
  tokenTime,
} from './evaluate-agent';
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

export const prepare: Prepare = async (config, deps, given) => {
  const own = config.textSet !== BUILT_IN_SET;
  const corpus = await corpusOf(config, deps);
  if (given) checkFit(given, corpus, own);
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
  return {
    teacher: given ?? (await trainedTeacher(config, corpus, write, deps)),
    maps: null,
    distil: (link) => distil(config, corpus, write, link, deps),
  };
};

/** What teachers wrote for the prompts of a run; a chain of several stages asks for it more than once. */
const written = new WeakMap<ModelBundle, Promise<readonly EncodedTranscript[]>>();

/** Transcripts of the first prompts: those that the bundle brings for this data, else written now. */
async function transcriptsOf(
  bundle: ModelBundle,
  { textSet, prompts }: RunConfig,
  write: Write,
): Promise<readonly EncodedTranscript[]> {
  const brought = bundle.card.dataSet === textSet ? await bundle.transcripts?.() : undefined;
  if (brought) return brought.slice(0, prompts);
  const known = written.get(bundle) ?? write(bundle);
  written.set(bundle, known);
  known.catch(() => written.delete(bundle)); // a cancelled one is begun anew
  return known;
}

async function trainedTeacher(config: RunConfig, corpus: AgentCorpus, write: Write, deps: TaskDeps) {
  const own = config.textSet !== BUILT_IN_SET;
  const dialogues = await dialoguesOf(corpus, upTo(corpus.count), deps);
  const transcripts = dialogues.map(({ transcript }) => transcript);
  const tokenizer = own
    ? await learnTokenizer(transcripts.flatMap(plainTexts), config.vocabulary, {
        signal: deps.signal,
        onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
      })
    : await deps.tokenizer();
  const network = networkConfig(config.teacher, tokenizer.vocabSize, own ? config.context : undefined);
  const rows = goldRows(transcripts, tokenizer, network.max_position_embeddings);
  if (rows.length === 0) {
    throw new RetortError(
      'config-invalid',
      `None of the chats fits ${network.max_position_embeddings} tokens. Raise “Longest sentence”, or bring shorter chats.`,
    );
  }
  return agentTeacher(config, {
    network,
    tokenizer,
    rows,
    tools: toolsIn(corpus),
    steps: deps.teacherSteps,
    write,
  });
}

async function distil(
  config: RunConfig,
  corpus: AgentCorpus,
  write: Write,
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
  const { bundle, model: teacher } = link.teacher;
  const first = firstTeacher(link);
  const tokenizer = bundle.tokenizer!;
  const teacherConfig = bundle.network.config as TransformerConfig;
  // the whole chain learns from the dialogues that the first teacher wrote; each link is scored by the one before
  const transcripts = await transcriptsOf(first.bundle, config, write);
  const total = transcripts.length;
  const chosen = labelledRows({ total, share: config.labelShare, seed });
  const right = await dialoguesOf(corpus, chosen, deps);
  const test = corpus.test();
  const student = networkConfig(
    link.student,
    tokenizer.vocabSize,
    textSet === BUILT_IN_SET ? undefined : config.context,
  );
  const context = Math.min(student.max_position_embeddings, teacherConfig.max_position_embeddings);
  const fitting: TokenRow[] = mixedRows({
    gold: new Map(chosen.map((i, at) => [i, right[at]!.transcript])),
    teacher: transcripts,
    codec: tokenizer,
    context,
  });
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
      entropy: () => dialogueEntropies(teacher, rows, tokenizer, deps),
    },
  );
  const firstWeights = initTransformer(student, hashString(`student ${seed}`));
  const decoder = async (arm: Arm, model: Model, slots = 1) =>
    link.finished.has(arm)
      ? decoderOf(link.finished.get(arm)!.bundle, slots)
      : decoderOf(
          { network: { kind: 'decoder', config: student }, weights: await fromParams(model.params) },
          slots,
        );
  const heldOut = { dialogues: test, tokenizer, context, teacher: first.model };
  const read = dialogueReader(heldOut);
  let wanted: Int32Array | null = null;
  const lastWritten = new Map<Arm, readonly DialogueOutcome[]>();
  const asked = config.cacheTargets
    ? cachedTargets({
        teacher,
        classes: tokenizer.vocabSize,
        rows: scored.length,
        positions: scored.reduce((sum, { agentMask }) => sum + agentMask.filter(Boolean).length, 0),
      })
    : liveTargets(teacher);
  const isWritten = (row: number) =>
    method.taughtBy === 'transcripts' || (!rows[row]!.gold && row >= config.scoredPrompts);
  const writing = {
    given: tappedTargets({
      teacher,
      answers: writtenTargets(asked, isWritten, tokenizer.vocabSize),
      asksAbout: (row) => !isWritten(row),
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
    if (method.taughtBy) return writing.given;
    return onPolicyTargets({ ...writing, teacher, steps: config.steps, decoderOf: studentDecoder });
  };
  return {
    teacher: { card: bundle.card, ...targets(), write: (rows) => write(bundle, rows) },
    student: { network: { kind: 'decoder', config: student }, tokenizer, ...toolsIn(corpus) },
    dataSet: textSet,
    rows: { total: rows.length, labelled: labelled.length },
    classes: null,
    batch: drawnTokens(rows, draw, tokenizer),
    schedule: warmUpCosine(config.steps),
    createModel: () => transformerModel(student, firstWeights),
    createOptimizer: transformerOptimizer,
    averages: true,
    transfer: {
      total: rows.length,
      classes: 0,
      text: (row) => requestOf(rows[row]!, tokenizer),
      label: () => null,
      transcript: (row) => rows[row]!,
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
    evaluate: agentEvaluator(heldOut),
    async writer(arm, model) {
      const writing = dialogueWriter(await decoder(arm, model, AT_ONCE), tokenizer, { ...corpus, test });
      return async (hooks) => {
        const { outcomes, ...figures } = await writing(hooks);
        lastWritten.set(arm, outcomes);
        return figures;
      };
    },
    async examine(arm, model, { signal }) {
      const tokens = tokenSample(await read(model, signal), arm === 'teacher');
      const outcomes = lastWritten.get(arm);
      const samples = outcomes ? [tokens, dialogueSample(outcomes)] : [tokens];
      const timing = await tokenTime(await decoder(arm, model), tokenizer.vocabSize);
      return { samples, classified: null, timing };
    },
  };
}
