import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logTicks, roundTicks } from './ticks';

test('ticks are round and reach over both ends', () => {
  expect(roundTicks(0, 1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(roundTicks(0, 3.7)).toEqual([0, 1, 2, 3, 4]);
  expect(roundTicks(0, 1500)).toEqual([0, 500, 1000, 1500]);
  expect(roundTicks(0, 0)).toEqual([0, 0.25]);
});

test('there are always some, few, and in order', () => {
  const value = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (from, span) => {
      const ticks = roundTicks(from, from + span);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(8);
      expect(ticks[0]).toBeLessThanOrEqual(from * (1 + 1e-9));
      expect(ticks.at(-1)).toBeGreaterThanOrEqual((from + span) * (1 - 1e-9));
    }),
  );
});

test('a logarithmic axis has its ticks within its ends', () => {
  expect(logTicks(0.3, 4)).toEqual([0.5, 1, 2]);
  expect(logTicks(0.001, 100)).toEqual([0.001, 0.01, 0.1, 1, 10, 100]);
});
