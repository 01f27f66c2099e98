// The 95 % interval of a mean of few numbers, by Student's t with n − 1 degrees of freedom. For runs over seeds: three to ten
// differences are too few for a bootstrap, whose intervals would be much too narrow (with three numbers it draws the same one
// thrice in every ninth sample), while t allows for not knowing the spread. It takes the differences for roughly normal.

/** 97.5 % quantiles of t for 1, 2, 3 … degrees of freedom. */
const QUANTILES = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086,
];
const NORMAL = 1.959964;

/** 97.5 % quantile of t; beyond the table by the first terms of its expansion around the normal one (error under .001). */
export function tQuantile(freedom: number): number {
  const z = NORMAL;
  return (
    QUANTILES[freedom - 1] ??
    z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  );
}

export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * Mean and interval of at least two numbers; of one, the number without one (low and high are NaN).
 * @param bounds what the numbers cannot be below and above; nor can their mean, so that the interval ends there.
 */
export function meanInterval(
  values: readonly number[],
  { least = -Infinity, most = Infinity }: { least?: number; most?: number } = {},
): Interval {
  const n = values.length;
  const value = values.reduce((sum, x) => sum + x, 0) / n;
  if (n < 2) return { value, low: NaN, high: NaN };
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / (n - 1);
  const half = tQuantile(n - 1) * Math.sqrt(variance / n);
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half) };
}
