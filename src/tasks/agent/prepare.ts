// Task "agent", made ready: prompts (built in, or a person's own chats), a teacher (the shipped one, a person's own, or one trained
// here on all labels), its transcripts, the rows that a student of few labels sees, first weights.

import { upTo } from '../../lib/up-to';
import { type EncodedTranscript, plainTexts } from '../../agent/transcript';
import type { TokenCodec } from '../../agent/types';
import { BUILT_IN_SET, isGivenTeacher, LOADED_TEACHER, type RunConfig } from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { goldRows, mixedRows } from '../../data/agent-data';
import type { ChatSet } from '../../data/chat-set';
import type { DialogueSet } from '../../data/dialogues-file';
import { createSampler, labelledRows, tokenBatch, type TokenRow } from '../../data/batches';
import { dispose } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import { hashString } from '../../lib/rng';
import { transformerCost } from '../../models/cost';
import { createDecoder } from '../../models/decoder';
import { initTransformer } from '../../models/init';
import { sizeOf, transformerConfig } from '../../models/sizes';
import type { TransformerConfig } from '../../models/transformer-config';
import { fromParams } from '../../models/weights';
import {
  TEACHER_BATCH,
  TEACHER_STEPS,
  trainAgentTeacher,
  transformerOptimizer,
  writeTranscripts,
} from './agent-teacher';
import { type AgentCorpus, builtInCorpus, chatCorpus, dialoguesOf } from './agent-corpus';
import { tokenSample } from '../../evaluation/metrics/samples';
import { dialogueSample } from './dialogue-outcome';
import { agentEvaluator, AT_ONCE, dialogueReader, dialogueWriter, tokenTime } from './evaluate-agent';
import { learnTokenizer } from '../../data/learn-tokenizer';
import { transformerModel } from '../../models/model';
import { warmUpCosine } from '../../distillation/schedule';
import { cachedTargets } from '../../distillation/targets/target-cache';
import { liveTargets } from '../../distillation/targets/targets';
import type { AgentTeacher, PrepareHooks, Task } from '../task';
import { writtenTargets } from '../../distillation/targets/written-targets';
import type { Model } from '../../models/model';
import type { Arm } from '../../distillation/types';

export interface AgentDeps {
  /** Asked only where the config wants the shipped teacher. */
  shippedTeacher(): Promise<AgentTeacher>;
  /** The shipped tokeniser, for teachers that are trained here on the built-in dialogues. */
  tokenizer(): Promise<TokenCodec>;
  /** A person's own chats, by their id in the library. */
  chatSet?: ((id: string) => Promise<ChatSet>) | undefined;
  /** Wanted where config.teacher is "loaded". */
  loadedTeacher?: AgentTeacher | undefined;
  /** How long a teacher is trained here; TEACHER_STEPS by default. */
  teacherSteps?: number | undefined;
  /** The built-in dialogues; the shipped teacher's transcripts must belong to them. */
  dialogues?: (() => Promise<DialogueSet>) | undefined;
}

/** Prompts that a teacher without transcripts writes answers to: about a minute's work for the shipped size. */
const MOST_TRANSCRIPTS = 800;

/** Held-out requests of a person's own that are offered in the chat. */
const EXAMPLES = 5;

/** Share of a batch that has labels: a quarter, as elsewhere, would be a dialogue in fifty learnt by heart. */
const LABELLED_QUOTA = 1 / 8;

interface ReadyTeacher {
  model: Model;
  source: Task['teacherSource'];
  config: TransformerConfig;
  tokenizer: TokenCodec;
  transcripts: readonly EncodedTranscript[] | undefined;
}

/** A size of the catalogue with this vocabulary and context. Throws RetortError('config-invalid') for a network of another kind. */
function configOf(id: string, vocabulary: number, context?: number): TransformerConfig {
  const size = sizeOf(id);
  if (size.kind === 'transformer') return transformerConfig(size, vocabulary, context);
  throw new RetortError(
    'config-invalid',
    `${id} cannot write dialogues. Choose a transformer from the list.`,
  );
}

function finished(teacher: AgentTeacher, source: 'shipped' | 'loaded'): ReadyTeacher {
  const { config, tokenizer, transcripts } = teacher;
  if (tokenizer.vocabSize !== config.vocab_size) {
    throw new RetortError(
      'tokenizer-wrong',
      `The tokeniser has ${tokenizer.vocabSize} tokens and the teacher ${config.vocab_size}. Choose the tokenizer.json that was saved with the model.`,
    );
  }
  return { model: transformerModel(config, teacher.weights, false), source, config, tokenizer, transcripts };
}

/** The dialogues of the config's data set. Throws RetortError('config-invalid') where the teacher cannot know their tools. */
async function corpusOf(config: RunConfig, deps: AgentDeps): Promise<AgentCorpus> {
  const builtIn = config.textSet === BUILT_IN_SET;
  if (builtIn && deps.dialogues) return builtInCorpus(await deps.dialogues());
  if (!builtIn && isGivenTeacher(config.teacher)) {
    throw new RetortError(
      'config-invalid',
      'A finished teacher does not know the tools of your own chats. Choose a size as the teacher: it is trained on them first.',
    );
  }
  if (!builtIn && deps.chatSet) return chatCorpus(await deps.chatSet(config.textSet));
  throw new RetortError(
    'config-invalid',
    'This data set is not on this device. Import it, or choose the built-in one.',
  );
}

/** The teacher that exists already; null where the config names a size, which is to be trained. */
async function givenTeacher(config: RunConfig, deps: AgentDeps): Promise<ReadyTeacher | null> {
  if (config.teacher === SHIPPED_TEACHER) return finished(await deps.shippedTeacher(), 'shipped');
  if (config.teacher !== LOADED_TEACHER) return null;
  if (deps.loadedTeacher) return finished(deps.loadedTeacher, 'loaded');
  throw new RetortError(
    'model-unknown',
    'No teacher of your own has been loaded. Load its files, or choose the one that comes with the page.',
  );
}

async function trainedTeacher(
  config: RunConfig,
  corpus: AgentCorpus,
  deps: AgentDeps & PrepareHooks,
): Promise<ReadyTeacher> {
  const dialogues = await dialoguesOf(corpus, upTo(corpus.count), deps);
  const transcripts = dialogues.map(({ transcript }) => transcript);
  const own = config.textSet !== BUILT_IN_SET;
  const tokenizer = own
    ? await learnTokenizer(transcripts.flatMap(plainTexts), config.vocabulary, {
        signal: deps.signal,
        onProgress: (done, total) => deps.onProgress?.('tokenizer', done, total),
      })
    : await deps.tokenizer();
  const shape = configOf(config.teacher, tokenizer.vocabSize, own ? config.context : undefined);
  const rows = goldRows(transcripts, tokenizer, shape.max_position_embeddings);
  if (rows.length === 0) {
    throw new RetortError(
      'config-invalid',
      `None of the chats fits ${shape.max_position_embeddings} tokens. Raise “Longest sentence”, or bring shorter chats.`,
    );
  }
  const passes = Math.ceil(rows.length / TEACHER_BATCH) * config.teacherEpochs;
  const steps = deps.teacherSteps ?? (own ? Math.min(TEACHER_STEPS, passes) : TEACHER_STEPS);
  const model = await trainAgentTeacher(shape, rows, tokenizer, { seed: config.seed, steps }, deps);
  return { model, source: 'trained', config: shape, tokenizer, transcripts: undefined };
}

/** Everything of an agent run but the race itself. */
export async function prepare(config: RunConfig, deps: AgentDeps & PrepareHooks): Promise<Task> {
  const { seed } = config;
  const corpus = await corpusOf(config, deps);
  const given = await givenTeacher(config, deps);
  let made: Model | undefined = given?.model;
  try {
    const teacher = given ?? (await trainedTeacher(config, corpus, deps));
    made = teacher.model;
    const { tokenizer } = teacher;
    const written = teacher.transcripts?.slice(0, config.prompts);
    const total = written?.length ?? Math.min(corpus.count, config.prompts, MOST_TRANSCRIPTS);
    const transcripts =
      written ??
      (await writeTranscripts(
        await createDecoder(teacher.config, await fromParams(teacher.model.params), AT_ONCE),
        tokenizer,
        await dialoguesOf(corpus, upTo(total), deps),
        corpus.tools,
        deps,
      ));
    const chosen = labelledRows({ total, share: config.labelShare, seed });
    const right = await dialoguesOf(corpus, chosen, deps);
    const test = corpus.test();
    const student = configOf(
      config.student,
      tokenizer.vocabSize,
      config.textSet === BUILT_IN_SET ? undefined : config.context,
    );
    const context = Math.min(student.max_position_embeddings, teacher.config.max_position_embeddings);
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
    const weights = initTransformer(student, hashString(`student ${seed}`));
    const decoder = async (arm: Arm, model: Model, slots = 1) =>
      createDecoder(arm === 'teacher' ? teacher.config : student, await fromParams(model.params), slots);
    const heldOut = { dialogues: test, tokenizer, context, teacher: teacher.model };
    const read = dialogueReader(heldOut);
    return {
      teacher: teacher.model,
      teacherSource: teacher.source,
      rows: { total: rows.length, labelled: labelled.length },
      cost: (arm) => transformerCost(arm === 'teacher' ? teacher.config : student),
      targets: writtenTargets(
        config.cacheTargets
          ? cachedTargets({
              teacher: teacher.model,
              classes: tokenizer.vocabSize,
              rows: scored.length,
              positions: scored.reduce((sum, { agentMask }) => sum + agentMask.filter(Boolean).length, 0),
            })
          : liveTargets(teacher.model),
        (row) => !rows[row]!.gold && row >= config.scoredPrompts,
        tokenizer.vocabSize,
      ),
      batch(step, lambda) {
        const numbers = draw(step, lambda);
        return tokenBatch(
          numbers.map((i) => rows[i]!),
          numbers,
          tokenizer,
        );
      },
      schedule: warmUpCosine(config.steps),
      createModel: () => transformerModel(student, weights),
      createOptimizer: transformerOptimizer,
      averages: true,
      evaluate: agentEvaluator(heldOut),
      maps: null,
      classes: null,
      async examine(arm, model, { signal, written }) {
        const tokens = tokenSample(await read(model, signal), arm === 'teacher');
        const samples = written ? [tokens, dialogueSample(written)] : [tokens];
        return { samples, classified: null, ms: tokenTime(await decoder(arm, model), tokenizer.vocabSize) };
      },
      examples:
        config.textSet === BUILT_IN_SET
          ? []
          : test.slice(0, EXAMPLES).map(({ transcript }) => transcript.user),
      agent: {
        tokenizer,
        tools: corpus.tools,
        decoder,
        writer: async (arm, model) =>
          dialogueWriter(await decoder(arm, model, AT_ONCE), tokenizer, { ...corpus, test }),
      },
    };
  } catch (error) {
    if (made) dispose(made.params);
    throw error;
  }
}
