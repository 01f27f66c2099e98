// What the teacher says about a batch: logits without a gradient. One teacher; for points its answers are computed once for
// the whole set, for dialogues at each step (a cache of them would take V numbers a token).
// N positions, V classes.

import type { Batch } from '../data/batches';
import { read, tensor, tidy, type Tensor } from '../engine/tensor';
import type { RowSet } from '../data/points';
import type { Model } from './types';

/** Teacher logits [N, V] for a batch; the caller disposes of them. Called inside tidy(). */
export type Targets = (batch: Batch, inputs: Tensor, positions?: Tensor) => Tensor;

/** Asks the teacher anew for each batch. */
export const liveTargets =
  (teacher: Model): Targets =>
  (_, inputs, positions) =>
    teacher.forward(inputs, { positions });

/** Asks the teacher once about all rows [n, width] and looks the answers up. */
export async function cachedTargets(teacher: Model, data: RowSet, width: number): Promise<Targets> {
  const logits = tidy(() => teacher.forward(tensor(data.x, [data.n, width]))); // [n, V]
  const classes = logits.shape[1]!;
  const table = await read(logits); // sync point
  logits.dispose();
  return ({ rows }) => {
    const picked = new Float32Array(rows.length * classes); // [N, V]
    for (const [i, row] of rows.entries()) {
      picked.set(table.subarray(row * classes, (row + 1) * classes), i * classes);
    }
    return tensor(picked, [rows.length, classes]);
  };
}
