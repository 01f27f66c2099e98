// Task "agent", made ready: prompts (built in, or a person's own chats), a finished teacher or how one is trained on all labels, its
// transcripts, the rows that a student of few labels sees, first weights.

import { type EncodedTranscript, parsePlan, plainTexts } from '../../agent/transcript';
import type { TokenCodec } from '../../agent/types';
import { type Arm, isTeacher, TEACHERS } from '../../catalog/arms';
import { BUILT_IN_SET, type RunConfig } from '../../catalog/run-config';
import { isOf, type Specialty, teachersOf } from '../../catalog/teachers';
import { goldRows, mixedRows } from '../../data/agent-data';
import { createSampler, drawnTokens, labelledRows, type TokenRow } from '../../data/batches';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { methodOf } from '../../distillation/method';
import { warmUpCosine } from '../../distillation/schedule';
import { expertsOf } from '../../distillation/targets/experts';
import { mixedModel, mixedTeacher, mixtureKind } from '../../distillation/targets/mixed-targets';
import { CACHE_BYTES, cachedTargets } from '../../distillation/targets/target-cache';
import { liveTargets } from '../../distillation/targets/targets';
import { writtenTargets } from '../../distillation/targets/written-targets';
import { tokenSample } from '../../evaluation/metrics/samples';
import { RetortError } from '../../lib/errors';
import { hashString } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import type { ModelBundle } from '../../models/bundle';
import { initTransformer } from '../../models/init';
import { type Model, transformerModel } from '../../models/model';
import { sizeOf, transformerConfig } from '../../models/sizes';
import type { TransformerConfig } from '../../models/transformer-config';
import { fromParams } from '../../models/weights';
import { checkSameTokens, teacherSeed } from '../several-teachers';
import type { Prepare, Prepared, PresentTeacher, Task, TaskDeps } from '../task';
import { type AgentCorpus, builtInCorpus, chatCorpus, dialoguesOf } from './agent-corpus';
import { agentTeacher, AT_ONCE, decoderOf, transformerOptimizer, writeTranscripts } from './agent-teacher';
import { type DialogueOutcome, dialogueSample } from './dialogue-outcome';
import { agentEvaluator, dialogueReader, dialogueWriter, tokenTime } from './evaluate-agent';

/** Prompts that a teacher without transcripts writes answers to: about a minute's work for the shipped size. */
const MOST_TRANSCRIPTS = 800;

/** Held-out requests of a person's own that are offered in the chat. */
const EXAMPLES = 5;

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

/** Lets a teacher write for training prompts, the first ones by default. */
type Write = (teacher: ModelBundle, rows?: readonly number[]) => Promise<EncodedTranscript[]>;

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
  const teachers: Prepared['teachers'] =
    finished.length === given.length ? finished : await trainedTeachers(config, corpus, given, write, deps);
  return {
    teachers,
    maps: null,
    distil: (...taught) => distil(config, corpus, write, taught, deps),
  };
};

/** Whether all tools of a plan are of a specialty; a dialogue without any is everyone's. */
const knowsTools = (specialty: Specialty, plan: readonly string[], { tools }: AgentCorpus): boolean => {
  const names = [...tools.keys()];
  return plan.every((name) => isOf(specialty, names.indexOf(name), names.length));
};

/** The tools that a whole dialogue plans to call. */
function planIn({ ids }: TokenRow, codec: TokenCodec): string[] {
  const from = ids.indexOf(codec.special('<plan>')) + 1;
  const ends = new Set([codec.special('<call>'), codec.special('<say>')]);
  return parsePlan(
    codec.decode(
      ids.slice(
        from,
        ids.findIndex((id, i) => i >= from && ends.has(id)),
      ),
    ),
  );
}

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
  const transcripts = dialogues.map(({ transcript }) => transcript);
  const known = given.find((bundle) => bundle !== null)?.tokenizer;
  const tokenizer = known
    ? known
    : own
      ? await learnTokenizer(transcripts.flatMap(plainTexts), config.vocabulary, {
          signal: deps.signal,
          onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
        })
      : await deps.tokenizer();
  return teachersOf(config).map(({ teacher: size, specialty }, k) => {
    const finished = given[k];
    if (finished) return finished;
    const network = networkConfig(size, tokenizer.vocabSize, own ? config.context : undefined);
    const mine = transcripts.filter(({ plan }) => knowsTools(specialty, plan, corpus));
    const rows = goldRows(mine, tokenizer, network.max_position_embeddings);
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
      name: size,
      draws: teacherSeed(config.seed, k),
      write: given.length === 1 ? write : undefined,
    });
  });
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
  const authors = dialogues.map(({ transcript: { plan } }) =>
    Math.max(
      0,
      specialties.findIndex((specialty) => specialty !== '' && knowsTools(specialty, plan, corpus)),
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
  write: Write,
  taught: readonly PresentTeacher[],
  deps: TaskDeps,
): Promise<Task> {
  const { seed, textSet } = config;
  const { bundle } = taught[0]!;
  const bundles = taught.map(({ bundle }) => bundle);
  const models = taught.map(({ model }) => model);
  const several = taught.length > 1;
  const teacher = several ? mixedModel(models, mixtureKind(config.settings)) : models[0]!;
  const specialties = teachersOf(config).map(({ specialty }) => specialty);
  const tokenizer = bundle.tokenizer!;
  const read = Math.min(
    ...bundles.map(({ network }) => (network.config as TransformerConfig).max_position_embeddings),
  );
  // what it wrote before counts where it wrote it for these prompts
  const written =
    bundle.card.dataSet === textSet && specialties.every((specialty) => specialty === '')
      ? (await bundle.transcripts?.())?.slice(0, config.prompts)
      : undefined;
  const transcripts =
    written ??
    (several ? await writtenByAll(config, corpus, write, bundles, specialties, deps) : await write(bundle));
  const total = transcripts.length;
  const chosen = labelledRows({ total, share: config.labelShare, seed });
  const right = await dialoguesOf(corpus, chosen, deps);
  const test = corpus.test();
  const student = networkConfig(
    config.student,
    tokenizer.vocabSize,
    textSet === BUILT_IN_SET ? undefined : config.context,
  );
  const context = Math.min(student.max_position_embeddings, read);
  const rows: TokenRow[] = mixedRows({
    gold: new Map(chosen.map((i, at) => [i, right[at]!.transcript])),
    teacher: transcripts,
    codec: tokenizer,
    context,
  });
  const scored = rows.filter(({ gold }, row) => gold || row < config.scoredPrompts);
  const labelled = rows.flatMap(({ gold }, i) => (gold ? [i] : []));
  if (labelled.length === 0) {
    throw new RetortError(
      'config-invalid',
      `None of the dialogues with labels fits ${context} tokens. Raise “Longest sentence” or the share of labels, or bring shorter chats.`,
    );
  }
  const draw = createSampler({
    total: rows.length,
    labelled,
    batchSize: config.batchSize,
    seed,
    labelledQuota: LABELLED_QUOTA,
    lengthOf: (i) => rows[i]!.ids.length,
  });
  const first = initTransformer(student, hashString(`student ${seed}`));
  const decoder = async (arm: Arm, model: Model, slots = 1) =>
    isTeacher(arm)
      ? decoderOf(bundles[TEACHERS.indexOf(arm)]!, slots)
      : decoderOf(
          { network: { kind: 'decoder', config: student }, weights: await fromParams(model.params) },
          slots,
        );
  const heldOut = { dialogues: test, tokenizer, context, teacher };
  const sumsOf = dialogueReader(heldOut);
  const lastWritten = new Map<Arm, readonly DialogueOutcome[]>();
  const asked = mixedTeacher(
    taught.map(({ bundle, model }) => ({
      card: bundle.card,
      ...(config.cacheTargets && !methodOf(config.method).needs
        ? cachedTargets({
            teacher: model,
            classes: tokenizer.vocabSize,
            rows: scored.length,
            positions: scored.reduce((sum, { agentMask }) => sum + agentMask.filter(Boolean).length, 0),
            bytes: CACHE_BYTES / taught.length,
            whole: several,
          })
        : liveTargets(model)),
    })),
    // what a dialogue is about is known where the student may see the right answer
    ({ labels, positions, shape: [, width], rows: numbers }) =>
      expertsOf(specialties, labels.length, (specialty, n) => {
        const row = rows[numbers[Math.floor(positions![n]! / width)]!]!;
        return row.gold ? knowsTools(specialty, planIn(row, tokenizer), corpus) : null;
      }),
  );
  const isWritten = (row: number) => !rows[row]!.gold && row >= config.scoredPrompts;
  return {
    teacher: {
      card: asked.card,
      ...writtenTargets(asked, isWritten, tokenizer.vocabSize),
      write: (rows) => write(bundle, rows),
    },
    student: { network: { kind: 'decoder', config: student }, tokenizer, ...toolsIn(corpus) },
    dataSet: textSet,
    rows: { total: rows.length, labelled: labelled.length },
    classes: null,
    batch: drawnTokens(rows, draw, tokenizer),
    schedule: warmUpCosine(config.steps),
    createModel: () => transformerModel(student, first),
    createOptimizer: transformerOptimizer,
    averages: true,
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
      const tokens = tokenSample(await sumsOf(model, signal), isTeacher(arm));
      const outcomes = lastWritten.get(arm);
      const samples = outcomes ? [tokens, dialogueSample(outcomes)] : [tokens];
      const timing = await tokenTime(await decoder(arm, model), tokenizer.vocabSize);
      return { samples, classified: null, timing };
    },
  };
}
