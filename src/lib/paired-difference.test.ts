// The interval of paired shares: how often it holds the truth, counted over every outcome there can be.

import { expect, test } from 'vitest';
import { pairedDifference } from './paired-difference';

const logFactorial = Array.from({ length: 101 }, () => 0);
for (let n = 1; n <= 100; n++) logFactorial[n] = logFactorial[n - 1]! + Math.log(n);

/** How often the interval of n examples holds the difference, where the first alone is right with one chance, the second with another. */
function coverage(n: number, first: number, second: number): number {
  let covered = 0;
  for (let won = 0; won <= n; won++) {
    for (let lost = 0; won + lost <= n; lost++) {
      const { low, high } = pairedDifference(won, lost, n);
      if (low > first - second || high < first - second) continue;
      const ways =
        logFactorial[n]! - logFactorial[won]! - logFactorial[lost]! - logFactorial[n - won - lost]!;
      const logs =
        won * Math.log(first) + lost * Math.log(second) + (n - won - lost) * Math.log(1 - first - second);
      covered += Math.exp(ways + logs);
    }
  }
  return covered;
}

test('holds the truth in about 95 of 100 tests, of few and of many examples', () => {
  const chances = [0.02, 0.05, 0.1, 0.2, 0.4];
  const all = [20, 50, 100].flatMap((n) => chances.flatMap((a) => chances.map((b) => coverage(n, a, b))));
  expect(Math.min(...all)).toBeGreaterThan(0.93);
  expect(all.reduce((sum, x) => sum + x) / all.length).toBeGreaterThan(0.95);
});

test('has the plain difference as its value, and ends within one', () => {
  expect(pairedDifference(7, 2, 50).value).toBeCloseTo(0.1, 10);
  expect(pairedDifference(5, 0, 5)).toMatchObject({ value: 1, high: 1 });
  const { low, high } = pairedDifference(0, 0, 29);
  expect([low, high]).toEqual([-high, expect.closeTo(0.089, 3)]); // no difference seen is not no difference
  const { value, ...ends } = pairedDifference(12, 4, 100);
  expect([value, ends.low, ends.high].map((x) => Math.round(1000 * x))).toEqual([80, -2, 159]); // 4 / 51 ± 1.96 √((18 / 102 − (4 / 51)²) / 102)
});
