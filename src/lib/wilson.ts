// Wilson's 95 % interval for a share (Wilson 1927): the shares p with |p̂ − p| ≤ z √(p (1 − p) / n). It stays between 0 and 1,
// holds for few examples, and is an interval even where all or none are right, where a bootstrap draws the same thing every time.
// For independent examples; not for tokens, which come in dialogues (evaluation/metrics/bootstrap.ts draws those whole).

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

/** @param hits of n examples, n at least 1. */
export function wilson(hits: number, n: number): { low: number; high: number } {
  const share = hits / n;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  // at the edges the sums are 0 and 1 but for rounding
  return { low: hits === 0 ? 0 : middle - half, high: hits === n ? 1 : middle + half };
}
