// The mean over the positions that count, which makes one vector of a sentence, and the mask of those positions.
//   y_b = Σ_t w_bt·x_bt, w_bt = mask_bt / max(1, Σ_t mask_bt)     dx_bt = w_bt·dy_b
// As products of matrices, so that no backend sums over a middle axis. A row in which nothing counts gets 0.

import { cast, div, matMul, maximum, notEqual, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { matchShapes } from './shapes';

/** x [B, T, D], mask [B, T] of 0 and 1 -> [B, D]; differentiable by x. */
export function maskedMean(x: Tensor, mask: Tensor): Tensor {
  const { B, T, D } = matchShapes<'B' | 'T' | 'D'>('maskedMean', { x: [x, 'B T D'], mask: [mask, 'B T'] });
  return differentiable([x], () => {
    const weights = reshape(div(mask, maximum(sum(mask, -1, true), 1)), [B, 1, T]);
    return {
      value: reshape(matMul(weights, x), [B, D]),
      saved: { weights },
      backward: (dy, { weights }) => [matMul(reshape(weights, [B, T, 1]), reshape(dy, [B, 1, D]))], // [B, T, D]
    };
  });
}

/** ids int32 [B, T] -> float32 [B, T], 0 where a place is empty. */
export const presentTokens = (ids: Tensor, empty: number): Tensor => cast(notEqual(ids, empty), 'float32');
