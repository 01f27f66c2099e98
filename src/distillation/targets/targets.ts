// What the teacher says about a batch, without a gradient: asked anew at each step, or looked up in a table of all rows. Targets
// that are remembered as they come are target-cache.ts.
// N positions that carry loss, V classes.

import type { Batch } from '../../data/batches';
import { tensor, type Tensor } from '../../engine/tensor';
import type { CacheStatus } from './target-cache';
import type { Model } from '../../models/model';

/** The batch on the device, and the temperature of this step. */
export interface Asked {
  inputs: Tensor;
  /** [N] of 0..B·T; undefined where each row is one. */
  positions: Tensor | undefined;
  temperature: number;
}

export interface TeacherTargets {
  /** [N, V]; NOT_KEPT (engine/ops/distillation-loss) where only the tail tells. */
  teacherLogits: Tensor;
  /** [N]: ln Σ e^(z/T) over the classes that are not kept, at the temperature asked for. */
  teacherTail?: Tensor;
}

export interface Targets {
  /** Called inside tidy(); the caller disposes of what comes. */
  ask(batch: Batch, asked: Asked): TeacherTargets;
  /** Of a cache that fills while it is asked. */
  status?(): CacheStatus;
}

/** Asks the teacher anew for each batch. */
export const liveTargets = (teacher: Model): Targets => ({
  ask: (_, { inputs, positions }) => ({ teacherLogits: teacher.forward(inputs, { positions }).logits }),
});

/** Looks rows up in a table [n, V] of the teacher's logits for all of them. */
export const tableTargets = (table: Float32Array, classes: number): Targets => ({
  ask({ rows }) {
    const picked = new Float32Array(rows.length * classes); // [N, V]
    for (const [i, row] of rows.entries()) {
      picked.set(table.subarray(row * classes, (row + 1) * classes), i * classes);
    }
    return { teacherLogits: tensor(picked, [rows.length, classes]) };
  },
});
