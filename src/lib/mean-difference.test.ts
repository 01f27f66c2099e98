import { expect, test } from 'vitest';
import { meanDifference } from './mean-difference';

test('it is Welch’s interval', () => {
  // 2.9 degrees of freedom by Welch and Satterthwaite; here 2, which is wider
  const first = [0.91, 0.93, 0.9, 0.95];
  const second = [0.84, 0.8, 0.88];
  const { value, low, high } = meanDifference(first, second);
  expect(value).toBeCloseTo(0.9225 - 0.84, 12);
  const error = Math.sqrt(0.000491666666667 / 4 + 0.0016 / 3);
  expect(low).toBeCloseTo(value - 4.3027 * error, 6);
  expect(high).toBeCloseTo(value + 4.3027 * error, 6);
});

test('one value has no spread, equal ones none either, and a difference of shares ends at its bounds', () => {
  expect(meanDifference([1], [0, 0])).toEqual({ value: 1, low: NaN, high: NaN });
  expect(meanDifference([0.5, 0.5], [0.25, 0.25])).toEqual({ value: 0.25, low: 0.25, high: 0.25 });
  expect(meanDifference([0, 1], [0, 1], { least: -1, most: 1 })).toEqual({ value: 0, low: -1, high: 1 });
});
