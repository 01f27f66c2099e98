import { describe, expect, it } from 'vitest';
import { constant, warmUpCosine } from './schedule';

describe('warmUpCosine', () => {
  it('rises for 5 % of the steps, then falls to a tenth at the last', () => {
    const factor = warmUpCosine(1000);
    expect([factor(0), factor(24), factor(49), factor(50)]).toEqual([0.02, 0.5, 1, 1]);
    expect(factor(999)).toBeCloseTo(0.1, 10);
    expect(factor(524)).toBeCloseTo(0.55, 2); // half-way down
    for (let step = 51; step < 1000; step++) expect(factor(step)).toBeLessThan(factor(step - 1));
  });

  it.each([1, 2, 10])('stays above 0 and at most 1 in a run of %i steps', (steps) => {
    for (let step = 0; step < steps; step++) {
      expect(warmUpCosine(steps)(step)).toBeGreaterThan(0);
      expect(warmUpCosine(steps)(step)).toBeLessThanOrEqual(1);
    }
  });
});

it('constant leaves the rate alone', () => expect([constant(0), constant(999)]).toEqual([1, 1]));
