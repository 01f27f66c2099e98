// The objectives on logits against PyTorch (fixtures/objectives.json, by pytorch/make_fixtures.py), their identities and limits,
// the teacher's largest k classes, and the traps that they share.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { methods } from '../catalog/catalog';
import { settingsOf } from '../catalog/settings';
import type { Settings, SettingValue } from '../catalog/types';
import { keptLargest, type SoftLabels } from '../engine/ops/soft-labels';
import { dispose, read, tensor, tidy, type Tensor } from '../engine/tensor';
import { gradientOf, onEveryBackend } from '../engine/testing';
import { createRng } from '../lib/rng';
import fixture from './fixtures/objectives.json';
import { methodOf } from './method';

/** Those that compare logits alone. */
const IDS = methods.filter(({ family }) => family === 'logits').map(({ id }) => id);

interface Case {
  method: string;
  settings?: Readonly<Record<string, SettingValue>>;
  student: readonly number[];
  teacher: readonly number[];
  labels: readonly number[];
  hardMask?: readonly number[];
  softMask?: readonly number[];
  temperature?: number;
  lambda?: number;
  /** Classes of the teacher's that are kept; absent: all. */
  topK?: number;
}

/** Loss, terms and the gradient by the student's logits. */
async function run({ method, student, teacher, labels, temperature = 1, lambda = 0, topK, ...rest }: Case) {
  const N = labels.length;
  const V = student.length / N;
  const ones = labels.map(() => 1);
  const { hardMask = ones, softMask = ones, settings = {} } = rest;
  const made = tidy((): Record<string, Tensor> => {
    const all = { logits: tensor([...teacher], [N, V]) };
    const soft: SoftLabels = topK ? keptLargest(all, topK, temperature) : all;
    const compute = (logits: Tensor) =>
      methodOf(method).loss({
        student: { logits },
        teacher: { logits: soft.logits, ...(soft.tail && { tail: soft.tail }) },
        labels: tensor(Int32Array.from(labels), [N]),
        hardMask: tensor([...hardMask], [N]),
        softMask: tensor([...softMask], [N]),
        temperature,
        lambda,
        step: 1e6,
        steps: 1e6,
        pairs: [],
        batch: {
          ...{ inputs: new Float32Array(N), shape: [N, 1], rows: [] },
          ...{ labels: Int32Array.from(labels), hardMask: Float32Array.from(hardMask) },
          softMask: Float32Array.from(softMask),
        },
        settings: { ...settingsOf({} as Settings, method), ...settings },
        params: {},
      });
    const z = tensor([...student], [N, V]);
    const { loss, terms } = compute(z);
    return { ...terms, loss, gradient: gradientOf((at) => compute(at).loss, z) };
  });
  const { loss, gradient, ...terms } = Object.fromEntries(
    await Promise.all(Object.entries(made).map(async ([name, x]) => [name, [...(await read(x))]] as const)),
  );
  dispose(made);
  const values = Object.fromEntries(Object.entries(terms).map(([name, [value]]) => [name, value!]));
  const soft = Object.entries(values).reduce((sum, [id, value]) => sum + (id === 'ce' ? 0 : value), 0);
  return { loss: loss![0]!, terms: values, soft, gradient: gradient! };
}

const random = (seed: number, N: number, V: number, scale = 2) => {
  const rng = createRng(seed);
  const normal = () => Array.from({ length: N * V }, () => scale * rng.normal());
  return { student: normal(), teacher: normal(), labels: Array.from({ length: N }, () => rng.int(V)) };
};

const norm = (x: readonly number[]) => Math.hypot(...x);
const swap = <T extends { student: readonly number[]; teacher: readonly number[] }>(made: T): T => ({
  ...made,
  student: made.teacher,
  teacher: made.student,
});

onEveryBackend('objectives', () => {
  it.each(
    fixture.cases.map(
      (c) => [`${c.method} ${JSON.stringify(c.settings)} T=${c.temperature} λ=${c.lambda}`, c] as const,
    ),
  )('agrees with PyTorch: %s', async (_name, { settings, ...c }) => {
    const given = settings as Record<string, number>;
    const got = await run({
      ...c,
      settings: given,
      student: c.studentLogits.data,
      teacher: c.teacherLogits.data,
    });
    // float32 against float64: a few ulps of the largest term
    const near = (value: number, expected: number, name: string) =>
      expect(Math.abs(value - expected), name).toBeLessThan(2e-5 * (1 + Math.abs(expected)));
    near(got.loss, c.loss, 'loss');
    for (const [id, value] of Object.entries(c.terms)) near(got.terms[id]!, value!, id);
    c.gradient.data.forEach((g, i) => near(got.gradient[i]!, g, `gradient ${i}`));
  });

  it.each(IDS)('%s: nothing to learn from oneself, and no divergence is below 0', async (method) => {
    const made = random(3, 5, 6);
    const same = await run({ ...made, method, teacher: made.student, temperature: 3 });
    // sums of differences of float32 logarithms, times T²
    expect(norm(same.gradient)).toBeLessThan(1e-5);
    if (method === 'soft-cross-entropy') {
      // the teacher's entropy is left, of which "0" would be a lie
      expect(same.soft).toBeGreaterThan(1);
    } else expect(Math.abs(same.soft)).toBeLessThan(1e-5);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(0.5, 1, 4, 100), async (seed, temperature) => {
        expect((await run({ ...random(seed, 3, 5, 4), method, temperature })).soft).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    ['jsd', { beta: 0.5 }],
    ['symmetric-kl', { mu: 0.5 }],
    ['total-variation', {}],
    ['logit-mse', {}],
  ] as const)('%s is symmetric at its middle', async (method, settings) => {
    const made = { ...random(4, 4, 7), method, settings, temperature: 2 };
    expect((await run(made)).soft).toBeCloseTo((await run(swap(made))).soft, 4);
    if (method === 'jsd') {
      const lopsided = { ...made, settings: { beta: 0.2 } };
      expect(Math.abs((await run(lopsided)).soft - (await run(swap(lopsided))).soft)).toBeGreaterThan(1e-3);
    }
  });

  it.each([
    ['jsd', { beta: 0 }, 'hinton'],
    ['jsd', { beta: 1 }, 'reverse-kl'],
    ['symmetric-kl', { mu: 1 }, 'hinton'],
    ['symmetric-kl', { mu: 0 }, 'reverse-kl'],
    ['skewed-kl', { alpha: 0 }, 'hinton'],
    ['skewed-reverse-kl', { alpha: 0 }, 'reverse-kl'],
  ] as const)('%s %j is %s', async (method, settings, other) => {
    const made = { ...random(5, 4, 6), temperature: 2, lambda: 0.3 };
    const [a, b] = [await run({ ...made, method, settings }), await run({ ...made, method: other })];
    expect(a.loss).toBeCloseTo(b.loss, 5);
    a.gradient.forEach((g, i) => expect(g).toBeCloseTo(b.gradient[i]!, 5));
  });

  it('logit-mse is what T²·KL tends to as T grows, over twice the classes, for scores of mean 0', async () => {
    const V = 5;
    const made = random(6, 3, V, 1);
    const centred = (z: readonly number[]) =>
      z.map((x, i) => x - z.slice(i - (i % V), i - (i % V) + V).reduce((a, b) => a + b) / V);
    const at = { ...made, student: centred(made.student), teacher: centred(made.teacher), temperature: 100 };
    const kl = (await run({ ...at, method: 'hinton' })).soft;
    const mse = (await run({ ...at, method: 'logit-mse' })).soft * 100 ** 2;
    // T² magnifies the last bits of float32 logarithms ten thousand times; the next term of the series is of order 1/T
    expect(Math.abs(kl / (mse / (2 * V)) - 1)).toBeLessThan(0.03);
  });

  it.each(IDS.filter((id) => id !== 'total-variation'))(
    '%s: the slope stays of one order as T goes from 1 to 10',
    async (method) => {
      const made = { ...random(7, 8, 6, 1), method };
      const [cold, hot] = [await run(made), await run({ ...made, temperature: 10 })];
      const ratio = norm(hot.gradient) / norm(cold.gradient);
      // the squared distance of scores over T² is the one that METHODS writes without a factor of T²
      if (method === 'logit-mse') expect(ratio).toBeCloseTo(0.01, 4);
      else expect(ratio).toBeGreaterThan(0.2);
      expect(ratio).toBeLessThan(5);
    },
  );

  it.each(IDS)('%s: all of the teacher’s classes kept is dense, and fewer have a bucket', async (method) => {
    const made = { ...random(8, 4, 8), method, temperature: 2 };
    const dense = await run(made);
    const all = await run({ ...made, topK: 8 });
    expect(all.soft).toBe(dense.soft);
    const few = await run({ ...made, topK: 3 });
    expect(Number.isFinite(few.soft)).toBe(true);
    expect(norm(few.gradient)).toBeGreaterThan(0);
    // what is kept tells less: no divergence grows when classes are thrown together (the entropy term of soft CE aside)
    if (method !== 'soft-cross-entropy') expect(few.soft).toBeLessThanOrEqual(dense.soft + 1e-5);
    // a student that agrees with the teacher on what was kept and on the bucket has nothing to learn
    if (method !== 'logit-mse') {
      const same = await run({ ...made, student: made.teacher, topK: 3 });
      expect(norm(same.gradient)).toBeLessThan(1e-5);
    }
  });

  it.each(IDS)(
    '%s stays a number where logits are infinite, masks empty, classes one, T extreme',
    async (method) => {
      const one = await run({ method, student: [1, -2], teacher: [3, 0], labels: [0, 0], lambda: 0.5 });
      expect(Number.isFinite(one.loss)).toBe(true);
      const wild = [Infinity, -Infinity, 0, 80, -80, 1];
      for (const temperature of [0.01, 100]) {
        const made = { method, labels: [0, 1], temperature, lambda: 0.5 };
        const { gradient } = await run({ ...made, student: [1, 2, 3, 4, 5, 6], teacher: wild });
        // a squared distance to an infinite score is infinite: the loop says so and keeps the weights
        if (method !== 'logit-mse') expect(gradient.every(Number.isFinite)).toBe(true);
        const nothing = await run({
          ...made,
          student: wild,
          teacher: wild,
          hardMask: [0, 0],
          softMask: [0, 0],
        });
        expect([nothing.loss, norm(nothing.gradient)]).toEqual([0, 0]);
      }
    },
  );
});
