// How far the student's rows are from the teacher's: factor·Σ w·‖x − y‖² / Σ w, the rows of weight 0 left out. One kernel where the
// backend has it, else rowLoss(). N rows, D numbers of each.

import { clone, div, maximum, mul, sum, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { squaredDistances } from './feature-rows';
import { rowLoss } from './row-loss';
import { matchShapes } from './shapes';

/** x, y [N, D], weights [N], not below 0 -> scalar, differentiable by x. Throws RetortError('shape'). */
export function squaredLoss(x: Tensor, y: Tensor, weights: Tensor, factor: number): Tensor {
  matchShapes('squaredLoss', { x: [x, 'N D'], y: [y, 'N D'], weights: [weights, 'N'] });
  const shares = () => mul(weights, div(factor, maximum(sum(weights), 1e-30))); // [N]
  const [value, slope] = runFused(FUSED.squaredLoss, { x, y, shares: shares() }) ?? [];
  if (!value || !slope) return rowLoss(x, weights, squaredDistances(y, factor));
  return differentiable([x], () => ({
    value: clone(value),
    saved: { slope }, // [N, D]
    backward: (dy, { slope }) => [mul(slope, dy)],
  }));
}
