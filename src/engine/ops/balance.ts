// A part of a loss scaled to the size of another (METHODS row 19): the factor is what it takes and carries no gradient, so that the
// part keeps its direction and gets the other's weight.
//   value = factor·x, factor = target/x where x is above 0, else 1     ∂value/∂x = factor

import { div, greater, mul, onesLike, type Tensor, where } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';

/** x and target scalars, neither below 0; differentiable by x alone. */
export function balancedTo(x: Tensor, target: Tensor): Tensor {
  return differentiable([x], () => {
    const one = onesLike(x);
    const isAbove = greater(x, 0);
    const factor = where(isAbove, div(target, where(isAbove, x, one)), one);
    return { value: mul(x, factor), saved: { factor }, backward: (dy, { factor }) => [mul(dy, factor)] };
  });
}
