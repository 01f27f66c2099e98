// What is done to soft labels, against plain numbers; the standardisation's gradient is among the op cases.

import { expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { dispose, read, tensor, tidy } from '../tensor';
import { onEveryBackend } from '../testing';
import { NOT_KEPT } from './distillation-loss';
import { keptLargest, reheated, shifted, smoothed, type SoftLabels } from './soft-labels';

const [N, V] = [4, 7];
const drawn = (seed: number): number[] => {
  const rng = createRng(seed);
  return Array.from({ length: N * V }, () => 2 * rng.normal());
};

/** Probabilities at T of each row; those that were not kept are one bucket at the end. */
function probabilities(z: readonly number[], T: number, tails?: readonly number[]): number[][] {
  return Array.from({ length: z.length / V }, (_, n) => {
    const row = z.slice(n * V, n * V + V);
    const e = row.map((x) => (x > NOT_KEPT / 2 ? Math.exp(x / T) : 0));
    const rest = tails ? [Math.exp(tails[n]!)] : [];
    const total = [...e, ...rest].reduce((a, b) => a + b);
    return [...e, ...rest].map((x) => x / total);
  });
}

async function apply(z: readonly number[], change: (of: SoftLabels) => SoftLabels) {
  const made = tidy(() => {
    const { logits, tail } = change({ logits: tensor([...z], [N, V]) });
    return { logits, ...(tail && { tail }) };
  });
  const logits = [...(await read(made.logits))];
  const tails = made.tail && [...(await read(made.tail))];
  dispose(made);
  return { logits, tails };
}

/** Float32 logits of order 10. */
const DIGITS = 5;
const near = (a: number[][], b: number[][]) =>
  a.forEach((row, n) => row.forEach((p, v) => expect(p).toBeCloseTo(b[n]![v]!, DIGITS)));

onEveryBackend('soft labels', () => {
  it('reheats: the softmax at T is the one that was at T times the factor', async () => {
    const z = drawn(1);
    const { logits } = await apply(z, (of) => reheated(of, 2.5));
    near(probabilities(logits, 2), probabilities(z, 5));
  });

  it('smooths probabilities, at any T, and a bucket by the number of its classes', async () => {
    const z = drawn(2);
    for (const T of [1, 4]) {
      const expected = probabilities(z, T).map((row) => row.map((p) => 0.8 * p + 0.2 / V));
      near(probabilities((await apply(z, (of) => smoothed(of, 0.2, T))).logits, T), expected);
      const { logits, tails } = await apply(z, (of) => smoothed(keptLargest(of, 3, T), 0.2, T));
      const kept = probabilities(logits, T, tails);
      kept.forEach((row, n) => {
        const known = row.slice(0, V).flatMap((p, v) => (p > 0 ? [[p, expected[n]![v]!] as const] : []));
        expect(known).toHaveLength(3);
        for (const [p, whole] of known) expect(p).toBeCloseTo(whole, DIGITS);
        expect(row[V]).toBeCloseTo(1 - known.reduce((sum, [, whole]) => sum + whole, 0), DIGITS);
      });
    }
  });

  it('swaps the first choice with the label where there is one and it is wrong', async () => {
    const z = [3, 1, 0, 0, 0, 0, 0, 0, 2, 5, 0, 0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0, 1];
    const { logits } = await apply(z, (of) =>
      shifted(of, tensor(Int32Array.of(1, 2, 0, 3), [N]), tensor([1, 1, 1, 0], [N])),
    );
    const rows = Array.from({ length: N }, (_, n) => logits.slice(n * V, n * V + V));
    expect(rows).toEqual([
      [1, 3, 0, 0, 0, 0, 0],
      [0, 2, 5, 0, 0, 0, 0], // right already
      [9, 1, 2, 3, 4, 5, 6], // right already
      [0, 0, 0, 0, 0, 0, 1], // no label to swap with
    ]);
    const wrong = await apply(z, (of) =>
      shifted(of, tensor(Int32Array.of(6, 1, 2, 0), [N]), tensor([1, 1, 1, 1], [N])),
    );
    expect(wrong.logits).toEqual([
      ...[0, 1, 0, 0, 0, 0, 3],
      ...[0, 5, 2, 0, 0, 0, 0],
      ...[2, 1, 9, 3, 4, 5, 6],
      ...[1, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('keeps the k largest and puts the rest into a tail, twice as well as once', async () => {
    const z = drawn(3);
    const whole = probabilities(z, 2);
    const once = await apply(z, (of) => keptLargest(of, 2, 2));
    const twice = await apply(z, (of) => keptLargest(keptLargest(of, 4, 2), 2, 2));
    for (const { logits, tails } of [once, twice]) {
      probabilities(logits, 2, tails).forEach((row, n) => {
        const top = [...whole[n]!].sort((a, b) => b - a);
        expect(row.slice(0, V).filter((p) => p > 0)).toHaveLength(2);
        expect(Math.max(...row.slice(0, V))).toBeCloseTo(top[0]!, DIGITS);
        expect(row[V]).toBeCloseTo(1 - top[0]! - top[1]!, DIGITS);
      });
    }
  });
});
