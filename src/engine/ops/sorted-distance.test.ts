// Against a float64 twin and finite differences of it, and what must hold of it whatever the numbers.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import { dispose, read, tensor, tidy } from '../tensor';
import { gradientOf, onEveryBackend } from '../testing';
import { rowLoss } from './row-loss';
import { sortedDistanceRows } from './sorted-distance';

interface Case {
  student: readonly (readonly number[])[];
  teacher: readonly (readonly number[])[];
  weights: readonly number[];
  T: number;
}

const softmax = (z: readonly number[], T: number): number[] => {
  const top = Math.max(...z);
  const e = z.map((x) => Math.exp((x - top) / T));
  const sum = e.reduce((a, b) => a + b);
  return e.map((x) => x / sum);
};

/** In float64, by the definition. */
function oracle({ student, teacher, weights, T }: Case): number {
  const total = weights.reduce((a, b) => a + b);
  return student.reduce((sum, z, n) => {
    const [q, p] = [softmax(z, T), softmax(teacher[n]!, T)].map((x) => x.sort((a, b) => b - a));
    const width = Math.max(q!.length, p!.length);
    const apart = upTo(width).reduce((far, i) => far + Math.abs((q![i] ?? 0) - (p![i] ?? 0)), 0);
    return sum + (weights[n]! * T * apart) / total;
  }, 0);
}

async function run({ student, teacher, weights, T }: Case) {
  const [N, V, W] = [student.length, student[0]!.length, teacher[0]!.length];
  const made = tidy(() => {
    const z = tensor(student.flat(), [N, V]);
    const rows = sortedDistanceRows(tensor(teacher.flat(), [N, W]), T);
    const loss = (at: typeof z) => rowLoss(at, tensor([...weights], [N]), rows);
    return { value: loss(z), gradient: gradientOf(loss, z) };
  });
  const [[value], gradient] = [await read(made.value), [...(await read(made.gradient))]];
  dispose(made);
  return { value: value!, gradient };
}

const random = (seed: number, V: number, W: number, T = 1): Case => {
  const rng = createRng(seed);
  const rows = (width: number) => upTo(4).map(() => upTo(width).map(() => 2 * rng.normal()));
  return { student: rows(V), teacher: rows(W), weights: [1, 2, 0, 0.5], T };
};

onEveryBackend('sorted distance', () => {
  it.each([
    [5, 5, 1],
    [4, 9, 2],
    [9, 4, 0.5],
    [1, 3, 1],
    [40, 33, 3],
  ])('agrees with float64 and with finite differences: %i classes, teacher %i, T = %f', async (V, W, T) => {
    const given = random(V + W, V, W, T);
    const { value, gradient } = await run(given);
    expect(Math.abs(value - oracle(given))).toBeLessThan(1e-5);
    const h = 1e-5;
    for (const n of upTo(4))
      for (const v of upTo(V)) {
        const moved = (by: number) =>
          oracle({
            ...given,
            student: given.student.map((z, m) => (m === n ? z.map((x, k) => (k === v ? x + by : x)) : z)),
          });
        const slope = (moved(h) - moved(-h)) / (2 * h);
        expect(Math.abs(gradient[n * V + v]! - slope), `row ${n}, class ${v}`).toBeLessThan(1e-4);
      }
  });

  it('is 0 where one is the other in another order, with classes more that are ruled out', async () => {
    const { student, weights } = random(3, 6, 6);
    const teacher = student.map((z) => [-1e9, ...[...z].reverse(), -1e9]);
    expect((await run({ student, teacher, weights, T: 2 })).value).toBeLessThan(1e-5);
  });

  it('is never below 0 nor above 2T, and only rows that count pull', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 2, max: 7 }),
        fc.integer({ min: 2, max: 7 }),
        async (seed, V, W) => {
          const { value, gradient } = await run(random(seed, V, W, 4));
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(8 + 1e-5);
          expect(gradient.slice(2 * V, 3 * V).every((g) => g === 0)).toBe(true);
          // no logits are moved together: softmax would not see it
          for (const n of [0, 1, 3])
            expect(Math.abs(gradient.slice(n * V, (n + 1) * V).reduce((a, b) => a + b))).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('descending along it brings the certainty of a teacher of other classes', async () => {
    let student = [[0.1, 0.2, 0.3, 0.05]];
    const given = { teacher: [[4, 1, 0, -1, -1, -2]], weights: [1], T: 1 };
    const first = oracle({ ...given, student });
    for (let step = 0; step < 60; step++) {
      const { gradient } = await run({ ...given, student });
      student = [student[0]!.map((z, v) => z - 0.3 * gradient[v]!)];
    }
    expect(oracle({ ...given, student })).toBeLessThan(first / 5);
  });
});
