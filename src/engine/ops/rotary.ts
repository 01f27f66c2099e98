// Rotary position embedding in Hugging Face's layout: dimension j turns with j + d/2 (Su et al. 2021, arXiv 2104.09864).
// rotate(x) = x·cos + (x·R)·sin, R the signed permutation that swaps the halves; as a product, it is one kernel, and so fast
// on every backend, where slices and concatenations are three.

import { add, matMul, mul, reshape, sub, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { constant } from '../constants';

export interface Rotation {
  cos: Tensor; // [T, d]
  sin: Tensor; // [T, d]
  swap: Tensor; // [d, d]
}

/** Tables for positions 0..T−1 and head width d (even), multiplied by `scale`; kept, so not to be disposed of. */
export function rotation(T: number, d: number, theta: number, scale: number): Rotation {
  const half = d / 2;
  const table = (f: (angle: number) => number) => () => {
    const values = Float32Array.from({ length: T * d }, (_, i) => {
      const position = Math.floor(i / d);
      const frequency = theta ** (-(i % half) / half);
      return scale * f(position * frequency);
    });
    return tensor2d(values, [T, d]);
  };
  const key = `${T} ${d} ${theta} ${scale}`;
  return {
    cos: constant(`cos ${key}`, table(Math.cos)),
    sin: constant(`sin ${key}`, table(Math.sin)),
    swap: constant(`swap ${d}`, () => {
      const matrix = new Float32Array(d * d);
      for (let j = 0; j < half; j++) {
        matrix[(j + half) * d + j] = -1;
        matrix[j * d + j + half] = 1;
      }
      return tensor2d(matrix, [d, d]);
    }),
  };
}

function swapped(x: Tensor, { swap }: Rotation): Tensor {
  const d = swap.shape[0]!;
  return reshape(matMul(reshape(x, [-1, d]), swap), x.shape); // [B, H, T, d]
}

/** x [B, H, T, d], each position turned by its angle. */
export const rotate = (x: Tensor, by: Rotation): Tensor => add(mul(x, by.cos), mul(swapped(x, by), by.sin));

/** The gradient of rotate: turns back. */
export const rotateBack = (dy: Tensor, by: Rotation): Tensor =>
  sub(mul(dy, by.cos), mul(swapped(dy, by), by.sin));
