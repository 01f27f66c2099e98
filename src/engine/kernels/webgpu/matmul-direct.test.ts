// The matrix products of GPUs in software against their twin; those of real GPUs are checked with all other ops (ops.test.ts).

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../../lib/rng';
import { checkCase } from '../../backend-check';
import { BUILDERS } from '../../op-cases';
import { hasWebGpu, useBackend } from '../../testing';
import { switchOffFused } from '../fused';
import { registerWebGpuKernels } from './register';

const [linear] = BUILDERS;

describe.skipIf(!hasWebGpu)('matrix products in software on webgpu', () => {
  beforeAll(async () => {
    await useBackend('webgpu');
    switchOffFused('webgpu');
    registerWebGpuKernels({ software: true });
  });

  it.each([
    ['small', 12],
    ['larger', 90],
  ])('agree with their twin at %s sizes', async (_name, max) => {
    const size = fc.integer({ min: 1, max });
    const sizes = fc.record({ B: fc.integer({ min: 1, max: 3 }), T: size, D: size, O: size, seed: fc.nat() });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ seed, ...chosen }) => {
        const rng = createRng(seed);
        const { maxError, worst } = await checkCase(linear!({ ...chosen, V: 1, H: 1 }, rng), rng, 'along');
        // float32 sums of up to some hundreds of terms of order 1
        expect(maxError, worst).toBeLessThan(5e-5);
      }),
      { numRuns: 6 },
    );
  });
});
