// A matrix in whole numbers of 8 or 4 bits, a scale a row, and the weights of models that may have such. How numbers become
// whole ones is transforms/quantise.ts; decoders read them as they are, everything else through floatWeights().

import type { StoredTensor } from './safetensors';

/** W [O, I]: row r is scales[r] times its codes. */
export interface QuantisedTensor {
  shape: readonly number[];
  bits: 8 | 4;
  /** Of 8 bits a signed byte each; of 4 a byte holds an even column below and the odd one after it above, each plus 8. */
  codes: Uint8Array<ArrayBuffer>;
  /** [O] */
  scales: Float32Array<ArrayBuffer>;
}

export type Weight = StoredTensor | QuantisedTensor;
export type Weights = Readonly<Record<string, Weight>>;

export const isQuantised = (weight: Weight): weight is QuantisedTensor => 'codes' in weight;

/** Numbers that a weight stores. */
export const storedNumbers = (weight: Weight): number =>
  isQuantised(weight) ? (weight.codes.length * 8) / weight.bits : weight.data.length;

/** Row r as numbers, [I]. @param row where they go. */
export function rowOf(
  { shape, bits, codes, scales }: QuantisedTensor,
  r: number,
  row: Float32Array = new Float32Array(shape[1]!),
): Float32Array {
  const scale = scales[r]!;
  let at = (r * row.length * bits) / 8;
  if (bits === 8) for (let i = 0; i < row.length; i++) row[i] = scale * ((codes[at++]! << 24) >> 24);
  else {
    for (let i = 0; i < row.length; i += 2) {
      const pair = codes[at++]!;
      row[i] = scale * ((pair & 15) - 8);
      row[i + 1] = scale * ((pair >> 4) - 8);
    }
  }
  return row;
}

function toFloat(tensor: QuantisedTensor): StoredTensor {
  const [rows, columns] = tensor.shape as [number, number];
  const data = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) data.set(rowOf(tensor, r), r * columns);
  return { shape: tensor.shape, data };
}

/** All weights as numbers: for tensors, and for forms that have no other. */
export const floatWeights = (weights: Weights): Record<string, StoredTensor> =>
  Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [name, isQuantised(weight) ? toFloat(weight) : weight]),
  );

/** Of storage, without names and shapes. */
export const bytesOf = (weights: Weights): number =>
  Object.values(weights).reduce(
    (sum, weight) =>
      sum + (isQuantised(weight) ? weight.codes.length + 4 * weight.scales.length : 4 * weight.data.length),
    0,
  );
