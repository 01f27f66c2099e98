// What both losses are made of: log-softmax that survives any logits, and means over the rows that count. Without gradients;
// the losses have analytic ones. N rows, V classes.

import {
  add,
  cast,
  clipByValue,
  div,
  greater,
  log,
  max,
  maximum,
  minimum,
  mul,
  oneHot,
  ones,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

/** Logits beyond this count as this: ∞ − ∞ and 0·∞ never arise, and squares of T up to 100 stay within float32. */
export const LARGEST = 1e30;

/** A mask [N] (rows above 0 count) as weights [N, 1] that sum to 1, or all 0 where no row counts: that mean is 0, not NaN. */
export function rowWeights(mask: Tensor): Tensor {
  const counted = cast(greater(mask, 0), 'float32'); // [N]
  return reshape(div(counted, maximum(sum(counted), 1)), [-1, 1]);
}

export interface Softmax {
  probabilities: Tensor; // [N, V]
  logProbabilities: Tensor; // [N, V]
}

/**
 * softmax(logits/temperature) and its logarithm, by the row. Infinite logits count as ±10³⁰; a row with NaN is NaN, so that
 * a loss that went wrong shows.
 */
export function softmaxes(logits: Tensor, temperature: number): Softmax {
  // clipByValue turns NaN into a number on WASM; minimum and maximum keep it where it comes first
  const top = minimum(maximum(max(logits, -1, true), -LARGEST), LARGEST); // [N, 1]
  const shifted = sub(clipByValue(logits, -LARGEST, LARGEST), top); // [N, V]
  const scaled = temperature === 1 ? shifted : mul(shifted, 1 / temperature); // [N, V]
  const probabilities = softmax(scaled); // [N, V]
  // the largest entry of scaled is 0, so that the largest probability is 1/Σe^scaled: no second pass of exponentials
  return { probabilities, logProbabilities: add(scaled, log(max(probabilities, -1, true))) };
}

/** labels int32 [N] -> [N, V], 1 at the label. */
export function oneHotRows(labels: Tensor, V: number): Tensor {
  // TensorFlow.js refuses a single class, where the answer is all ones, and its WASM kernel writes integers whatever the type
  return V === 1 ? ones([labels.size, 1]) : cast(oneHot(labels as Tensor1D, V), 'float32');
}

/** Σ_n weights_n · Σ_v a·b -> scalar */
export const weightedSum = (weights: Tensor, a: Tensor, b: Tensor): Tensor =>
  sum(mul(weights, sum(mul(a, b), -1, true)));
