// The helper for losses on logits: value and gradient against float64 twins by finite differences, the weighted mean, rows that
// do not count, and the fused distillation loss as two of its terms.

import { grad } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { abs, column, exp, mul, rowSum, sign, sub } from '../arithmetic';
import { slope } from '../reference';
import { dispose, memory, read, scalar, tensor, tidy, type Tensor } from '../tensor';
import { onEveryBackend } from '../testing';
import { distillationLoss } from './distillation-loss';
import { softmaxes } from './loss-terms';
import { rowLoss, type ValueAndSlope } from './row-loss';
import { crossEntropyRows, divergenceRows, withoutLogRows } from './row-terms';
import { add, scale } from './shape-ops';

const softmax = (z: readonly number[], T = 1): number[] => {
  const top = Math.max(...z);
  const e = z.map((x) => Math.exp((x - top) / T));
  const total = e.reduce((a, b) => a + b);
  return e.map((x) => x / total);
};

interface Objective {
  /** A row's value in float64, from the student's and the teacher's logits and the label. */
  twin: (z: readonly number[], teacher: readonly number[], label: number) => number;
  terms: (teacher: Tensor, labels: Tensor) => ValueAndSlope;
}

/** Three that ship, and two written here as a new method would write them. */
const OBJECTIVES: Record<string, Objective> = {
  'cross-entropy': {
    twin: (z, _, label) => -Math.log(softmax(z)[label]!),
    terms: (_, labels) => crossEntropyRows(labels),
  },
  'divergence at T = 3': {
    twin: (z, teacher) => {
      const [p, q] = [softmax(teacher, 3), softmax(z, 3)];
      return 9 * p.reduce((sum, p, v) => sum + p * Math.log(p / q[v]!), 0);
    },
    terms: (teacher) => divergenceRows(teacher, 3),
  },
  'no logarithm at T = 3': {
    twin: (z, teacher) => {
      const [p, q] = [softmax(teacher, 3), softmax(z, 3)];
      return 9 * p.reduce((sum, p, v) => sum + p * (Math.log(p) - q[v]!), 0);
    },
    terms: (teacher) => withoutLogRows(teacher, 3),
  },
  'reverse divergence': {
    twin: (z, teacher) => {
      const [p, q] = [softmax(teacher), softmax(z)];
      return q.reduce((sum, q, v) => sum + q * Math.log(q / p[v]!), 0);
    },
    terms: (teacher) => (logits) => {
      const [p, q] = [softmaxes(teacher, 1), softmaxes(logits, 1)];
      const ratio = sub(q.logProbabilities, p.logProbabilities); // [N, V]
      const value = rowSum(mul(q.probabilities, ratio)); // [N]
      return { value, slope: mul(q.probabilities, sub(ratio, column(value))) };
    },
  },
  'total variation': {
    twin: (z, teacher) => {
      const [p, q] = [softmax(teacher), softmax(z)];
      return 0.5 * q.reduce((sum, q, v) => sum + Math.abs(q - p[v]!), 0);
    },
    terms: (teacher) => (logits) => {
      const [p, q] = [exp(softmaxes(teacher, 1).logProbabilities), softmaxes(logits, 1).probabilities];
      const difference = sub(q, p); // [N, V]
      const side = mul(sign(difference), 0.5); // [N, V]
      const mean = rowSum(mul(q, side)); // [N]
      return { value: mul(rowSum(abs(difference)), 0.5), slope: mul(q, sub(side, column(mean))) };
    },
  },
};

const draw = (seed: number, N: number, V: number) => {
  const rng = createRng(seed);
  const floats = (length: number, of: () => number) => Float32Array.from({ length }, of);
  return {
    student: floats(N * V, () => 2 * rng.normal()),
    teacher: floats(N * V, () => 3 * rng.normal()),
    labels: Int32Array.from({ length: N }, () => rng.int(V)),
    weights: floats(N, () => Math.max(0, rng.normal())),
  };
};

/** Value and gradient by the logits [N, V]. */
async function run(logits: ArrayLike<number>, shape: [number, number], loss: (z: Tensor) => Tensor) {
  const [value, gradient] = tidy(() => {
    const z = tensor(Float32Array.from(logits), shape);
    return [loss(z), grad(loss)(z, scalar(1))];
  }) as [Tensor, Tensor];
  const result = { value: (await read(value))[0]!, gradient: Array.from(await read(gradient)) };
  dispose([value, gradient]);
  return result;
}

onEveryBackend('rowLoss', () => {
  it.each(Object.entries(OBJECTIVES))('is the weighted mean of the rows: %s', async (_name, made) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        async (N, V, seed) => {
          const { student, teacher, labels, weights } = draw(seed, N, V);
          const got = await run(student, [N, V], (z) =>
            rowLoss(z, tensor(weights, [N]), made.terms(tensor(teacher, [N, V]), tensor(labels, [N]))),
          );
          const data = Float64Array.from(student);
          const row = (of: ArrayLike<number>, n: number) => Array.from(of).slice(n * V, n * V + V);
          const twin = () => {
            const total = weights.reduce((a, b) => a + b, 0);
            const all = weights.reduce(
              (sum, w, n) => sum + w * made.twin(row(data, n), row(teacher, n), labels[n]!),
              0,
            );
            return total === 0 ? 0 : all / total;
          };
          // float32 against float64, values of order 1 to 10
          expect(Math.abs(got.value - twin())).toBeLessThan(2e-5 * (1 + Math.abs(twin())));
          slope(twin, data).forEach((g, i) => expect(Math.abs(got.gradient[i]! - g)).toBeLessThan(1e-5));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('does not count rows of weight 0, whatever stands in them, and is 0 without any that count', async () => {
    const spoiled = [1, 2, NaN, Infinity, 3, -1]; // the row between holds no numbers
    const labels = tensor([0, 1, 1], [3], 'int32');
    const of = (weights: number[]) => (z: Tensor) =>
      rowLoss(z, tensor(weights, [3]), crossEntropyRows(labels));
    const { value, gradient } = await run(spoiled, [3, 2], of([2, 0, 1]));
    const expected = (2 * -Math.log(softmax([1, 2])[0]!) - Math.log(softmax([3, -1])[1]!)) / 3;
    expect(value).toBeCloseTo(expected, 5);
    expect(gradient.every(Number.isFinite)).toBe(true);
    expect(gradient.slice(2, 4)).toEqual([0, 0]);
    expect(await run(spoiled, [3, 2], of([0, 0, 0]))).toEqual({ value: 0, gradient: [0, 0, 0, 0, 0, 0] });
    // a counted row that went wrong shows
    expect((await run(spoiled, [3, 2], of([1, 1, 1]))).value).toBeNaN();
    labels.dispose();
  });

  it('is a mean: neither the number of rows nor the size of the weights changes it', async () => {
    const { student, teacher, weights } = draw(3, 4, 5);
    const of = (times: number, by: number) => {
      const again = (x: Float32Array) =>
        Float32Array.from({ length: times * x.length }, (_, i) => x[i % x.length]!);
      return run(again(student), [4 * times, 5], (z) =>
        rowLoss(
          z,
          tensor(
            again(weights).map((w) => by * w),
            [4 * times],
          ),
          divergenceRows(tensor(again(teacher), [4 * times, 5]), 2),
        ),
      );
    };
    const { value } = await of(1, 1);
    expect((await of(3, 1)).value).toBeCloseTo(value, 5);
    expect((await of(1, 1e-4)).value).toBeCloseTo(value, 5);
    expect((await of(1, 1e4)).value).toBeCloseTo(value, 5);
  });

  it('gives the distillation loss as two terms, CE and T²·KL', async () => {
    const [N, V, temperature, lambda] = [12, 9, 4, 0.3];
    const { student, teacher, labels } = draw(7, N, V);
    const masks = [0, 1].map((k) =>
      tensor(
        Float32Array.from({ length: N }, (_, n) => Number((n + k) % 3 > 0)),
        [N],
      ),
    );
    const [hardMask, softMask] = masks as [Tensor, Tensor];
    const [teacherLogits, y] = [tensor(teacher, [N, V]), tensor(labels, [N])];
    const whole = await run(student, [N, V], (studentLogits) => {
      const inputs = { studentLogits, teacherLogits, labels: y, hardMask, softMask, temperature, lambda };
      return distillationLoss(inputs).loss;
    });
    const terms = await run(student, [N, V], (z) =>
      add(
        scale(rowLoss(z, hardMask, crossEntropyRows(y)), lambda),
        scale(rowLoss(z, softMask, divergenceRows(teacherLogits, temperature)), 1 - lambda),
      ),
    );
    // the tolerance in which the fused loss equals PyTorch (distillation-loss.test.ts)
    expect(Math.abs(terms.value - whole.value)).toBeLessThan(1e-5 * (1 + Math.abs(whole.value)));
    terms.gradient.forEach((g, i) => expect(Math.abs(g - whole.gradient[i]!)).toBeLessThan(3e-6));
    dispose([...masks, teacherLogits, y]);
  });

  it('leaves nothing behind, and refuses terms of other shapes', async () => {
    const { student, teacher, weights } = draw(5, 3, 4);
    const before = memory().numTensors;
    await run(student, [3, 4], (z) =>
      rowLoss(z, tensor(weights, [3]), divergenceRows(tensor(teacher, [3, 4]), 2)),
    );
    expect(memory().numTensors).toBe(before);
    tidy(() => {
      const z = tensor(student, [3, 4]);
      const wrong = () => rowLoss(z, tensor(weights, [3]), () => ({ value: z, slope: z }));
      expect(wrong).toThrow(/rowLoss: value has shape \[3, 4\] where \[N\]/);
    });
  });
});
