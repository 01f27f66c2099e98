import { expect, test } from 'vitest';
import type { Arm } from '../catalog/arms';
import { Metrics } from './metrics';

const measured = (): Metrics => {
  const metrics = new Metrics();
  const arms: Arm[] = ['teacher', 'assistant1', 'assistant2', 'student', 'baseline'];
  for (const arm of arms) {
    for (const step of [1, 2, 3])
      metrics.addSteps([
        {
          ...{ arm, step, loss: 1, terms: {}, learningRate: 1, temperature: 4 - step, lambda: 0.5 },
          gradNorm: 1,
          tokens: 1,
          ms: 1,
        },
      ]);
    metrics.addEvaluation({ arm, step: 3, n: 1, figures: {} });
  }
  return metrics;
};
const lengths = (metrics: Metrics) =>
  (['teacher', 'assistant1', 'assistant2', 'student', 'baseline'] as const).map(
    (arm) => metrics.points(arm).length,
  );

test('going back in a stage keeps the stages before and forgets those after', () => {
  const metrics = measured();
  metrics.rewind({ stage: 'assistant1', step: 2 });
  expect(lengths(metrics)).toEqual([3, 2, 0, 0, 0]);
  expect(metrics.evaluations.map(({ arm }) => arm)).toEqual(['teacher']);
  const later = measured();
  later.rewind({ stage: 'student', step: 1 });
  expect(lengths(later)).toEqual([3, 3, 3, 1, 1]);
  expect(later.course('student')).toHaveLength(1);
});

test('T and λ are traced of those who are steered', () => {
  const metrics = measured();
  expect(metrics.course('assistant2').map(({ step, terms }) => [step, terms])).toEqual([
    [1, { temperature: 3, lambda: 0.5 }],
    [2, { temperature: 2, lambda: 0.5 }],
    [3, { temperature: 1, lambda: 0.5 }],
  ]);
  expect(metrics.course('baseline')).toEqual([]);
});

test('tokens and milliseconds are totals from the arm’s first step on, and come back with a stored run', () => {
  const metrics = new Metrics();
  for (let step = 1; step <= 1000; step++)
    metrics.addSteps([
      {
        arm: 'student',
        step,
        loss: 1,
        terms: {},
        learningRate: 1,
        temperature: 1,
        lambda: 0.5,
        gradNorm: 1,
        tokens: 10,
        ms: 2,
      },
    ]);
  for (const { step, tokens, ms } of metrics.points('student'))
    expect([tokens, ms]).toEqual([10 * step, 2 * step]);
  metrics.rewind({ stage: 'student', step: 500 });
  const points = metrics.points('student');
  const { step } = points.at(-1)!;
  expect(points.at(-1)).toMatchObject({ tokens: 10 * step, ms: 2 * step });
  const columns = {
    arm: points.map(() => 'student' as const),
    step: points.map((point) => point.step),
    loss: points.map(({ loss }) => loss),
    terms: {},
  };
  const again = new Metrics();
  again.restore({ ...columns, tokens: points.map(({ tokens }) => tokens!) }, []);
  expect(again.points('student').map(({ tokens }) => tokens)).toEqual(points.map(({ tokens }) => tokens));
  expect(again.points('student').at(-1)!.ms).toBeUndefined();
});
