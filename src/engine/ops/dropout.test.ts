import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensor } from '../tensor';
import { useBackend } from '../testing';
import { dropout, dropoutMask } from './dropout';

describe('dropoutMask', () => {
  it('drops about the share asked for and keeps the mean, at any seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.05, max: 0.9, noNaN: true }), (seed, rate) => {
        const mask = dropoutMask(20_000, rate, seed);
        const dropped = mask.filter((value) => value === 0).length / mask.length;
        // 1/512 from rounding the rate, and five standard deviations of 20,000 coins: 5·√(¼/20000) = 0.018
        expect(Math.abs(dropped - rate)).toBeLessThan(0.02);
        const mean = mask.reduce((sum, value) => sum + value, 0) / mask.length;
        expect(Math.abs(mean - 1)).toBeLessThan(0.02 / (1 - rate));
      }),
      { numRuns: 30 },
    );
  });

  it('follows from the seed, and differs between neighbours', () => {
    expect(dropoutMask(100, 0.5, 7)).toEqual(dropoutMask(100, 0.5, 7));
    expect(dropoutMask(100, 0.5, 7)).not.toEqual(dropoutMask(100, 0.5, 8));
  });

  it('leaves everything at rate 0', async () => {
    await useBackend('cpu');
    const x = tensor([1, 2], [2]);
    expect(dropout(x, 0, 1)).toBe(x);
    x.dispose();
  });
});
