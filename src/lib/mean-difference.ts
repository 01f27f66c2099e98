// The 95 % interval of the difference between the means of two groups that have nothing to do with each other and may vary differently
// (Welch 1947). Where each value has a partner, the mean of their differences (t-interval.ts) says more.

import { type Interval, tQuantile } from './t-interval';

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** The square of the standard error of the mean, by n − 1. */
function squaredError(values: readonly number[]): number {
  const mean = meanOf(values);
  const n = values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1) / n;
}

/** First less second, each of at least two values; of fewer, the difference without an interval (low and high are NaN). */
export function meanDifference(
  first: readonly number[],
  second: readonly number[],
  { least = -Infinity, most = Infinity }: { least?: number; most?: number } = {},
): Interval {
  const value = meanOf(first) - meanOf(second);
  if (first.length < 2 || second.length < 2) return { value, low: NaN, high: NaN };
  const [a, b] = [squaredError(first), squaredError(second)];
  if (a + b === 0) return { value, low: value, high: value };
  const freedom = (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1));
  // rounded down to the table's whole numbers, which makes the interval a little wider
  const half = tQuantile(Math.max(1, Math.floor(freedom))) * Math.sqrt(a + b);
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half) };
}
