import { expect, test } from 'vitest';
import { fromPosition, shareOfRange, toPosition } from './log-scale';

test('a value comes back from its position', () => {
  for (const value of [1e-4, 4e-3, 0.02, 0.1, 0.3])
    expect(fromPosition(toPosition(value), 1e-4, 0.3)).toBeCloseTo(value, 12);
});

test('values have two significant digits and stay in the range', () => {
  expect(fromPosition(-2.345, 1e-4, 0.3)).toBe(0.0045);
  expect(fromPosition(5, 1e-4, 0.3)).toBe(0.3);
  expect(fromPosition(-9, 1e-4, 0.3)).toBe(1e-4);
});

test('the middle of a logarithmic range is the geometric mean', () => {
  expect(shareOfRange(0.01, 1e-4, 1, true)).toBeCloseTo(0.5, 12);
  expect(shareOfRange(0.5, 0, 1, false)).toBe(0.5);
  expect(shareOfRange(3, 0, 1, false)).toBe(1);
});
