// What a classifier says about many sentences: logits of all, in batches of like length.

import type { Batch } from '../../data/batches';
import { byLength, type Sentence, sentenceBatch, type SentenceBatchOptions } from '../../data/sentences';
import { read, tensor, tidy } from '../../engine/tensor';
import { nextTask } from '../../lib/next-task';
import { throwIfCancelled } from '../../lib/cancelled';
import type { Model } from '../../models/model';

const BATCH = 128;
const NONE: ReadonlySet<number> = new Set();

/** How sentences become a batch. */
export type BatchOf = (options: SentenceBatchOptions) => Batch;

export interface ClassifyOptions {
  /** As an encoder reads them by default. */
  batchOf?: BatchOf | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Logits [n, K], row by row. Cancellable between batches. */
export async function classLogits(
  model: Model,
  sentences: readonly Sentence[],
  classes: number,
  { batchOf = sentenceBatch, signal, onProgress }: ClassifyOptions = {},
): Promise<Float32Array> {
  const all = new Float32Array(sentences.length * classes); // [n, K]
  let done = 0;
  for (const rows of byLength(sentences, BATCH)) {
    throwIfCancelled(signal);
    const { inputs, shape, positions, task: head } = batchOf({ sentences, rows, labelled: NONE });
    const logits = tidy(() => {
      const where = positions && tensor(positions, [positions.length]); // [B]
      return model.forward(tensor(inputs, shape), { positions: where, head }).logits; // [B, K]
    });
    const values = await read(logits); // sync point
    logits.dispose();
    for (const [b, row] of rows.entries()) {
      all.set(values.subarray(b * classes, (b + 1) * classes), row * classes);
    }
    onProgress?.((done += rows.length), sentences.length);
    await nextTask();
  }
  return all;
}
