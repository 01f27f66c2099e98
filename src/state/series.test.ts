import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_POINTS, Series } from './series';

const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 3000 });

const filled = (losses: readonly number[]): Series => {
  const series = new Series();
  for (const [i, loss] of losses.entries()) series.push({ step: i + 1, loss, ce: 2 * loss, kl: -loss });
  return series;
};

test('never more than 400 points, in the order of steps, from the first step to the last', () => {
  fc.assert(
    fc.property(values, (losses) => {
      const { points } = filled(losses);
      expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
      expect(points.at(-1)!.step).toBe(losses.length);
      for (let i = 1; i < points.length; i++)
        expect(points[i]!.step - points[i - 1]!.step).toBe(points[i]!.count);
      expect(points[0]!.step).toBe(points[0]!.count);
    }),
    { numRuns: 50 },
  );
});

test('decimation keeps the mean of every metric', () => {
  fc.assert(
    fc.property(values, (losses) => {
      const { points } = filled(losses);
      const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
      const weighted = (metric: 'loss' | 'ce' | 'kl') =>
        points.reduce((sum, point) => sum + point[metric] * point.count, 0) / losses.length;
      expect(weighted('loss')).toBeCloseTo(mean, 8); // sums of up to 3000 numbers in another order
      expect(weighted('ce')).toBeCloseTo(2 * mean, 8);
      expect(weighted('kl')).toBeCloseTo(-mean, 8);
    }),
    { numRuns: 50 },
  );
});

test('short runs are kept whole', () => {
  const { points } = filled([3, 2, 1]);
  expect(points.map(({ step, loss }) => [step, loss])).toEqual([
    [1, 3],
    [2, 2],
    [3, 1],
  ]);
});

test('a step from before takes the place of what came after it', () => {
  const series = filled([5, 4, 3, 2]);
  series.push({ step: 3, loss: 9, ce: 9, kl: 9 });
  expect(series.points.map(({ step, loss }) => [step, loss])).toEqual([
    [1, 5],
    [2, 4],
    [3, 9],
  ]);
});
