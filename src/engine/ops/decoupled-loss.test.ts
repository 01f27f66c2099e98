// What decoupled distillation does with rows that hold no numbers; its values and gradients are in op-cases.ts, and those of the whole
// objective against PyTorch in ../../distillation/objectives.test.ts.

import { expect, it } from 'vitest';
import { dispose, read, tensor, tidy, type Tensor } from '../tensor';
import { gradientOf, onEveryBackend } from '../testing';
import { decoupledLoss } from './decoupled-loss';

/** Values of both parts, and the gradient of both together by the student's logits. */
async function run(student: number[], teacher: number[], classes: number[], weights: number[]) {
  const shape = [classes.length, student.length / classes.length];
  const made = tidy(() => {
    const of = (logits: Tensor) =>
      decoupledLoss({
        logits,
        teacherLogits: tensor(teacher, shape),
        classes: tensor(Int32Array.from(classes), [classes.length]),
        weights: tensor(weights, [classes.length]),
        temperature: 2,
      });
    const z = tensor(student, shape);
    const gradients = (['target', 'others'] as const).map((part) => gradientOf((at) => of(at)[part], z));
    const { target, others } = of(z);
    return [target, others, ...gradients];
  });
  const [target, others, ...gradients] = await Promise.all(made.map(async (x) => [...(await read(x))]));
  dispose(made);
  return { target: target![0]!, others: others![0]!, gradient: gradients.flat() };
}

onEveryBackend('decoupledLoss', () => {
  it('does not count rows of weight 0, whatever stands in them', async () => {
    const alone = await run([1, 2, 0, -1, 0.5], [2, 0, 1, 1, 3], [1], [1]);
    const beside = await run(
      [1, 2, 0, -1, 0.5, NaN, Infinity, -Infinity, NaN, 0],
      [2, 0, 1, 1, 3, -Infinity, NaN, 1, Infinity, 0],
      [1, 1],
      [1, 0],
    );
    expect(alone.target).toBeGreaterThan(0);
    expect(alone.others).toBeGreaterThan(0);
    expect([beside.target, beside.others]).toEqual([alone.target, alone.others]);
    const zeros = new Array<number>(5).fill(0);
    const [a, b] = [alone.gradient.slice(0, 5), alone.gradient.slice(5)];
    expect(beside.gradient).toEqual([...a, ...zeros, ...b, ...zeros]);
    const none = await run([NaN, 1], [1, NaN], [0], [0]);
    expect([none.target, none.others, ...none.gradient]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each([0, 1, 4])('shows where class %i of a row that counts is no number', async (at) => {
    const whole = [1, 2, 0, -1, 0.5];
    const broken = whole.with(at, NaN);
    for (const [student, teacher] of [
      [broken, whole],
      [whole, broken],
    ]) {
      const { target, others } = await run(student!, teacher!, [1], [1]);
      expect(target + others).toBeNaN();
    }
  });

  it('has nothing to say of a single class', async () => {
    expect(await run([1, 2], [3, 4], [0, 0], [1, 1])).toEqual({
      ...{ target: 0, others: 0 },
      gradient: [0, 0, 0, 0],
    });
  });
});
