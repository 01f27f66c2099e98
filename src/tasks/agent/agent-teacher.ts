// A teacher of the agent task that does not come with the page: trained here on every label, by the same loop as the student,
// then asked to write a transcript for each prompt. Not the shipped teacher, which pytorch/ trained for far longer.

import { runDialogue } from '../../agent/loop';
import type { EncodedTranscript } from '../../agent/transcript';
import type { TokenCodec, Tool } from '../../agent/types';
import { createSampler, tokenBatch, type TokenRow } from '../../data/batches';
import type { Dialogue } from '../../corpus/dialogue';
import { worldEnvironment } from '../../corpus/world';
import type { Optimizer } from '../../engine/optimizer';
import { dispose, type Params } from '../../engine/tensor';
import { nextTask } from '../../lib/next-task';
import { hashString } from '../../lib/rng';
import type { Decoder } from '../../models/decoder';
import { initTransformer } from '../../models/init';
import type { TransformerConfig } from '../../models/transformer-config';
import { blockOptimizer } from '../../distillation/block-optimizer';
import { throwIfCancelled } from '../../lib/cancelled';
import { unlessTooLong } from './evaluate-decoding';
import { methodLoss } from '../../distillation/losses';
import { transformerModel } from '../../models/model';
import { parallelDialogues } from './parallel-dialogues';
import { TEACHER_LEARNING_RATE, warmUpCosine } from '../../distillation/schedule';
import type { PrepareHooks } from '../task';
import { train } from '../../distillation/train';
import type { Model } from '../../models/model';

/** Enough for most plans and many calls; a sixth of what the shipped teacher had. */
export const TEACHER_STEPS = 1000;
export const TEACHER_BATCH = 32;

export const transformerOptimizer = (params: Params): Optimizer =>
  blockOptimizer(params, { beta2: 0.95, weightDecay: 0.1 });

/** Trains a teacher on labelled rows. The caller disposes of its params. Throws RetortError('cancelled') at the signal. */
export async function trainAgentTeacher(
  config: TransformerConfig,
  rows: readonly TokenRow[],
  codec: TokenCodec,
  { seed, steps }: { seed: number; steps: number },
  hooks: PrepareHooks,
): Promise<Model> {
  const first = initTransformer(config, hashString(`teacher ${seed}`));
  const [trained, model] = [transformerModel(config, first), transformerModel(config, first)];
  const optimizer = transformerOptimizer(trained.params);
  const labelled = rows.map((_, i) => i);
  const draw = createSampler({
    total: rows.length,
    labelled,
    batchSize: TEACHER_BATCH,
    seed,
    lengthOf: (i) => rows[i]!.ids.length,
  });
  try {
    const logs = train({
      arm: 'teacher',
      model: trained,
      optimizer,
      average: model.params,
      batch(step, lambda) {
        const numbers = draw(step, lambda);
        return tokenBatch(
          numbers.map((i) => rows[i]!),
          numbers,
          codec,
        );
      },
      targets: null,
      method: methodLoss('hinton'),
      controls: { temperature: 1, lambda: 1, learningRate: TEACHER_LEARNING_RATE },
      schedule: warmUpCosine(steps),
      steps,
      signal: hooks.signal,
    });
    for await (const { step, log } of logs) {
      hooks.onTeacherStep?.(log);
      hooks.onProgress?.('teacher-training', step, steps);
      await nextTask();
    }
    throwIfCancelled(hooks.signal);
    return model;
  } catch (error) {
    dispose(model.params);
    throw error;
  } finally {
    dispose(trained.params);
    optimizer.dispose();
  }
}

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
    const { user } = prompts[i]!.transcript;
    const written = await runDialogue({
      model,
      codec,
      tools,
      environment: worldEnvironment(prompts[i]!.world),
      user,
      constrained: true,
      ...(hooks.signal && { signal: hooks.signal }),
    }).catch(unlessTooLong);
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.('transcripts', ++done, prompts.length);
    if (written) return { ids: written.ids, agentMask: written.agentMask };
    // without an end, so that nobody learns from it (agent-data.ts)
    const ids = [codec.special('<user>'), ...codec.encode(` ${user}`)];
    return { ids, agentMask: ids.map(() => 0) };
  });
}
