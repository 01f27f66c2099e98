// What of the two models' taps can be compared in a step: the rows that the teacher's taps are of, and in them the places that count.
// Padding, words that went missing, positions without loss and dialogues that were only written are none.
// B rows of a batch, K of them with taps of the teacher, T positions, D width.

import { column, mul } from '../engine/arithmetic';
import { embedding } from '../engine/ops/embedding';
import { maskedMean } from '../engine/ops/masked-mean';
import { pickRows, reshape } from '../engine/ops/shape-ops';
import { tensor, type Tensor } from '../engine/tensor';
import type { LayerPair } from '../catalog/layer-map';
import { upTo } from '../lib/up-to';
import type { MethodStep } from './method';

export interface Compared {
  /** A tap of the student's [B, ..] for the rows that the teacher's are of, [K, ..]. */
  mine(tap: Tensor): Tensor;
  /** [K, T], or [K] of networks of numbers: above 0 where both sides say something that counts. */
  places: Tensor;
  /** [K, T], of sentences alone, which look to both sides: 1 where both have a word. */
  words: Tensor | null;
}

/** Above 0 where a place of a batch carries loss: [B, T], or [B] of numbers. */
function countedPlaces({ batch }: MethodStep): Float32Array {
  const { positions, shape, softMask } = batch;
  if (!positions) return softMask;
  const places = new Float32Array(shape[0] * shape[1]);
  for (const [n, position] of positions.entries()) places[position] = softMask[n]!;
  return places;
}

/** Null where the teacher's taps are of no row of this batch. */
export function comparedIn(step: MethodStep): Compared | null {
  const { batch, student, teacher } = step;
  const [B, T] = batch.shape;
  const rows = teacher.tapped;
  if (rows?.length === 0) return null;
  const chosen = rows && Int32Array.from(rows);
  const ofRows = (x: Tensor): Tensor => (chosen ? pickRows([x], chosen) : x);
  const mine = (tap: Tensor): Tensor => {
    if (!chosen) return tap;
    const flat = reshape(tap, [B, -1]);
    return reshape(embedding(tensor(chosen, [chosen.length]), flat), [chosen.length, ...tap.shape.slice(1)]);
  };
  const counted = countedPlaces(step);
  if (student.present) {
    const present = ofRows(student.present); // [K, T]
    const words = teacher.present ? mul(present, teacher.present) : present; // [K, T]
    return { mine, words, places: mul(words, column(ofRows(tensor(counted, [B])))) };
  }
  const places = tensor(counted, counted.length === B ? [B] : [B, T]);
  return { mine, words: null, places: ofRows(places) };
}

/** Rows of a batch that are compared with one another, at most: what is done with three of them costs the cube. */
const MOST_ROWS = 64;

/** Evenly chosen places that count, of all of them. */
function chosenPlaces(counts: ArrayLike<number>): number[] {
  const all = upTo(counts.length).filter((i) => counts[i]! > 0);
  const n = Math.min(all.length, MOST_ROWS);
  return upTo(n).map((i) => all[Math.floor((i * all.length) / n)]!);
}

/** What stands for the rows of a batch in both models: [n, D] and [n, E]. */
export interface Representatives {
  mine: Tensor;
  theirs: Tensor;
}

/**
 * Hidden states of one layer: of numbers a row each, of sentences the mean of their words, of dialogues the tokens that carry loss.
 * Null where fewer than two count, which have nothing between them.
 */
export function representatives(
  step: MethodStep,
  { student: s, teacher: t }: LayerPair,
): Representatives | null {
  const compared = comparedIn(step);
  if (!compared) return null;
  const { batch, student, teacher } = step;
  const rows = teacher.tapped ?? upTo(batch.shape[0]);
  const [mine, theirs] = [compared.mine(student.hidden!.get(s)!), teacher.hidden!.get(t)!];
  const counted = countedPlaces(step);
  const perRow = counted.length / batch.shape[0];
  const counts = rows.flatMap((b) => [...counted.subarray(b * perRow, (b + 1) * perRow)]);
  const at = Int32Array.from(chosenPlaces(counts));
  if (at.length < 2) return null;
  const whole = (x: Tensor): Tensor => {
    if (compared.words) return maskedMean(x, compared.words); // [K, D]
    return reshape(x, [-1, x.shape.at(-1)!]); // [K·T, D]
  };
  return { mine: embedding(tensor(at, [at.length]), whole(mine)), theirs: pickRows([whole(theirs)], at) };
}
