// A scalar of a tensor that brings its own slope, worked out on the way forward: for losses on all rows together, as rowLoss() is for
// those by the row.

import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { sameShape } from './shapes';

export interface ValueWithSlope {
  /** A scalar. */
  value: Tensor;
  /** ∂value/∂x, of x's shape. */
  slope: Tensor;
}

/** Computed with arithmetic (../arithmetic.ts), without gradients. Throws RetortError('shape'). */
export function ownSlope(x: Tensor, valueAndSlope: () => ValueWithSlope): Tensor {
  return differentiable([x], () => {
    const { value, slope } = valueAndSlope();
    sameShape('ownSlope', { x, slope });
    return { value, saved: { slope }, backward: (dy, { slope }) => [mul(slope, dy)] };
  });
}
