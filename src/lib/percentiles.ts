// Order statistics.

/** The values below which shares of the numbers lie (nearest rank); 0 for an empty list. */
export function percentiles(numbers: readonly number[], shares: readonly number[]): number[] {
  const sorted = Float64Array.from(numbers).sort();
  return shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}
