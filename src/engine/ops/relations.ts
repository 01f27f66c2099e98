// What MiniLM compares (Wang et al. 2021, arXiv 2012.15828): queries, keys or values split anew into relation heads, and the scaled
// products of each position's with each other's, R = X·Xᵀ/√d; and the mean of attention maps over their heads.
// B rows, H heads, A relation heads, T positions, d width of a head.

import { add, expandDims, matMul, mean, mul, tile, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { merge, split } from './heads';
import { matchShapes, requireShape } from './shapes';

/** x [B, H, T, d] -> [B, A, T, H·d/A]. Throws RetortError('shape') where the width does not split. */
export function resplitHeads(x: Tensor, heads: number): Tensor {
  const { H, d } = matchShapes<'H' | 'd'>('resplitHeads', { x: [x, 'B H T d'] });
  requireShape((H * d) % heads === 0, `resplitHeads: width ${H * d} does not split into ${heads} heads.`);
  return differentiable([x], () => ({
    value: split(merge(x), heads),
    saved: {},
    backward: (dy) => [split(merge(dy), H)],
  }));
}

/** x [B, A, T, d] -> X·Xᵀ/√d [B, A, T, T]; differentiable by x. */
export function selfProducts(x: Tensor): Tensor {
  const { d } = matchShapes<'d'>('selfProducts', { x: [x, 'B A T d'] });
  const scale = 1 / Math.sqrt(d);
  return differentiable([x], () => ({
    value: mul(matMul(x, x, false, true), scale),
    saved: { x },
    backward: (dy, { x }) => [mul(matMul(add(dy, transpose(dy, [0, 1, 3, 2])), x), scale)],
  }));
}

/** Maps [B, H, T, T] -> [B, 1, T, T], the mean over the heads; differentiable by the maps. */
export function meanOverHeads(maps: Tensor): Tensor {
  const { H } = matchShapes<'H'>('meanOverHeads', { maps: [maps, 'B H T T'] });
  return differentiable([maps], () => ({
    value: expandDims(mean(maps, 1), 1),
    saved: {},
    backward: (dy) => [mul(tile(dy, [1, H, 1, 1]), 1 / H)],
  }));
}
