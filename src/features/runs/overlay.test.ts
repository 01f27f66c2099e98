import { expect, test } from 'vitest';
import { defaultConfig } from '../../catalog/run-config';
import type { RunRecord } from '../../state/actions';
import { armsThere, curveOf, keyOf, whatThere } from './overlay';

const run: RunRecord = {
  id: 'a',
  startedAt: 0,
  status: 'done',
  step: 20,
  config: defaultConfig,
  environment: { backend: 'wasm', adapter: '', threads: 1, userAgent: '', version: '' },
  series: {
    arm: ['student', 'baseline', 'student'],
    step: [10, 10, 20],
    loss: [3, 4, 2],
    tokens: [100, 100, 300],
    terms: { ce: [1, 4, 0.5], kl: [2, null, 1.5] },
  },
  evaluations: [
    { arm: 'student', step: 5, n: 1, figures: { accuracy: 0.1 } },
    { arm: 'student', step: 15, n: 1, figures: { accuracy: 0.5 } },
    { arm: 'teacher', step: 15, n: 1, figures: { accuracy: 0.9 } },
  ],
};
const points = (curve: ReturnType<typeof curveOf>) => curve && [...curve.x].map((x, i) => [x, curve.y[i]]);

test('a run says which curves it has, and of whom', () => {
  expect(whatThere([run]).map(keyOf)).toEqual(['loss', 'term ce', 'term kl', 'figure accuracy']);
  expect(armsThere([run])).toEqual(['teacher', 'student', 'baseline']);
});

test('curves stand over steps or tokens; checks between two points in proportion', () => {
  const student = { arm: 'student' as const };
  const loss = { kind: 'loss' as const };
  expect(points(curveOf(run, { what: loss, ...student, axis: 'step' }))).toEqual([
    [10, 3],
    [20, 2],
  ]);
  expect(points(curveOf(run, { what: loss, ...student, axis: 'tokens' }))).toEqual([
    [100, 3],
    [300, 2],
  ]);
  const accuracy = { kind: 'figure' as const, id: 'accuracy' as const };
  expect(points(curveOf(run, { what: accuracy, ...student, axis: 'step' }))).toEqual([
    [5, 0.1],
    [15, 0.5],
  ]);
  expect(points(curveOf(run, { what: accuracy, ...student, axis: 'tokens' }))).toEqual([
    [50, 0.1],
    [200, 0.5],
  ]);
});

test('there is no curve of what a run does not have', () => {
  expect(curveOf(run, { what: { kind: 'loss' }, arm: 'student', axis: 'ms' })).toBeNull();
  expect(curveOf(run, { what: { kind: 'term', id: 'kl' }, arm: 'baseline', axis: 'step' })).toBeNull();
  expect(curveOf(run, { what: { kind: 'loss' }, arm: 'assistant1', axis: 'step' })).toBeNull();
});
