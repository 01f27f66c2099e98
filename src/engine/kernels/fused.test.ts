// Every fused kernel against the composition that it stands for, values and gradients, at sizes that cross the kernels' tiles
// and blocks (the float64 twins of ops.test.ts cost too much there), with small and large numbers. The composition runs on
// the CPU backend, and is itself checked against the twins.

import { grads, setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { BUILDERS, type OpCase } from '../op-cases';
import { dispose, read, tensor, type Values } from '../tensor';
import { switchOffWrongKernels } from '../kernel-check';
import { simdBuildsHere, useBackend } from '../testing';
import { hasFused } from './fused';
import { FUSED } from './names';

/**
 * Of the largest number of a tensor. Float32 sums of some hundreds of terms in another order, and softmaxes of scores up to a
 * few hundred, whose own rounding (3e-5) is a relative error of the probabilities.
 */
const TOLERANCE = 1e-4;

const sizes = fc
  .record({
    B: fc.integer({ min: 1, max: 6 }),
    T: fc.integer({ min: 1, max: 70 }),
    half: fc.integer({ min: 1, max: 9 }),
    O: fc.integer({ min: 1, max: 70 }),
    V: fc.integer({ min: 1, max: 90 }),
    H: fc.integer({ min: 1, max: 4 }),
    scale: fc.constantFrom(1e-3, 1, 5),
    seed: fc.nat(),
  })
  .map(({ half, ...rest }) => ({ ...rest, D: 2 * half * rest.H }));

/** The op's value, and the gradients of Σ r·op by its inputs, on a backend. */
async function run(backend: 'cpu' | 'wasm', { inputs, op }: OpCase, scale: number, seed: number) {
  await setBackend(backend);
  const outputs = tidy(() => {
    const tensors = inputs.map(({ shape, data }) =>
      tensor(
        Float32Array.from(data, (x) => scale * x),
        shape,
      ),
    );
    const value = op(tensors);
    const rng = createRng(seed);
    const r = tensor(
      Float32Array.from({ length: value.size }, () => rng.normal()),
      value.shape,
    );
    return [value, ...grads((...xs: Tensor[]) => op(xs))(tensors, r)];
  });
  const values: Values[] = await Promise.all(outputs.map(read));
  dispose(outputs);
  return values;
}

/** Largest difference, relative to the largest number and `floor`; NaN counts as infinitely wrong. */
function difference(got: Values, expected: Values, floor: number): number {
  if (got.length !== expected.length) return Infinity;
  let [worst, largest] = [0, 1e-30];
  for (const [i, x] of expected.entries()) {
    const off = Math.abs(got[i]! - x);
    worst = Number.isNaN(off) ? Infinity : Math.max(worst, off);
    largest = Math.max(largest, Math.abs(x));
  }
  return worst / (largest + floor);
}

const here = simdBuildsHere();

// browsers with relaxed SIMD take the one build, all others (Safari, older ones) the other
for (const build of ['plain', 'relaxed'] as const)
  describe.skipIf(!here.includes(build))(`fused WASM kernels, ${build} build`, () => {
    beforeAll(async () => {
      await useBackend('cpu');
      await useBackend('fused', build);
    });

    it('are all there', () => {
      expect(Object.values(FUSED).filter((kernel) => !hasFused(kernel))).toEqual([]);
    });

    it('pass the check of a backend that starts, the optimisers among them', async () => {
      await setBackend('wasm');
      expect(await switchOffWrongKernels()).toEqual([]);
    });

    it.each(
      BUILDERS.map(
        (build) => [build({ B: 1, T: 1, D: 2, O: 1, V: 1, H: 1 }, createRng(0)).name, build] as const,
      ),
    )('%s agrees with its composition', async (name, build) => {
      await fc.assert(
        fc.asyncProperty(sizes, async ({ seed, scale: drawn, ...chosen }) => {
          // a correlation of numbers that hardly vary has no digits left to compare
          const scale = name.startsWith('correlation') ? 1 : drawn;
          const made = build(chosen, createRng(seed));
          const expected = await run('cpu', made, scale, seed);
          const got = await run('wasm', made, scale, seed);
          // where a softmax is saturated, its gradient is a small difference of numbers as large as the inputs
          const floor = name.startsWith('attention') ? scale : 0;
          got.forEach((values, i) => {
            expect(
              difference(values, expected[i]!, floor),
              i === 0 ? 'value' : `gradient ${i - 1}`,
            ).toBeLessThan(TOLERANCE);
          });
        }),
        { numRuns: 12, examples: [[{ B: 6, T: 70, D: 24, O: 17, V: 77, H: 2, scale: 1, seed: 1 }]] },
      );
    });
  });
