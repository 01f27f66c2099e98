// Some rows of a batch as a batch of their own, and what is known about the parts put together again in the batch's order: for
// targets that come from several places (target-cache.ts, written-targets.ts) or in several goes (live-by-length.ts).
// B rows, T positions, N that carry loss.

import { upTo } from '../../lib/up-to';
import type { Batch } from '../../data/batches';
import { pickRows } from '../../engine/ops/shape-ops';
import { tensor } from '../../engine/tensor';
import type { Asked, TeacherTargets } from './targets';

/** How many positions of each of the batch's rows carry loss, [B]. */
export function countsOf({ rows, shape: [, width], positions }: Batch): number[] {
  const counts = new Array<number>(rows.length).fill(positions ? 0 : 1);
  for (const position of positions ?? []) counts[Math.floor(position / width)]!++;
  return counts;
}

/**
 * The batch of some of its rows.
 * @param chosen their places in the batch, ascending.
 * @param kept how much of each row: whatever carries loss in these.
 */
export function partOf(batch: Batch, chosen: readonly number[], kept = batch.shape[1]): Batch {
  const { inputs, shape, positions, labels, hardMask, softMask, rows } = batch;
  const width = shape[1];
  const part = inputs.slice(0, chosen.length * kept);
  for (const [i, b] of chosen.entries()) part.set(inputs.subarray(b * width, b * width + kept), i * kept);
  const moved = new Map(chosen.map((b, i) => [b, i]));
  const rowOf = (n: number): number => (positions ? Math.floor(positions[n]! / width) : n);
  const counted = upTo(labels.length).filter((n) => moved.has(rowOf(n)));
  return {
    inputs: part,
    shape: [chosen.length, kept],
    ...(positions && {
      positions: Int32Array.from(counted, (n) => moved.get(rowOf(n))! * kept + (positions[n]! % width)),
    }),
    labels: Int32Array.from(counted, (n) => labels[n]!),
    hardMask: Float32Array.from(counted, (n) => hardMask[n]!),
    softMask: Float32Array.from(counted, (n) => softMask[n]!),
    rows: chosen.map((b) => rows[b]!),
  };
}

/** A part on the device, to be asked about. */
export const askedAbout = ({ inputs, shape, positions }: Batch, temperature: number): Asked => ({
  inputs: tensor(inputs, shape),
  positions: positions && tensor(positions, [positions.length]),
  temperature,
});

/** Places in the batch, ascending, and the targets of those rows one after the other. */
export type Part = readonly [chosen: readonly number[], targets: TeacherTargets];

/** The targets of all parts in the batch's order. A part without a tail has kept all its classes. */
export function inOrder(batch: Batch, parts: readonly Part[]): TeacherTargets {
  const counts = countsOf(batch);
  const starts = new Array<number>(counts.length);
  let next = 0;
  for (const b of parts.flatMap(([chosen]) => chosen)) {
    starts[b] = next;
    next += counts[b]!;
  }
  const order = Int32Array.from(
    upTo(counts.length).flatMap((b) => upTo(counts[b]!).map((i) => starts[b]! + i)),
  ); // [N]
  const targets = parts.map(([, targets]) => targets);
  const logits = pickRows(
    targets.map(({ logits }) => logits),
    order,
  ); // [N, V]
  if (targets.every(({ tail }) => !tail)) return { logits };
  const tailOf = ({ tail, logits }: TeacherTargets) => {
    const n = logits.shape[0]!;
    return tail ?? tensor(new Float32Array(n), [n]); // nothing is left for a tail
  };
  return { logits, tail: pickRows(targets.map(tailOf), order) }; // [N]
}
