// What both losses are made of: log-softmax that survives any logits, and means over the rows that count. Without gradients;
// the losses have analytic ones. N rows, V classes.

import {
  cast,
  clipByValue,
  div,
  exp,
  greater,
  log,
  max,
  maximum,
  mul,
  oneHot,
  reshape,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

/** Logits beyond this count as this: ∞ − ∞ and 0·∞ never arise, and squares of T up to 100 stay within float32. */
const LARGEST = 1e30;

/** A mask [N] (rows above 0 count) as weights [N, 1] that sum to 1, or all 0 where no row counts: that mean is 0, not NaN. */
export function rowWeights(mask: Tensor): Tensor {
  const counted = cast(greater(mask, 0), 'float32'); // [N]
  return reshape(div(counted, maximum(sum(counted), 1)), [-1, 1]);
}

export interface Softmax {
  probabilities: Tensor; // [N, V]
  logProbabilities: Tensor; // [N, V]
}

/** softmax(logits/temperature) and its logarithm, by the row. */
export function softmaxes(logits: Tensor, temperature: number): Softmax {
  const bounded = clipByValue(logits, -LARGEST, LARGEST); // [N, V]
  const scaled = temperature === 1 ? bounded : mul(bounded, 1 / temperature);
  const shifted = sub(scaled, max(scaled, -1, true)); // [N, V]
  const exponentials = exp(shifted); // [N, V]
  const total = sum(exponentials, -1, true); // [N, 1]
  return { probabilities: div(exponentials, total), logProbabilities: sub(shifted, log(total)) };
}

/** labels int32 [N] -> [N, V], 1 at the label. */
export const labelMatrix = (labels: Tensor, V: number): Tensor =>
  oneHot(labels as Tensor1D, V, 1, 0, 'float32');

/** Σ_n weights_n · Σ_v a·b -> scalar */
export const weightedSum = (weights: Tensor, a: Tensor, b: Tensor): Tensor =>
  sum(mul(weights, sum(mul(a, b), -1, true)));
