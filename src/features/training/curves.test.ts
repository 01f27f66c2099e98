import { expect, test } from 'vitest';
import type { Arm } from '../../catalog/arms';
import type { SeriesPoint } from '../../state/metrics';
import { accuracyLines, accuracyRows, lossLines, lossRows } from './curves';

const point = (step: number, loss: number, ce: number, kl: number): SeriesPoint => ({
  step,
  loss,
  ce,
  kl,
  count: 1,
});
const curves: Partial<Record<Arm, SeriesPoint[]>> = {
  student: [point(1, 3, 2, 1), point(2, 2, 2, 0)],
  baseline: [point(2, 2.5, 2.5, 0)],
};
const points = (arm: Arm) => curves[arm] ?? [];

test('arms meet in one row a step', () => {
  expect(lossRows(points, false)).toEqual([
    { step: 1, 'student loss': 3, 'student ce': 2, 'student kl': 1 },
    { step: 2, 'student loss': 2, 'student ce': 2, 'student kl': 0, 'baseline loss': 2.5 },
  ]);
});

test('a logarithmic axis gets no zero', () => {
  expect(lossRows(points, true)[1]).not.toHaveProperty('student kl');
});

test('only arms that train have lines, the student always', () => {
  const keys = lossLines(points, String, String).map((line) => line.key);
  expect(keys).toEqual(['student loss', 'student ce', 'student kl', 'baseline loss']);
});

const evaluations = [
  { arm: 'teacher' as const, step: 0, n: 10, accuracy: 0.9, agreement: 1 },
  { arm: 'student' as const, step: 5, n: 10, accuracy: 0.5, agreement: 0.6 },
];

test('the teacher is a level line, and its agreement with itself is left out', () => {
  expect(accuracyRows(evaluations, ['accuracy'], 20)).toEqual([
    { step: 0, 'teacher accuracy': 0.9 },
    { step: 5, 'student accuracy': 0.5 },
    { step: 20, 'teacher accuracy': 0.9 },
  ]);
  const keys = accuracyLines(evaluations, ['accuracy', 'agreement'], String, String).map((line) => line.key);
  expect(keys).toEqual(['teacher accuracy', 'student accuracy', 'student agreement']);
});
