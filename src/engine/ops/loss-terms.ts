// What both losses are made of: log-softmax that survives any logits, and means over the rows that count. Without gradients;
// the losses have analytic ones. N rows, V classes.

import {
  cast,
  clipByValue,
  div,
  equal,
  exp,
  greater,
  log,
  max,
  maximum,
  mul,
  range,
  reshape,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { constant } from '../constants';

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

/** labels int32 [N] -> [N, V], 1 at the label. TensorFlow.js's oneHot refuses a single class. */
export function labelMatrix(labels: Tensor, V: number): Tensor {
  const classes = constant(`classes ${V}`, () => range(0, V, 1, 'int32')); // [V]
  return cast(equal(reshape(labels, [-1, 1]), classes), 'float32');
}

/** Σ_n weights_n · Σ_v a·b -> scalar */
export const weightedSum = (weights: Tensor, a: Tensor, b: Tensor): Tensor =>
  sum(mul(weights, sum(mul(a, b), -1, true)));
