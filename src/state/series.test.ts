import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_POINTS, Series, type SeriesPoint } from './series';

// of its own accord fast-check stays at some ten steps, and nothing is merged
const upTo3000 = { minLength: 1, maxLength: 3000, size: 'max' } as const;
// shrinking thousands of numbers takes minutes
const LARGE = { numRuns: 50, endOnFailure: true };
const value = fc.double({ min: 0, max: 100, noNaN: true });
const values = fc.array(value, upTo3000);

const filled = (losses: readonly number[]): Series => {
  const series = new Series();
  for (const [i, loss] of losses.entries())
    series.push({ step: i + 1, loss, terms: { ce: 2 * loss, kl: -loss } });
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
    LARGE,
  );
});

test('decimation keeps the mean of every metric', () => {
  fc.assert(
    fc.property(values, (losses) => {
      const { points } = filled(losses);
      const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
      const weighted = (metric: (point: SeriesPoint) => number) =>
        points.reduce((sum, point) => sum + metric(point) * point.count, 0) / losses.length;
      expect(weighted(({ loss }) => loss)).toBeCloseTo(mean, 8); // sums of up to 3000 numbers in another order
      expect(weighted(({ terms }) => terms['ce']!)).toBeCloseTo(2 * mean, 8);
      expect(weighted(({ terms }) => terms['kl']!)).toBeCloseTo(-mean, 8);
    }),
    LARGE,
  );
});

test('the mean of a term is that of the steps that had it', () => {
  const steps = fc.array(fc.tuple(value, fc.boolean()), upTo3000);
  fc.assert(
    fc.property(steps, (all) => {
      const series = new Series();
      for (const [i, [kl, asked]] of all.entries())
        series.push({ step: i + 1, loss: 1, terms: asked ? { ce: 1, kl } : { ce: 1 } });
      let first = 0;
      for (const { step, terms } of series.points) {
        const had = all.slice(first, step).flatMap(([kl, asked]) => (asked ? [kl] : []));
        first = step;
        if (had.length === 0) expect(terms).toEqual({ ce: 1 });
        else expect(terms['kl']).toBeCloseTo(had.reduce((a, b) => a + b) / had.length, 8); // sums in another order
        expect(terms['ce']).toBeCloseTo(1, 8);
      }
    }),
    LARGE,
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
  series.push({ step: 3, loss: 9, terms: { ce: 9, kl: 9 } });
  expect(series.points.map(({ step, loss }) => [step, loss])).toEqual([
    [1, 5],
    [2, 4],
    [3, 9],
  ]);
});
