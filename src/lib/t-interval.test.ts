import { expect, test } from 'vitest';
import { meanInterval, tQuantile } from './t-interval';

test('quantiles as in the tables', () => {
  expect(tQuantile(2)).toBe(4.3027);
  expect(tQuantile(30)).toBeCloseTo(2.0423, 3);
  expect(tQuantile(120)).toBeCloseTo(1.9799, 3);
});

test('mean and interval by hand: 1, 2, 3 has standard deviation 1', () => {
  const { value, low, high } = meanInterval([1, 2, 3]);
  expect(value).toBe(2);
  expect(high - value).toBeCloseTo(4.3027 / Math.sqrt(3), 10);
  expect(value - low).toBeCloseTo(4.3027 / Math.sqrt(3), 10);
});

test('equal numbers leave no doubt, one number says nothing about its spread', () => {
  expect(meanInterval([0, 0, 0])).toEqual({ value: 0, low: 0, high: 0 });
  expect(meanInterval([5])).toEqual({ value: 5, low: NaN, high: NaN });
});

test('shares have no mean above 100 %', () => {
  const { value, high } = meanInterval([0.98, 1, 0.97], { least: 0, most: 1 });
  expect(high).toBe(1);
  expect(value).toBeCloseTo(0.98333, 5);
});
