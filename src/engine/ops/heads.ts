// Between the layout of the projections, [B, T, D], and that of attention, a head at a time, [B, H, T, d]. D = H·d.

import { reshape, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { matchShapes, requireShape } from './shapes';

/** [B, T, D] -> [B, H, T, d]; without a gradient. */
export function split(x: Tensor, H: number): Tensor {
  const [B, T, D] = x.shape as [number, number, number];
  return transpose(reshape(x, [B, T, H, D / H]), [0, 2, 1, 3]);
}

/** [B, H, T, d] -> [B, T, D]; without a gradient. */
export function merge(x: Tensor): Tensor {
  const [B, H, T, d] = x.shape as [number, number, number, number];
  return reshape(transpose(x, [0, 2, 1, 3]), [B, T, H * d]);
}

/** x [B, T, D] -> [B, H, T, d]; differentiable by x. */
export function splitHeads(x: Tensor, heads: number): Tensor {
  const { D } = matchShapes<'D'>('splitHeads', { x: [x, 'B T D'] });
  requireShape(D % heads === 0, `splitHeads: width ${D} does not split into ${heads} heads.`);
  return differentiable([x], () => ({ value: split(x, heads), saved: {}, backward: (dy) => [merge(dy)] }));
}
