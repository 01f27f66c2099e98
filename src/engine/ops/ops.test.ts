// Every op against its float64 twin: values and gradients, at standard and at random sizes, on every backend;
// where there are kernels of our own, also at sizes that fill several of their blocks, and with large and tiny inputs.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { checkCase } from '../op-check';
import { BUILDERS, type Sizes } from '../op-cases';
import { onEveryBackend } from '../testing';

// float32 sums of some tens of terms of order 1: a few ulps (6e-8) each, times the depth of attention's backward pass
const TOLERANCE = 2e-5;

/** Heads of four. */
const STANDARD: Sizes = { B: 2, T: 5, D: 8, O: 6, V: 7, H: 2 };

const sizes = fc
  .record({
    B: fc.integer({ min: 1, max: 3 }),
    T: fc.integer({ min: 1, max: 9 }),
    half: fc.integer({ min: 1, max: 3 }),
    O: fc.integer({ min: 1, max: 9 }),
    V: fc.integer({ min: 1, max: 9 }),
    H: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(),
  })
  .map(({ half, ...rest }) => ({ ...rest, D: 2 * half * rest.H }));

/** Widths of heads that kernels take four numbers at a time, and others; lengths around and past a block. */
const largerSizes = fc
  .record({
    B: fc.integer({ min: 1, max: 2 }),
    T: fc.integer({ min: 60, max: 140 }),
    d: fc.constantFrom(8, 16, 6),
    O: fc.integer({ min: 1, max: 150 }),
    V: fc.integer({ min: 1, max: 300 }),
    H: fc.integer({ min: 1, max: 2 }),
    scale: fc.constantFrom(1e-3, 1, 5),
    seed: fc.nat(),
  })
  .map(({ d, ...rest }) => ({ ...rest, D: d * rest.H }));

const named = BUILDERS.map(
  (build) => [build({ B: 1, T: 1, D: 2, O: 1, V: 1, H: 1 }, createRng(0)).name, build] as const,
);

onEveryBackend('ops', (backend) => {
  it.each(named)('%s agrees with its twin at the standard sizes', async (_name, build) => {
    const rng = createRng(1);
    const { maxError, worst } = await checkCase(build(STANDARD, rng), rng);
    expect(maxError, worst).toBeLessThan(TOLERANCE);
  });

  it.each(named)('%s agrees with its twin at random sizes', async (_name, build) => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({ seed, ...chosen }) => {
        const rng = createRng(seed);
        const { maxError, worst } = await checkCase(build(chosen, rng), rng);
        expect(maxError, worst).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 8 },
    );
  });

  const fused = backend === 'fused' || backend === 'webgpu';
  it.runIf(fused).each(named)('%s agrees with its twin at larger sizes', async (_name, build) => {
    await fc.assert(
      fc.asyncProperty(largerSizes, async ({ seed, ...chosen }) => {
        const rng = createRng(seed);
        const { maxError, worst } = await checkCase(build(chosen, rng), rng, 'along');
        // a score is a product of two inputs and an exponent: its rounding is the result's relative error
        expect(maxError, worst).toBeLessThan(TOLERANCE * Math.max(2, chosen.scale ** 2));
      }),
      { numRuns: 3 },
    );
  });
});
