// What an encoder says about many sentences: logits of all, in batches of like length.

import { byLength, type Sentence, sentenceBatch } from '../../data/sentences';
import { read, tensor, tidy } from '../../engine/tensor';
import { nextTask } from '../../lib/next-task';
import { throwIfCancelled } from '../../lib/cancelled';
import type { Model } from '../../models/model';

const BATCH = 128;
const NONE: ReadonlySet<number> = new Set();

export interface ClassifyOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Logits [n, K], row by row. Cancellable between batches. */
export async function classLogits(
  model: Model,
  sentences: readonly Sentence[],
  classes: number,
  { signal, onProgress }: ClassifyOptions = {},
): Promise<Float32Array> {
  const all = new Float32Array(sentences.length * classes); // [n, K]
  let done = 0;
  for (const rows of byLength(sentences, BATCH)) {
    throwIfCancelled(signal);
    const { inputs, shape } = sentenceBatch({ sentences, rows, labelled: NONE });
    const logits = tidy(() => model.forward(tensor(inputs, shape)).logits); // [B, K]
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
