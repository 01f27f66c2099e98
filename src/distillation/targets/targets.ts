// What a teacher is to the training loop: whoever answers about batches. A role, not a network: a network here, a cache, written
// transcripts, a mixture or a service elsewhere all play it. Here are the role and its two plainest players; targets that are
// remembered as they come are target-cache.ts, those of what was written are written-targets.ts.
// N positions that carry loss, V classes.

import type { EncodedTranscript } from '../../agent/transcript';
import type { Arm } from '../../catalog/arms';
import type { Settings } from '../../catalog/types';
import type { Batch } from '../../data/batches';
import { tensor, type Tensor } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import type { Model } from '../../models/model';
import type { Taps, Want } from '../../models/taps';
import type { ModelCard } from '../../protocol/model-card';
import type { MixtureStatus, TargetCacheStatus } from '../../protocol/training';

/** The batch on the device, and the temperature of this step. */
export interface Asked {
  inputs: Tensor;
  /** [N] of 0..B·T; undefined where each row is one. */
  positions: Tensor | undefined;
  temperature: number;
  /** What the method compares besides logits. */
  want?: Want | undefined;
  /** Of this step; absent: all at their defaults. */
  settings?: Settings | undefined;
}

/** What each of several teachers says, and how much it counts. */
export interface Mixed {
  /** K × [N, V] */
  parts: readonly Tensor[];
  /** [N, K], a row's sum 1. */
  weights: Tensor;
}

/** What a teacher says about a batch, without a gradient. */
export interface TeacherTargets extends Taps {
  /** [N, V]; NOT_KEPT (engine/ops/distillation-loss) where only the tail tells. */
  logits: Tensor;
  /** [N]: ln Σ e^(z/T) over the classes that are not kept, at the temperature asked for. */
  tail?: Tensor;
  /** [N], above 0 where the teacher was heard; everywhere where it is absent. Of one with another vocabulary, whose logits are [N, W]. */
  heard?: Tensor;
  /** Where several teachers were asked. */
  mixed?: Mixed;
  /** Places in the batch of the rows that the taps are of, ascending; all rows where it is absent. */
  tapped?: readonly number[];
}

/** Whose turn it is, for a teacher that answers before the step. */
export interface Turn {
  arm: Arm;
  /** Counted from 0. */
  step: number;
  temperature: number;
  lambda: number;
  settings: Settings;
  /** With its weights of this moment; it may be asked to write. */
  student: Model;
  /** What the method will compare besides logits. */
  want?: Want | undefined;
  signal?: AbortSignal | undefined;
}

export interface Targets {
  /**
   * Before a step, outside tidy(): asks elsewhere, fills a cache, lets the student write. Resolves to the batch to learn from, the one
   * given or another one.
   */
  prepare?(batch: Batch, turn: Turn): Promise<Batch>;
  /** Inside tidy(). Throws RetortError('config-invalid') where it has no taps and some are wanted. */
  ask(batch: Batch, asked: Asked): TeacherTargets;
  /** Of a cache that fills while it is asked. */
  status?(): TargetCacheStatus;
  /** The teachers that it is made of, by their names. */
  members?: readonly (Targets & { name: string })[];
  /** How much each of them counted lately. */
  mixture?(): MixtureStatus | null;
}

export interface Teacher extends Targets {
  card: ModelCard;
  /** Has it write for rows of the transfer set, by their numbers, in order. Throws RetortError('cancelled') where the run is stopped. */
  write?(rows: readonly number[]): Promise<EncodedTranscript[]>;
}

/** Asks the teacher anew for each batch. */
export const liveTargets = (teacher: Model): Targets => ({
  ask: ({ task }, { inputs, positions, want }) => teacher.forward(inputs, { positions, want, head: task }),
});

/** Throws RetortError('config-invalid') where more than logits is wanted of who has only those. */
export function refuseTaps(
  want: Want | undefined,
  why = 'This method compares more than answers, and of this teacher only its answers are at hand. Choose a teacher that runs in the page.',
): void {
  if (want) throw new RetortError('config-invalid', why);
}

/** Looks rows up in a table [n, V] of the teacher's logits for all of them. */
export const tableTargets = (table: Float32Array, classes: number): Targets => ({
  ask({ rows }, { want }) {
    refuseTaps(want);
    const picked = new Float32Array(rows.length * classes); // [N, V]
    for (const [i, row] of rows.entries()) {
      picked.set(table.subarray(row * classes, (row + 1) * classes), i * classes);
    }
    return { logits: tensor(picked, [rows.length, classes]) };
  },
});
