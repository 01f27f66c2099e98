// How far the student's relations within a layer are from the teacher's (MiniLM v2: Wang et al. 2021, arXiv 2012.15828), of queries, keys
// or values: Σ w·KL(softmax R_T ‖ softmax R_S) / (A·Σ w), R = X·Xᵀ/√d of each relation head. One kernel where the backend has it, which
// writes no [T, T] tensor; else composed of relations.ts.
// K rows, H heads, A relation heads, T positions, d width of a head.

import { clone, div, maximum, mul, sum, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { hiddenDivergences } from './feature-rows';
import { relationBias, resplitHeads, selfProducts } from './relations';
import { rowLoss } from './row-loss';
import { repeatRows, reshape } from './shape-ops';
import { matchShapes, requireShape } from './shapes';

export interface RelationPlaces {
  /** A */
  heads: number;
  /** [K, T], above 0 where a place counts. */
  weights: Tensor;
  /** [K, T], 1 where there is a word; null: positions are related to themselves and those before them. */
  words: Tensor | null;
}

/** mine [K, H, T, d], theirs [K, H', T, d'] -> scalar, differentiable by mine. Throws RetortError('shape') where a width does not split. */
export function relationLoss(mine: Tensor, theirs: Tensor, places: RelationPlaces): Tensor {
  const { heads, weights, words } = places;
  const { K, T, H, d, I, e } = matchShapes<'K' | 'T' | 'H' | 'd' | 'I' | 'e'>('relationLoss', {
    mine: [mine, 'K H T d'],
    theirs: [theirs, 'K I T e'],
    weights: [weights, 'K T'],
    ...(words && { words: [words, 'K T'] as const }),
  });
  for (const width of [H * d, I * e])
    requireShape(width % heads === 0, `relationLoss: width ${width} does not split into ${heads} heads.`);
  const shares = div(weights, mul(maximum(sum(weights), 1e-30), heads)); // [K, T]
  const inputs = { mine, theirs, shares, words: words ?? undefined };
  const [value, slope] = runFused(FUSED.relationLoss, inputs, { heads }) ?? [];
  if (value && slope) {
    return differentiable([mine], () => ({
      value: clone(value),
      saved: { slope },
      backward: (dy, { slope }) => [mul(slope, dy)],
    }));
  }
  const related = (x: Tensor): Tensor => reshape(selfProducts(resplitHeads(x, heads)), [-1, T]); // [K·A·T, T]
  const bias = relationBias({ rows: K, heads, length: T, words });
  return rowLoss(related(mine), repeatRows(weights, heads), hiddenDivergences(related(theirs), bias));
}
