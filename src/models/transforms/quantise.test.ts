import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { bytesOf, floatWeights, isQuantised } from '../quantised';
import { parseWeights, serialiseWeights } from '../quantised-safetensors';
import { parseSafetensors, serialiseSafetensors, type StoredTensor } from '../safetensors';
import { quantiseMatrix, quantiseWeights } from './quantise';

function matrix(rows: number, columns: number, seed = 1): StoredTensor {
  const rng = createRng(seed);
  return { shape: [rows, columns], data: Float32Array.from({ length: rows * columns }, () => rng.normal()) };
}

const matrices = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 40 }),
    seed: fc.integer(),
    bits: fc.constantFrom(8 as const, 4 as const),
  })
  .map(({ rows, columns, seed, bits }) => ({ given: matrix(rows, columns, seed), bits }));

/** Squared error of rounding to a grid of this scale, in float64. */
function errorOf(row: Float32Array, scale: number, top: number): number {
  return row.reduce((sum, x) => {
    const code = Math.max(-top, Math.min(top, Math.round(x / scale)));
    return sum + (x - code * scale) ** 2;
  }, 0);
}

describe('quantiseMatrix', () => {
  it('of 8 bits is off by half a step at most, of 4 never worse than cutting nothing off', () => {
    fc.assert(
      fc.property(matrices, ({ given, bits: asked }) => {
        const made = quantiseMatrix(given, asked);
        const columns = given.shape[1]!;
        expect(made.bits).toBe(columns % 2 === 0 ? asked : 8);
        const back = floatWeights({ w: made })['w']!;
        for (let r = 0; r < given.shape[0]!; r++) {
          const row = given.data.subarray(r * columns, (r + 1) * columns);
          const error = row.reduce((sum, x, i) => sum + (x - back.data[r * columns + i]!) ** 2, 0);
          const top = made.bits === 8 ? 127 : 7;
          const whole = Math.max(...row.map(Math.abs)) / top;
          // float32 of scale and product: 1e-6 of the largest
          if (made.bits === 8)
            for (const [i, x] of row.entries())
              expect(Math.abs(x - back.data[r * columns + i]!)).toBeLessThanOrEqual(whole * 0.50001 + 1e-9);
          expect(error).toBeLessThanOrEqual(errorOf(row, whole, top) * (1 + 1e-4) + 1e-10);
        }
      }),
    );
  });

  it('leaves zeros zeros, and what lies on its grid as it is', () => {
    const zeros = { shape: [2, 4], data: new Float32Array(8) };
    const grid = { shape: [1, 4], data: Float32Array.from([7, -3, 0, -7]).map((x) => x / 8) };
    for (const bits of [8, 4] as const)
      expect([...floatWeights({ w: quantiseMatrix(zeros, bits) })['w']!.data]).toEqual(new Array(8).fill(0));
    expect(floatWeights({ w: quantiseMatrix(grid, 4) })['w']!.data).toEqual(grid.data);
  });
});

describe('weights of few bits', () => {
  const weights = { norm: { shape: [64], data: new Float32Array(64).fill(1) }, w: matrix(32, 64) };

  it.each([
    [8, 0.28],
    [4, 0.16],
  ] as const)('of %i bits take a share of %f of the bytes, gains stay', (bits, share) => {
    const small = quantiseWeights(weights, bits);
    expect(small['norm']).toBe(weights.norm);
    expect(isQuantised(small['w']!)).toBe(true);
    expect(bytesOf(small) / bytesOf(weights)).toBeLessThan(share + 64 / (32 * 64));
    expect(quantiseWeights(small, 4)).toEqual(small);
  });

  it('are written and read bit for bit, floats among them', () => {
    fc.assert(
      fc.property(fc.array(matrices, { minLength: 1, maxLength: 4 }), (all) => {
        const mixed = Object.fromEntries([
          ...all.map(({ given, bits }, i) => [`m.${i}.weight`, quantiseMatrix(given, bits)]),
          ['norm', weights.norm],
        ]);
        expect(parseWeights(serialiseWeights(mixed))).toEqual(mixed);
      }),
    );
  });

  it('are refused without their scales, with others, and by whoever reads floats alone', () => {
    const small = quantiseWeights(weights, 8);
    const file = serialiseWeights(small);
    expect(() => parseSafetensors(file)).toThrow(/stored as I8/);
    const renamed = (from: string, to: string) => {
      const text = new TextDecoder('latin1').decode(file).replace(from, to);
      return Uint8Array.from(text, (char) => char.charCodeAt(0));
    };
    expect(() => parseWeights(renamed('"w.scales"', '"x.scales"'))).toThrow(/w is stored as I8/);
    expect(() => parseWeights(renamed('"shape":[32,64]', '"shape":[64,32]'))).toThrow(
      /scales of w have shape \[32\]/,
    );
    expect(parseWeights(serialiseSafetensors(weights, 'F32'))).toEqual(weights);
  });
});
