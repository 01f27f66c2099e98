// A teacher of the agent task that does not come with the page: how it is trained on every label by the one loop, and how any
// teacher writes a transcript for each prompt. Not the shipped teacher, which pytorch/ trained for far longer.

import { type EncodedTranscript, joinTurns } from '../../agent/transcript';
import type { TokenCodec, Tool } from '../../agent/types';
import type { RunConfig } from '../../catalog/run-config';
import type { Dialogue } from '../../corpus/dialogue';
import { worldEnvironment } from '../../corpus/world';
import { createSampler, drawnTokens, type TokenRow } from '../../data/batches';
import { blockOptimizer } from '../../distillation/block-optimizer';
import { TEACHER_LEARNING_RATE, warmUpCosine } from '../../distillation/schedule';
import type { Optimizer } from '../../engine/optimizer';
import type { Params } from '../../engine/tensor';
import { throwIfCancelled } from '../../lib/cancelled';
import { upTo } from '../../lib/up-to';
import { type ModelBundle, newCard } from '../../models/bundle';
import { createDecoder } from '../../models/create-decoder';
import type { Decoder } from '../../models/decoder';
import { initTransformer } from '../../models/init';
import { transformerModel } from '../../models/model';
import type { TransformerConfig } from '../../models/transformer-config';
import { fromParams } from '../../models/weights';
import type { PrepareHooks, TeacherTraining } from '../task';
import { usersOf, writeTurns } from './evaluate-decoding';
import { parallelDialogues } from './parallel-dialogues';

/** Enough for most plans and many calls; a sixth of what the shipped teacher had. */
const TEACHER_STEPS = 1000;
const TEACHER_BATCH = 32;
/** Dialogues that are written side by side. */
export const AT_ONCE = 32;

/** Of teachers and students alike. */
export const AGENT_OPTIMIZER = { beta2: 0.95, weightDecay: 0.1 };
export const transformerOptimizer = (params: Params): Optimizer => blockOptimizer(params, AGENT_OPTIMIZER);

export interface AgentTeacherData {
  network: TransformerConfig;
  tokenizer: NonNullable<ModelBundle['tokenizer']>;
  rows: readonly TokenRow[];
  tools: Pick<ModelBundle, 'tools' | 'toolNames'>;
  /** At most; TEACHER_STEPS by default. */
  steps?: number | undefined;
  /** At most config.teacherEpochs passes, as over a person's own chats. */
  passes?: boolean;
  /** As ModelCard.terms. */
  terms?: string;
  /** Its name, and what its first weights are drawn from. */
  name: string;
  draws: number;
  /** What the finished teacher writes for the training prompts; absent where others write, too. */
  write?: ((teacher: ModelBundle) => Promise<EncodedTranscript[]>) | undefined;
}

export function agentTeacher(
  { seed, textSet, teacherEpochs }: RunConfig,
  { network, tokenizer, rows, tools, steps: given, passes, name, draws, terms, write }: AgentTeacherData,
): TeacherTraining {
  const passing = Math.min(TEACHER_STEPS, Math.ceil(rows.length / TEACHER_BATCH) * teacherEpochs);
  const steps = given ?? (passes ? passing : TEACHER_STEPS);
  const first = initTransformer(network, draws);
  const draw = createSampler({
    total: rows.length,
    labelled: upTo(rows.length),
    batchSize: TEACHER_BATCH,
    seed,
    lengthOf: (i) => rows[i]!.ids.length,
  });
  return {
    steps,
    batch: drawnTokens(rows, draw, tokenizer),
    targets: null,
    controls: { temperature: 1, lambda: 1, learningRate: TEACHER_LEARNING_RATE },
    schedule: warmUpCosine(steps),
    createModel: () => transformerModel(network, first),
    createOptimizer: transformerOptimizer,
    averages: true,
    async bundle(model) {
      const weights = await fromParams(model.params); // sync point
      const card = newCard({ task: 'agent', name, origin: 'trained', dataSet: textSet, weights, terms });
      return { card, network: { kind: 'decoder', config: network }, weights, tokenizer, ...tools };
    },
    ...(write && {
      async finish(bundle) {
        const transcripts = await write(bundle);
        return { ...bundle, transcripts: async () => transcripts };
      },
    }),
  };
}

/** A decoder of a bundle. */
export const decoderOf = (
  { network, weights }: Pick<ModelBundle, 'network' | 'weights'>,
  slots = 1,
): Promise<Decoder> => createDecoder(network.config as TransformerConfig, weights, slots);

/** What the teacher writes for each prompt, under the grammar, with the tools' real results. Cancellable. */
export function writeTranscripts(
  decoder: Decoder,
  codec: TokenCodec,
  prompts: readonly Dialogue[],
  tools: ReadonlyMap<string, Tool>,
  hooks: PrepareHooks,
): Promise<EncodedTranscript[]> {
  let done = 0;
  return parallelDialogues(decoder, prompts.length, async (i, model) => {
    const users = usersOf(prompts[i]!);
    const written = await writeTurns(users, {
      model,
      codec,
      tools,
      environment: worldEnvironment(prompts[i]!.world),
      constrained: true,
      ...(hooks.signal && { signal: hooks.signal }),
    });
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.('transcripts', ++done, prompts.length);
    if (written.length > 0) return joinTurns(written);
    // without an end, so that nobody learns from it (agent-data.ts)
    const ids = [codec.special('<user>'), ...codec.encode(` ${users[0]!}`)];
    return { ids, agentMask: ids.map(() => 0) };
  });
}
