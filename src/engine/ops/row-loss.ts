// Any loss on logits, as the weighted mean of what each row contributes: an objective gives a row's value and its slope by that
// row's logits, and needs no op and no backward pass of its own. Slower than distillationLoss, which has kernels; the two agree.
//   L = Σ_n w_n·value_n / Σ_n w_n     ∂L/∂z_nv = w_n·slope_nv / Σ_n w_n
// N rows, V classes.

import {
  add,
  div,
  greater,
  maximum,
  mul,
  reshape,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { matchShapes } from './shapes';

/** What each row adds to a loss, and how that changes with the row's logits. */
export interface RowTerms {
  value: Tensor; // [N]
  /** ∂value_n/∂logits_nv */
  slope: Tensor; // [N, V]
}

/** Computed with arithmetic (../arithmetic.ts), without gradients; called once, inside a tidy(). */
export type ValueAndSlope = (logits: Tensor) => RowTerms;

/** Smaller sums of weights count as this, so that an empty mean is 0. */
const LEAST = 1e-30;

/** weights [N] as parts of their sum, [N]. */
export const rowShares = (weights: Tensor): Tensor => div(weights, maximum(sum(weights), LEAST));

/**
 * logits [N, V], weights [N], not below 0 -> scalar, differentiable by the logits alone. Rows of weight 0 do not count, whatever
 * stands in them; without any that count, loss and gradient are 0. Throws RetortError('shape').
 */
export function rowLoss(logits: Tensor, weights: Tensor, valueAndSlope: ValueAndSlope): Tensor {
  matchShapes('rowLoss', { logits: [logits, 'N V'], weights: [weights, 'N'] });
  return differentiable([logits], () => {
    const { value, slope } = valueAndSlope(logits);
    matchShapes('rowLoss', { logits: [logits, 'N V'], value: [value, 'N'], slope: [slope, 'N V'] });
    const shares = reshape(rowShares(weights), [-1, 1]); // [N, 1]
    // chosen, not multiplied by 0: a row that does not count may hold anything
    const shared = (x: Tensor) => {
      const none = zerosLike(x); // x [N, ·]
      // of x's size by a sum: what broadcasts a condition is slow on WASM
      return where(greater(add(none, shares), 0), mul(x, shares), none);
    };
    return {
      value: sum(shared(reshape(value, [-1, 1]))),
      saved: { slope: shared(slope) }, // [N, V]
      backward: (dy, { slope }) => [mul(slope, dy)],
    };
  });
}
