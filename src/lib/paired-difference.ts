// The 95 % interval of the difference of two shares that were counted on the same examples, from the examples on which the two differ
// alone (Bonett and Price 2012: Wald's interval with one example more on either side). Like Wilson's for a single share it needs no
// draws, and is an interval even where the two never differ, where a bootstrap draws the same thing every time.

import type { Interval } from './t-interval';

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

/** @param won examples that the first has and the second has not. @param lost the other way round. @param n all examples, at least 1. */
export function pairedDifference(won: number, lost: number, n: number): Interval {
  const [more, less] = [(won + 1) / (n + 2), (lost + 1) / (n + 2)];
  const middle = more - less;
  const half = Z * Math.sqrt((more + less - middle * middle) / (n + 2));
  return {
    value: (won - lost) / n,
    low: Math.max(-1, middle - half),
    high: Math.min(1, middle + half),
  };
}
