import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { KernelMemory } from '../kernel-memory';
import { simdBuildsHere } from '../testing';

/** x [N, I]·Wᵀ in float64, x as the kernel rounds it: its largest number becomes `most`. */
function oracle(x: Float32Array, codes: number[][], scales: Float32Array, most: number): number[][] {
  const inputs = codes[0]!.length;
  return Array.from({ length: x.length / inputs }, (_, n) => {
    const row = x.subarray(n * inputs, (n + 1) * inputs);
    const top = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const level = top > 0 ? Math.fround(most / top) : 0;
    const whole = [...row].map((value) => {
      const [scaled, below] = [Math.fround(value * level), Math.floor(Math.fround(value * level))];
      const half = scaled - below === 0.5; // ties to even, as WebAssembly's nearest
      return half ? below + (below % 2 === 0 ? 0 : 1) : Math.round(scaled);
    });
    return codes.map((of, o) => of.reduce((sum, c, i) => sum + c * whole[i]!, 0) * scales[o]! * (top / most));
  });
}

const cases = fc.record({
  inputs: fc.integer({ min: 1, max: 70 }),
  outputs: fc.integer({ min: 1, max: 21 }),
  rows: fc.integer({ min: 1, max: 7 }),
  seed: fc.integer(),
  add: fc.constantFrom(0 as const, 1 as const),
});

describe.each(simdBuildsHere())('products with whole numbers, %s build', (build) => {
  it.each([8, 4] as const)('of %i bits equal a float64 twin', async (bits) => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ inputs: asked, outputs, rows, seed, add }) => {
        const inputs = bits === 4 ? 2 * Math.ceil(asked / 2) : asked;
        const rng = createRng(seed);
        const top = bits === 8 ? 127 : 7;
        const codes = Array.from({ length: outputs }, () =>
          Array.from({ length: inputs }, () => rng.int(2 * top + 1) - top),
        );
        const scales = Float32Array.from({ length: outputs }, () => rng.next());
        const x = Float32Array.from({ length: rows * inputs }, () => 3 * rng.normal());
        const before = Float32Array.from({ length: rows * outputs }, () => rng.normal());

        const memory = await KernelMemory.start(build);
        const { kernels } = memory;
        const stride = kernels.quantisedStride(inputs, bits);
        const padded = Math.ceil(outputs / 4) * 4;
        const [w, ofRows] = [memory.take(padded * stride), memory.take(4 * padded)];
        const scratch = memory.take(kernels.quantisedScratch(inputs, rows));
        const [from, to] = [memory.keep(x), memory.keep(before)];
        memory.floats(ofRows, outputs).set(scales);
        const bytes = memory.bytes(w, padded * stride);
        for (const [o, row] of codes.entries())
          for (const [i, code] of row.entries()) {
            if (bits === 8) bytes[o * stride + i] = code;
            else bytes[o * stride + (i >> 1)]! |= (code + 8) << (4 * (i % 2));
          }
        kernels.projectQuantised(from, w, ofRows, to, inputs, outputs, rows, bits, add, scratch);

        const most = Math.min(32767, Math.floor(0x7fffffff / ((bits === 8 ? 127 : 15) * inputs)));
        const expected = oracle(x, codes, scales, most).flat();
        const sum = memory.floats(to, rows * outputs);
        for (const [i, value] of expected.entries()) {
          const whole = value + (add ? before[i]! : 0);
          // the sums are exact; three roundings of float32 follow, of numbers of this size
          expect(Math.abs(sum[i]! - whole)).toBeLessThanOrEqual(
            4e-7 * (Math.abs(value) + Math.abs(whole)) + 1e-30,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never overflow, however long and large the rows', async () => {
    const memory = await KernelMemory.start(build);
    const { kernels } = memory;
    for (const [bits, code, value] of [
      [8, 127, 127],
      [4, 0xff, 7],
    ] as const) {
      const inputs = 4096;
      const stride = kernels.quantisedStride(inputs, bits);
      const w = memory.take(4 * stride);
      memory.bytes(w, 4 * stride).fill(code);
      const scales = memory.keep(new Float32Array(4).fill(1));
      const x = memory.keep(new Float32Array(inputs).fill(1e20));
      const [y, scratch] = [memory.take(16), memory.take(kernels.quantisedScratch(inputs, 1))];
      kernels.projectQuantised(x, w, scales, y, inputs, 4, 1, bits, 0, scratch);
      for (const sum of memory.floats(y, 4)) expect(sum / (1e20 * value * inputs)).toBeCloseTo(1, 5);
    }
  });
});
