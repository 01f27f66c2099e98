// Mixtures of teachers against the float64 twin, their identities, and the trap: a mean of logits is no mean of probabilities.

import { expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { grid, type MixtureTwin, mixture as twin } from '../reference';
import { dispose, memory, read, tensor, tidy, type Tensor } from '../tensor';
import { onEveryBackend } from '../testing';
import * as ops from './mixture';
import { softmaxes } from './loss-terms';

const [N, V] = [6, 5];
const HOWS = ['logits', 'probabilities', 'entropy', 'confidence', 'router'] as const;

interface Case extends MixtureTwin {
  K: number;
}

/** Rows 3 to 5 have no label; row 0 belongs to the first teacher, row 1 to all but it, no other to anyone. */
function makeCase(how: Case['how'], K: number, temperature: number, scale = 2): Case {
  const rng = createRng(K);
  const normal = () => Float32Array.from({ length: N * V }, () => scale * rng.normal());
  const experts = new Float32Array(N * K);
  experts[0] = 1;
  for (let k = 1; k < K; k++) experts[K + k] = 1;
  return {
    K,
    how,
    temperature,
    teachers: Array.from({ length: K }, () => grid([N, V], normal())),
    labels: Int32Array.from({ length: N }, () => rng.int(V)),
    hardMask: Float32Array.of(1, 1, 1, 0, 0, 0),
    experts,
  };
}

function mixed({ teachers, how, temperature, labels, hardMask, experts, K }: Case) {
  const parts = teachers.map(({ data }) => tensor(Float32Array.from(data), [N, V]));
  const of = {
    logits: () => ops.equalWeights(parts),
    probabilities: () => ops.equalWeights(parts),
    entropy: () => ops.entropyWeights(parts),
    confidence: () =>
      ops.confidenceWeights(
        parts,
        tensor(Int32Array.from(labels), [N]),
        tensor(Float32Array.from(hardMask), [N]),
      ),
    router: () => ops.routerWeights(parts, tensor(Float32Array.from(experts), [N, K])),
  };
  const weights = of[how]();
  const logits = how === 'logits' ? ops.meanLogits(parts) : ops.mixProbabilities(parts, weights, temperature);
  return { weights, logits, logP: softmaxes(logits, temperature).logProbabilities };
}

async function numbers<T extends Record<string, Tensor>>(f: () => T): Promise<{ [K in keyof T]: number[] }> {
  const made = tidy(f);
  const out = {} as { [K in keyof T]: number[] };
  for (const name of Object.keys(made) as (keyof T)[]) out[name] = [...(await read(made[name]!))];
  dispose(made);
  return out;
}

const close = (got: readonly number[], expected: ArrayLike<number>, digits = 5): void => {
  expect(got).toHaveLength(expected.length);
  for (const [i, value] of got.entries()) expect(value).toBeCloseTo(expected[i]!, digits);
};

onEveryBackend('mixture', () => {
  it.each(HOWS.flatMap((how) => [1, 4].flatMap((T) => [2, 4].map((K) => ({ how, T, K })))))(
    'is as its float64 twin says: $how, T = $T, K = $K',
    async ({ how, T, K }) => {
      const given = makeCase(how, K, T);
      const expected = twin(given);
      const before = memory().numTensors;
      const got = await numbers(() => mixed(given));
      expect(memory().numTensors).toBe(before);
      // float32 against float64: logarithms of order 10 keep five digits
      close(got.weights, expected.weights);
      close(got.logP, expected.logP, 4);
    },
  );

  it.each(HOWS)('has weights that are shares: none below 0, sum 1 (%s)', async (how) => {
    const K = 3;
    const { weights } = await numbers(() => mixed(makeCase(how, K, 2, 4)));
    for (let n = 0; n < N; n++) {
      const row = weights.slice(n * K, n * K + K);
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
      expect(Math.min(...row)).toBeGreaterThanOrEqual(-1e-6); // a share of 0 is one minus a rounded 1
    }
  });

  it.each(HOWS)('is the teacher where both are the same one (%s)', async (how) => {
    const given = makeCase(how, 2, 3);
    given.teachers = [given.teachers[0]!, given.teachers[0]!];
    const { logP } = await numbers(() => mixed(given));
    const alone = await numbers(() => ({
      logP: softmaxes(tensor(Float32Array.from(given.teachers[0]!.data), [N, V]), 3).logProbabilities,
    }));
    close(logP, alone.logP);
  });

  it.each(HOWS)('does not mind the order of its teachers (%s)', async (how) => {
    const given = makeCase(how, 2, 2);
    const turned = {
      ...given,
      teachers: [...given.teachers].reverse(),
      experts: Float32Array.from({ length: 2 * N }, (_, i) => given.experts[i - (i % 2) + (1 - (i % 2))]!),
    };
    const [a, b] = [await numbers(() => mixed(given)), await numbers(() => mixed(turned))];
    close(a.logP, b.logP);
    close(
      a.weights,
      b.weights.map((_, i) => b.weights[i - (i % 2) + (1 - (i % 2))]!),
    );
  });

  it('trap: a mean of logits is not a mean of probabilities', async () => {
    // one is sure of the first class, the other is unsure: the mean of probabilities keeps the doubt, the mean of logits does not
    const given = makeCase('logits', 2, 1);
    given.teachers = [
      grid(
        [N, V],
        Float32Array.from({ length: N * V }, (_, i) => (i % V === 0 ? 12 : 0)),
      ),
      grid([N, V], new Float32Array(N * V)),
    ];
    const first = ({ logP }: { logP: number[] }) => Math.exp(logP[0]!);
    const byLogits = first(await numbers(() => mixed(given)));
    const byProbabilities = first(await numbers(() => mixed({ ...given, how: 'probabilities' })));
    expect(byProbabilities).toBeCloseTo(0.6, 3); // (1 + 1/5)/2
    expect(byLogits).toBeCloseTo(Math.exp(6) / (Math.exp(6) + 4), 3); // 0.990
  });

  it('trap: the mixture belongs to its T, it is not one of T = 1 made softer', async () => {
    const given = makeCase('probabilities', 2, 1, 4);
    const [at1, at4] = [
      await numbers(() => mixed(given)),
      await numbers(() => mixed({ ...given, temperature: 4 })),
    ];
    const off = at1.logits.map((z, i) => Math.abs(z - at4.logits[i]!));
    const constant = off.every((value) => Math.abs(value - off[0]!) < 0.1);
    expect(constant).toBe(false);
    close(at4.logP, twin({ ...given, temperature: 4 }).logP, 4);
  });

  it('counts teachers alike where all are certain, and survives the largest logits', async () => {
    const sure = (k: number) =>
      grid(
        [N, V],
        Float32Array.from({ length: N * V }, (_, i) => (i % V === k ? 1e30 : 0)),
      );
    const given = { ...makeCase('entropy', 2, 1), teachers: [sure(0), sure(1)] };
    const { weights, logP } = await numbers(() => mixed(given));
    close(weights, new Float64Array(2 * N).fill(0.5));
    expect(Math.exp(logP[0]!)).toBeCloseTo(0.5, 5);
    expect(logP.every((value) => !Number.isNaN(value))).toBe(true);
  });

  it('shows a teacher that gave no number', async () => {
    for (const how of HOWS) {
      const given = makeCase(how, 2, 1);
      given.teachers[1]!.data[0] = NaN;
      const { logP } = await numbers(() => mixed(given));
      expect(logP[0]).toBeNaN();
    }
  });

  it('deals the pull on the student out in shares, and its gradient is that of the weighed parts', async () => {
    const given = makeCase('entropy', 3, 2);
    const student = Float32Array.from({ length: N * V }, (_, i) => Math.sin(i));
    const softMask = Float32Array.of(1, 1, 0, 1, 1, 0);
    const got = await numbers(() => {
      const { weights, logits } = mixed(given);
      const parts = given.teachers.map(({ data }) => tensor(Float32Array.from(data), [N, V]));
      const z = tensor(student, [N, V]);
      const shares = ops.sharesOfPull(parts, weights, z, tensor(softMask, [N]), { teacher: 2, student: 2 });
      return { one: shares[0]!, two: shares[1]!, three: shares[2]!, logits };
    });
    const { weights } = twin(given);
    const log = (row: ArrayLike<number>) => {
      const total = Math.log(Array.from(row).reduce((sum, z) => sum + Math.exp(z / 2), 0));
      return Array.from(row, (z) => z / 2 - total);
    };
    const pulls = [0, 0, 0];
    for (const n of [0, 1, 3, 4]) {
      const q = log(student.slice(n * V, n * V + V));
      for (const k of [0, 1, 2]) {
        const p = log(given.teachers[k]!.data.slice(n * V, n * V + V));
        pulls[k]! += weights[n * 3 + k]! * p.reduce((sum, lp, v) => sum + Math.exp(lp) * (lp - q[v]!), 0);
      }
    }
    const together = pulls.reduce((a, b) => a + b);
    close(
      [got.one[0]!, got.two[0]!, got.three[0]!],
      pulls.map((pull) => pull / together),
    );
    // Σ_k w_k (q − p_k) is q − p of the mixture
    for (const n of [0, 3]) {
      const p = log(got.logits.slice(n * V, n * V + V)).map(Math.exp);
      for (let v = 0; v < V; v++) {
        const parts = [0, 1, 2].map(
          (k) => weights[n * 3 + k]! * Math.exp(log(given.teachers[k]!.data.slice(n * V, n * V + V))[v]!),
        );
        expect(p[v]).toBeCloseTo(
          parts.reduce((a, b) => a + b),
          5,
        );
      }
    }
  });
});
