// The distillation loss against PyTorch (fixtures/distillation-loss.json) and against the traps into which well-known
// implementations have fallen: T² left out, a mean over classes, masks, the ends of λ, extreme logits.

import { grad } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import fixture from '../fixtures/distillation-loss.json';
import { read, scalar, tensor } from '../tensor';
import { onEveryBackend } from '../testing';
import { distillationLoss } from './distillation-loss';
import { softmaxCrossEntropy } from './softmax-cross-entropy';

interface Case {
  student: number[];
  teacher: number[];
  labels: number[];
  hardMask: number[];
  softMask: number[];
  temperature: number;
  lambda: number;
}

/** Loss, parts and the gradient by the student's logits, for N = labels.length rows. */
async function run({ student, teacher, labels, hardMask, softMask, temperature, lambda }: Case) {
  const N = labels.length;
  const shape = [N, student.length / N];
  const compute = (studentLogits: ReturnType<typeof tensor>) =>
    distillationLoss({
      studentLogits,
      teacherLogits: tensor(teacher, shape),
      labels: tensor(labels, [N], 'int32'),
      hardMask: tensor(hardMask, [N]),
      softMask: tensor(softMask, [N]),
      temperature,
      lambda,
    });
  const logits = tensor(student, shape);
  const { loss, ce, soft } = compute(logits);
  const gradient = grad((z) => compute(z).loss)(logits, scalar(1));
  const [first, second, third] = await Promise.all([loss, ce, soft].map(async (x) => (await read(x))[0]!));
  return { loss: first!, ce: second!, soft: third!, gradient: Array.from(await read(gradient)) };
}

const random = (seed: number, N: number, V: number, scale = 2): Case => {
  const rng = createRng(seed);
  const normal = () => Array.from({ length: N * V }, () => scale * rng.normal());
  const ones = Array.from({ length: N }, () => 1);
  const labels = ones.map(() => rng.int(V));
  return {
    student: normal(),
    teacher: normal(),
    labels,
    hardMask: ones,
    softMask: ones,
    temperature: 1,
    lambda: 0,
  };
};

const norm = (x: readonly number[]) => Math.hypot(...x);

onEveryBackend('distillationLoss', () => {
  it.each(fixture.cases.map((c) => [c.name, c] as const))('agrees with PyTorch: %s', async (_name, c) => {
    const result = await run({ ...c, student: c.studentLogits.data, teacher: c.teacherLogits.data });
    // float32 against float64: a few ulps of the largest term, which T² magnifies up to 100 times
    for (const [part, theirs] of [
      ['loss', 'loss'],
      ['ce', 'ce'],
      ['soft', 'kl'],
    ] as const) {
      expect(Math.abs(result[part] - c[theirs]), part).toBeLessThan(1e-5 * (1 + Math.abs(c[theirs])));
    }
    c.gradient.data.forEach((g, i) => expect(Math.abs(result.gradient[i]! - g)).toBeLessThan(3e-6));
  });

  it('is 0 where student and teacher agree, and never below 0', async () => {
    const same = random(1, 6, 9);
    expect((await run({ ...same, teacher: same.student, temperature: 3 })).soft).toBe(0);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom(0.1, 1, 4, 20),
        fc.constantFrom(1e-3, 1, 10),
        async (seed, T, scale) => {
          const { soft } = await run({ ...random(seed, 3, 5, scale), temperature: T });
          // the sum may round below 0 by an ulp of its largest terms, times T²
          expect(soft).toBeGreaterThan(-1e-6 * T * T);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has T² in it: the soft gradient keeps its order from T = 1 to T = 10, and without it would fall a hundredfold', async () => {
    const c = random(2, 8, 6, 1);
    const at = async (temperature: number) => norm((await run({ ...c, temperature })).gradient);
    const ratio = (await at(10)) / (await at(1));
    expect(ratio).toBeGreaterThan(0.2);
    expect(ratio).toBeLessThan(5);
  });

  it('has the gradient T·(q − p)/N', async () => {
    const { gradient } = await run({
      student: [0, 0],
      teacher: [Math.log(3) * 2, 0],
      labels: [0],
      hardMask: [1],
      softMask: [1],
      temperature: 2,
      lambda: 0,
    });
    // q = (½, ½), p = (¾, ¼): 2·(−¼), 2·¼
    expect(gradient[0]).toBeCloseTo(-0.5, 6);
    expect(gradient[1]).toBeCloseTo(0.5, 6);
  });

  it('is a mean over rows, not over classes: doubling the rows changes nothing, unused classes change nothing', async () => {
    const c = { ...random(3, 4, 5), lambda: 0.3, temperature: 2 };
    const twice = (x: number[]) => [...x, ...x];
    const once = await run(c);
    const double = await run({
      ...c,
      student: twice(c.student),
      teacher: twice(c.teacher),
      labels: twice(c.labels),
      hardMask: twice(c.hardMask),
      softMask: twice(c.softMask),
    });
    expect(double.loss).toBeCloseTo(once.loss, 5);
    const widen = (x: number[]) =>
      c.labels.flatMap((_, n) => [...x.slice(n * 5, n * 5 + 5), -1e4, -1e4, -1e4, -1e4, -1e4]);
    const wide = await run({ ...c, student: widen(c.student), teacher: widen(c.teacher) });
    expect(wide.loss).toBeCloseTo(once.loss, 5);
  });

  it('counts each mask for its own part only, and counts a row once however large its mask', async () => {
    const c = { ...random(4, 3, 4), lambda: 0.5 };
    const row = (n: number) => ({
      ...c,
      student: c.student.slice(n * 4, n * 4 + 4),
      teacher: c.teacher.slice(n * 4, n * 4 + 4),
      labels: [c.labels[n]!],
      hardMask: [1],
      softMask: [1],
    });
    const { ce, soft, gradient } = await run({ ...c, hardMask: [0, 1, 0], softMask: [0, 0, 7] });
    expect(ce).toBeCloseTo((await run(row(1))).ce, 5);
    expect(soft).toBeCloseTo((await run(row(2))).soft, 5);
    expect(gradient.slice(0, 4)).toEqual([0, 0, 0, 0].map((zero) => expect.closeTo(zero, 12)));
  });

  it('is 0 with a zero gradient where no row counts', async () => {
    const c = { ...random(5, 3, 4), hardMask: [0, 0, 0], softMask: [0, 0, 0], lambda: 0.5, temperature: 4 };
    const { loss, ce, soft, gradient } = await run(c);
    expect([loss, ce, soft].map(Math.abs)).toEqual([0, 0, 0]);
    expect(norm(gradient)).toBe(0);
  });

  it('is cross-entropy bit for bit at λ = 1, whatever the teacher says', async () => {
    const c = { ...random(6, 7, 11), lambda: 1, temperature: 3, hardMask: [1, 0, 1, 1, 0, 1, 1] };
    const labels = tensor(c.labels, [7], 'int32');
    const plain = (z: ReturnType<typeof tensor>) => softmaxCrossEntropy(z, labels, tensor(c.hardMask, [7]));
    const logits = tensor(c.student, [7, 11]);
    const { loss, gradient } = await run({ ...c, teacher: c.teacher.map((z) => 1e35 * z) });
    expect(loss).toBe((await read(plain(logits)))[0]);
    expect(gradient).toEqual(Array.from(await read(grad(plain)(logits, scalar(1)))));
  });

  it('gives the teacher no gradient', async () => {
    const logits = tensor([1, 2, 3], [1, 3]);
    const one = tensor([1], [1]);
    const byTeacher = grad(
      (teacherLogits) =>
        distillationLoss({
          studentLogits: logits,
          teacherLogits,
          labels: tensor([0], [1], 'int32'),
          hardMask: one,
          softMask: one,
          temperature: 1,
          lambda: 0,
        }).loss,
    );
    expect(() => byTeacher(tensor([3, 2, 1], [1, 3]), scalar(1))).toThrow(/Cannot compute gradient/);
  });

  const extremes: [string, Partial<Case>][] = [
    ['−∞ for a class of the student', { student: [-Infinity, 0, 1, 2, 3, 4] }],
    ['−∞ for a class of the teacher', { teacher: [-Infinity, 0, 1, -Infinity, 3, 4] }],
    ['−∞ for both', { student: [-Infinity, 0, 1, 2, 3, 4], teacher: [-Infinity, 0, 1, 2, 3, 4] }],
    ['+∞', { student: [Infinity, 0, 1, 2, 3, 4] }],
    ['logits of ±1e38', { student: [1e38, -1e38, 0, 1, 2, 3], teacher: [-1e38, 1e38, 0, 1, 2, 3] }],
    ['T = 0.01', { temperature: 0.01 }],
    ['T = 100', { temperature: 100 }],
  ];
  it.each(extremes)('stays finite with %s', async (_name, change) => {
    const { loss, ce, soft, gradient } = await run({ ...random(7, 2, 3), lambda: 0.5, ...change });
    for (const value of [loss, ce, soft, ...gradient])
      expect(Number.isFinite(value), String(value)).toBe(true);
  });

  it('is 0 with one class', async () => {
    const { loss, gradient } = await run({ ...random(8, 4, 1), lambda: 0.5, temperature: 2 });
    expect(Math.abs(loss)).toBe(0);
    expect(norm(gradient)).toBe(0);
  });

  it('does not hide NaN logits', async () => {
    for (const lambda of [0, 0.5, 1]) {
      const { loss } = await run({ ...random(9, 2, 3), student: [NaN, 0, 1, 2, 3, 4], lambda });
      expect(loss, `λ = ${lambda}`).toBeNaN();
    }
  });
});
