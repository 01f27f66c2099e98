// The matrix products of each way against their twin: GPUs in software, plain tiles, and tiles with subgroups.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../../lib/rng';
import { checkCase } from '../../op-check';
import { hasSubgroups } from '../../backends/webgpu-device';
import { BUILDERS } from '../../op-cases';
import { hasWebGpu, useBackend } from '../../testing';
import { switchOffFused } from '../fused';
import { registerWebGpuKernels } from './register';

const [linear] = BUILDERS;

for (const way of ['direct', 'tiles', 'subgroups'] as const) {
  describe.skipIf(!hasWebGpu)(`matrix products by ${way} on webgpu`, () => {
    beforeAll(async () => {
      await useBackend('webgpu');
      switchOffFused('webgpu');
      registerWebGpuKernels(way);
    });

    it('agree with their twin where there are tiles enough for blocks of 8×8', async (ctx) => {
      if (way === 'subgroups' && !hasSubgroups((backend() as WebGPUBackend).device)) ctx.skip();
      const rng = createRng(1);
      const made = linear!({ B: 2, T: 512, D: 9, O: 512, V: 1, H: 1 }, rng);
      const { maxError, worst } = await checkCase(made, rng, 'along');
      // the weights' gradient sums 1024 terms of order 1
      expect(maxError, worst).toBeLessThan(1e-4);
    });

    it.for([
      ['small', 12],
      ['larger', 90],
    ] as const)('agree with their twin at %s sizes', async ([, max], ctx) => {
      if (way === 'subgroups' && !hasSubgroups((backend() as WebGPUBackend).device)) ctx.skip();
      const size = fc.integer({ min: 1, max });
      const sizes = fc.record({
        B: fc.integer({ min: 1, max: 3 }),
        T: size,
        D: size,
        O: size,
        seed: fc.nat(),
      });
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
}
