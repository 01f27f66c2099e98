// Soft labels set by hand, and the page's arithmetic (lib/distributions) against the worker's tensors.

import { beforeAll, expect, test } from 'vitest';
import { divergence, gradientNorms, softmax } from '../lib/distributions';
import { distillationLoss, NOT_KEPT } from '../engine/ops/distillation-loss';
import { softmax as deviceSoftmax } from '../engine/ops/predictions';
import { valueAndGradients } from '../engine/gradients';
import { read, tensor, tidy, variable } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { withEditedLabels, withLabel } from './edited-labels';

beforeAll(() => useBackend('wasm'));

const teacher = [2, -1, 0.5, 3, 0, -2];
const student = [0.1, 0.4, -1, 1, 2, 0];
const batch = { rows: [7, 3] };

test('an edited row is what was set, at any temperature; the other rows are the teacher’s', async () => {
  for (const temperature of [1, 4]) {
    const [edited, untouched] = tidy(() => {
      const targets = { logits: tensor(teacher, [2, 3]) };
      const labels = { 3: [0.7, 0.2, 0.1] };
      const { logits } = withEditedLabels(targets, batch, { labels, temperature });
      return [
        deviceSoftmax(logits, temperature),
        withEditedLabels(targets, { rows: [1, 2] }, { labels, temperature }).logits,
      ];
    });
    const p = [...(await read(edited!))];
    for (const [i, share] of [...softmax(teacher.slice(0, 3), temperature), 0.7, 0.2, 0.1].entries())
      expect(p[i]).toBeCloseTo(share, 5); // float32
    expect([...(await read(untouched!))]).toEqual(teacher);
  }
});

test('a ruled-out class stays a number, nothing is left to a tail, dialogues are left alone', async () => {
  const targets = { logits: tensor(teacher, [2, 3]), tail: tensor([0.5, 0.5], [2]) };
  const labels = { 3: [1, 0, 0] };
  const { logits, tail } = withEditedLabels(targets, batch, { labels, temperature: 2 });
  expect([...(await read(logits))].every(Number.isFinite)).toBe(true);
  expect([...(await read(tail!))]).toEqual([0.5, Math.fround(NOT_KEPT)]);
  const positions = Int32Array.of(0, 1);
  expect(withEditedLabels(targets, { ...batch, positions }, { labels, temperature: 2 })).toBe(targets);
});

test('labels that fit no row or no classes are refused with a remedy; the last one taken back leaves none', () => {
  const of = { total: 10, classes: 2 };
  const one = withLabel(undefined, { row: 3, probabilities: [0.25, 0.75] }, of);
  expect(one).toEqual({ 3: [0.25, 0.75] });
  expect(withLabel(one, { row: 3, probabilities: null }, of)).toBeUndefined();
  expect(() => withLabel(one, { row: 10, probabilities: [0.5, 0.5] }, of)).toThrow(/from 0 to 9/);
  expect(() => withLabel(one, { row: 1, probabilities: [0.5, 0.2] }, of)).toThrow(/Reset the label/);
  expect(() => withLabel(one, { row: 1, probabilities: [NaN, 1] }, of)).toThrow(/Reset the label/);
  expect(() => withLabel(one, { row: 1, probabilities: [1] }, { total: 10, classes: 0 })).toThrow(
    /dialogues/,
  );
});

test('the page’s softmax, KL and gradient norms are the worker’s', async () => {
  const V = 6;
  for (const temperature of [1, 3, 10]) {
    const weights = { z: variable(tensor(student, [1, V]), 'z') };
    const { extras, grads } = valueAndGradients(() => {
      const mask = tensor([1], [1]);
      const { loss, soft } = distillationLoss({
        studentLogits: weights.z,
        teacherLogits: tensor(teacher, [1, V]),
        labels: tensor(Int32Array.of(4), [1]),
        hardMask: mask,
        softMask: mask,
        temperature,
        lambda: 0,
      });
      return { loss, soft };
    }, weights);
    const [value] = await read(extras.soft);
    expect(value).toBeCloseTo(temperature ** 2 * divergence(teacher, student, temperature), 4); // float32
    const norm = Math.hypot(...(await read(grads['z']!)));
    expect(norm).toBeCloseTo(gradientNorms([student], [teacher], [4], temperature).soft, 4);
    const p = await read(deviceSoftmax(tensor(teacher, [1, V]), temperature));
    for (const [i, share] of softmax(teacher, temperature).entries()) expect(p[i]).toBeCloseTo(share, 6);
  }
});
