// What an encoder says about many sentences: logits of all, in batches of like length, and what follows from them.

import { byLength, type Sentence, sentenceBatch } from '../data/sentences';
import { read, tensor, tidy } from '../engine/tensor';
import { nextTask } from '../lib/next-task';
import { throwIfCancelled } from './evaluate';
import type { Model } from './types';

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
    const logits = tidy(() => model.forward(tensor(inputs, shape))); // [B, K]
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

/** Rows of logits [n, K] -> rows of probabilities. */
export function probabilitiesOf(logits: Float32Array, classes: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    const row = logits.subarray(start, start + classes);
    const top = Math.max(...row);
    const sum = row.reduce((total, z) => total + Math.exp(z - top), 0);
    for (let k = 0; k < classes; k++) probabilities[start + k] = Math.exp(row[k]! - top) / sum;
  }
  return probabilities;
}

/** The likeliest class of each row of [n, K]. */
export function likeliest(rows: Float32Array, classes: number): Int32Array {
  return Int32Array.from({ length: rows.length / classes }, (_, n) => {
    const row = rows.subarray(n * classes, (n + 1) * classes);
    return row.indexOf(Math.max(...row));
  });
}
