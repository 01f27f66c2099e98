// A model in fewer bits: every matrix in whole numbers of 8 or 4 bits with a scale a row, symmetric about zero; gains and shares
// stay as they are. A row's scale is the one with the least squared error among some below the one that cuts nothing off: of 4
// bits a few outliers cost less than a coarse grid (as in HQQ and llama.cpp). No data is looked at; for what is lost at 4 bits
// a student can heal (tasks/).

import type { ModelBundle } from '../bundle';
import { isQuantised, type QuantisedTensor, type Weights } from '../quantised';
import type { StoredTensor } from '../safetensors';

/** Of the scale that cuts nothing off. */
const SHARES = { 8: [1], 4: Array.from({ length: 13 }, (_, i) => 1 - i / 24) } as const;

/** Largest whole number of a width. */
export const topCode = (bits: 8 | 4): number => 2 ** (bits - 1) - 1;

/** The scale by which a row loses least; 0 for a row of zeros. */
export function scaleOf(row: Float32Array, bits: 8 | 4): number {
  const top = topCode(bits);
  const whole = row.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / top;
  let [best, least] = [whole, Infinity];
  if (whole === 0) return 0;
  for (const share of SHARES[bits]) {
    const scale = Math.fround(whole * share);
    let error = 0;
    for (const x of row) error += (x - scale * codeOf(x, scale, top)) ** 2;
    if (error < least) [best, least] = [scale, error];
  }
  return best;
}

function codeOf(x: number, scale: number, top: number): number {
  return scale === 0 ? 0 : Math.max(-top, Math.min(top, Math.round(x / scale)));
}

/** An odd width keeps 8 bits, whatever is asked: two columns are one byte. */
export const bitsOf = ({ shape }: Pick<StoredTensor, 'shape'>, asked: 8 | 4): 8 | 4 =>
  shape[1]! % 2 === 0 ? asked : 8;

/** The scales of a matrix [O, I], [O]. */
export function scalesOf(tensor: StoredTensor, asked: 8 | 4): Float32Array<ArrayBuffer> {
  const [rows, columns] = tensor.shape as [number, number];
  const bits = bitsOf(tensor, asked);
  return Float32Array.from({ length: rows }, (_, r) =>
    scaleOf(tensor.data.subarray(r * columns, (r + 1) * columns), bits),
  );
}

/** A matrix [O, I] in whole numbers. @param scales [O], where they are known already. */
export function quantiseMatrix(
  tensor: StoredTensor,
  asked: 8 | 4,
  scales = scalesOf(tensor, asked),
): QuantisedTensor {
  const { shape, data } = tensor;
  const [rows, columns] = shape as [number, number];
  const bits = bitsOf(tensor, asked);
  const top = topCode(bits);
  const codes = new Uint8Array((rows * columns * bits) / 8);
  for (let r = 0; r < rows; r++) {
    const row = data.subarray(r * columns, (r + 1) * columns);
    const scale = scales[r]!;
    for (let i = 0; i < columns; i++) {
      const code = codeOf(row[i]!, scale, top);
      const at = r * columns + i;
      if (bits === 8) codes[at] = code;
      else codes[at >> 1]! |= (code + 8) << (4 * (i % 2));
    }
  }
  return { shape, bits, codes, scales };
}

/** All matrices in whole numbers; what is in them already stays. */
export const quantiseWeights = (weights: Weights, bits: 8 | 4): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [
      name,
      isQuantised(weight) || weight.shape.length !== 2 ? weight : quantiseMatrix(weight, bits),
    ]),
  );

/** The same model in fewer bits. */
export const quantise = (bundle: ModelBundle, bits: 8 | 4): ModelBundle => ({
  ...bundle,
  weights: quantiseWeights(bundle.weights, bits),
});
