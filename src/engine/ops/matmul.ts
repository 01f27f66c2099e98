// Matrix products without gradients, from which the ops build theirs. On WASM only the product of two plain matrices is
// fast (XNNPACK); a transposed operand takes a scalar path, so it is transposed first.

import { getBackend, matMul, ones, reshape, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { constant } from '../constants';

/** a [M, K] · b [K, N] -> [M, N]; a flag says that the operand comes as its transpose. */
export function multiply(a: Tensor, b: Tensor, transposedA = false, transposedB = false): Tensor {
  if (getBackend() !== 'wasm') return matMul(a, b, transposedA, transposedB);
  return matMul(transposedA ? transpose(a) : a, transposedB ? transpose(b) : b);
}

/** Sum over the rows of x [N, D] -> [D]; as a product, since a sum over the first axis would transpose x. */
export function sumRows(x: Tensor): Tensor {
  const [n, d] = x.shape as [number, number];
  return reshape(
    matMul(
      constant(`ones ${n}`, () => ones([1, n])),
      x,
    ),
    [d],
  );
}
