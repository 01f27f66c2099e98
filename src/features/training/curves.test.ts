import { expect, test } from 'vitest';
import type { Arm } from '../../catalog/arms';
import { methodInfo } from '../../catalog/catalog';
import type { SeriesPoint } from '../../state/metrics';
import { accuracyLines, accuracyRows, lossCurves, lossLines, lossRows } from './curves';

const point = (step: number, loss: number, ce: number, kl: number): SeriesPoint => ({
  step,
  loss,
  terms: { ce, kl },
  count: 1,
});
const measured: Partial<Record<Arm, SeriesPoint[]>> = {
  student: [point(1, 3, 2, 1), point(2, 2, 2, 0)],
  baseline: [{ step: 2, loss: 2.5, terms: { ce: 2.5 }, count: 1 }],
};
const points = (arm: Arm) => measured[arm] ?? [];
const curves = lossCurves(methodInfo('hinton').terms);

test('arms meet in one row a step', () => {
  expect(lossRows(curves, points, false)).toEqual([
    { step: 1, 'student loss': 3, 'student ce': 2, 'student kl': 1 },
    { step: 2, 'student loss': 2, 'student ce': 2, 'student kl': 0, 'baseline loss': 2.5 },
  ]);
});

test('a logarithmic axis gets no zero', () => {
  expect(lossRows(curves, points, true)[1]).not.toHaveProperty('student kl');
});

test('a term that a step did not have leaves a gap, and the curves are those of the method', () => {
  const kl = (at: number): SeriesPoint[] => [
    point(at, 2, 2, 1),
    { step: at + 1, loss: 2, terms: { ce: 2 }, count: 1 },
  ];
  const rows = lossRows(curves, (arm) => (arm === 'student' ? kl(1) : []), false);
  expect(rows[0]).toHaveProperty('student kl', 1);
  expect(rows[1]).toEqual({ step: 2, 'student loss': 2, 'student ce': 2 });
  const others = lossCurves(methodInfo('teacher-labels').terms);
  expect(lossLines(others, () => [], String, String).map((line) => line.key)).toEqual([
    'student loss',
    'student ce',
    'student teacherCe',
  ]);
});

test('only arms that train have lines, the student always', () => {
  const keys = lossLines(curves, points, String, String).map((line) => line.key);
  expect(keys).toEqual(['student loss', 'student ce', 'student kl', 'baseline loss']);
});

const evaluations = [
  { arm: 'teacher' as const, step: 0, n: 10, figures: { accuracy: 0.9, agreement: 1 } },
  { arm: 'student' as const, step: 5, n: 10, figures: { accuracy: 0.5, agreement: 0.6 } },
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
