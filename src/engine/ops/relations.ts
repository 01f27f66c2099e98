// What MiniLM compares (Wang et al. 2021, arXiv 2012.15828): queries, keys or values split anew into relation heads, and the scaled
// products of each position's with each other's, R = X·Xᵀ/√d; and the mean of attention maps over their heads.
// B rows, H heads, A relation heads, T positions, d width of a head.

import {
  add,
  concat,
  expandDims,
  linalg,
  matMul,
  mean,
  mul,
  ones,
  reshape,
  sub,
  type Tensor,
  type Tensor2D,
  transpose,
} from '@tensorflow/tfjs-core';
import { constant } from '../constants';
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

/** x [B, 1, T, T] -> [B, H, T, T]. Not tile(), which takes twenty times as long on WASM. */
const repeated = (x: Tensor, H: number): Tensor => (H === 1 ? x : concat(new Array<Tensor>(H).fill(x), 1));

/** Maps [B, H, T, T] -> [B, 1, T, T], the mean over the heads; differentiable by the maps. */
export function meanOverHeads(maps: Tensor): Tensor {
  const { H } = matchShapes<'H'>('meanOverHeads', { maps: [maps, 'B H T T'] });
  return differentiable([maps], () => ({
    value: expandDims(mean(maps, 1), 1),
    saved: {},
    backward: (dy) => [repeated(mul(dy, 1 / H), H)],
  }));
}

/** Added to relations that do not count: their exponentials are 0. */
const HIDDEN = 1e9;

export interface RelationSizes {
  /** B */
  rows: number;
  /** A */
  heads: number;
  /** T */
  length: number;
  /** [B, T], 1 where there is a word; null: positions are related to themselves and those before them. */
  words: Tensor | null;
}

/** What hides relations: 0, or very low where a position is not related to another, of the size of a block of rows or broadcasting to it. */
export interface RelationBias {
  bias: Tensor;
  /** Of how many blocks the rows are. */
  blocks: number;
}

/** Of rows [B·A·T, T]; never at their size, for what repeats numbers is slow on WASM. */
export function relationBias({ rows: B, heads: A, length: T, words }: RelationSizes): RelationBias {
  const low = (seen: Tensor): Tensor => mul(sub(seen, 1), HIDDEN);
  if (words) return { bias: low(reshape(words, [B, 1, T])), blocks: B };
  const triangle = constant(`relations ${T}`, () => low(linalg.bandPart(ones([T, T]) as Tensor2D, -1, 0))); // [T, T]
  return { bias: reshape(triangle, [1, T, T]), blocks: B * A };
}
