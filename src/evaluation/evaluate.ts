// Accuracy and agreement on held-out data, by one forward pass over what is known to be right (teacher-forced for dialogues).
// Not by writing: evaluate-decoding.ts lets a model write whole dialogues. Agreement is the share on which arm and teacher
// choose the same, right or wrong.

import type { Batch } from '../data/batches';
import type { RowSet } from '../data/points';
import { argMax } from '../engine/ops/predictions';
import { read, tensor, tidy } from '../engine/tensor';
import { throwIfCancelled } from '../lib/cancelled';
import { nextTask } from '../lib/next-task';
import type { Model } from '../models/model';

/** The likeliest class at each position of a batch, [N]. */
async function choices(
  model: Model,
  { inputs, shape, positions }: Pick<Batch, 'inputs' | 'shape' | 'positions'>,
): Promise<Int32Array> {
  const classes = tidy(() => {
    const where = positions && tensor(positions, [positions.length]); // [N]
    return argMax(model.forward(tensor(inputs, shape), { positions: where }).logits); // [N]
  });
  try {
    return Int32Array.from(await read(classes)); // sync point
  } finally {
    classes.dispose();
  }
}

/** Share of equal entries. */
export function shareEqual(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let equal = 0;
  for (let i = 0; i < a.length; i++) equal += Number(a[i] === b[i]);
  return a.length === 0 ? 1 : equal / a.length;
}

/** A model's logits for all rows, [n·V]. */
export async function rowLogits(
  model: Model,
  data: Pick<RowSet, 'x' | 'n'>,
  width: number,
): Promise<Float32Array> {
  const logits = tidy(() => model.forward(tensor(data.x, [data.n, width])).logits); // [n, V]
  try {
    return Float32Array.from(await read(logits)); // sync point
  } finally {
    logits.dispose();
  }
}

/** The class that a model chooses for each row [n]. */
export function chooseRows(model: Model, data: RowSet, width: number): Promise<Int32Array> {
  return choices(model, { inputs: data.x, shape: [data.n, width] });
}

/** The token that a model chooses at each counted position of the batches, one after the other. Cancellable between batches. */
export async function chooseTokens(
  model: Model,
  batches: readonly Batch[],
  signal?: AbortSignal,
): Promise<Int32Array> {
  const chosen: number[] = [];
  for (const batch of batches) {
    throwIfCancelled(signal);
    const all = await choices(model, batch);
    chosen.push(...all.filter((_, i) => batch.hardMask[i]));
    await nextTask();
  }
  return Int32Array.from(chosen);
}

/** The right tokens at the counted positions of the batches. */
export function rightTokens(batches: readonly Batch[]): Int32Array {
  return Int32Array.from(
    batches.flatMap(({ labels, hardMask }) => [...labels.filter((_, i) => hardMask[i])]),
  );
}
