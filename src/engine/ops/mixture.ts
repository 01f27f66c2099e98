// Several teachers as one (METHODS row 14), without gradients: how much each counts on each row, and the logits of the mixture.
//   mean of logits         z = 1/K Σ z_k
//   mean of probabilities  softmax(z/T) = Σ w_k softmax(z_k/T): to come near it is to come near each, weighed by w_k,
//                          for Σ w_k KL(p_k‖q) is KL(Σ w_k p_k‖q) and a constant
//   w by entropy           w_k = (1 − H_k/Σ H)/(K − 1)
//   w by confidence        w_k = (1 − softmax_k(CE_k))/(K − 1) where the right answer is known
// H and CE are taken at T = 1, as in CA-MKD (Zhang et al. 2022, arXiv 2201.00007, helper/loops.py), so that moving T moves no weight.
// N rows, V classes, K ≥ 2 teachers.

import {
  add,
  cast,
  concat,
  div,
  equal,
  exp,
  expandDims,
  fill,
  greater,
  lessEqual,
  log,
  maximum,
  min,
  mul,
  neg,
  reshape,
  slice,
  softmax,
  sub,
  sum,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { oneHotRows, rowWeights, softmaxes, weightedSum } from './loss-terms';

/** A weight of 0 is this in a logarithm: far below what float32 can add to a probability. */
const NOTHING = 1e-30;
/** Teachers who together are less unsure than this are all certain. */
const CERTAIN = 1e-9;

const columns = (parts: readonly Tensor[]): Tensor => concat([...parts], -1); // K × [N, 1] -> [N, K]
const column = (of: Tensor, k: number): Tensor => slice(of, [0, k], [-1, 1]); // [N, 1]

/** The same for all. */
export const equalWeights = (logits: readonly Tensor[]): Tensor =>
  fill([logits[0]!.shape[0]!, logits.length], 1 / logits.length); // [N, K]

/** How unsure each is, in nats at T = 1, [N, K]. */
function entropies(logits: readonly Tensor[]): Tensor {
  return columns(
    logits.map((z) => {
      const { probabilities, logProbabilities } = softmaxes(z, 1); // [N, V]
      return neg(sum(mul(probabilities, logProbabilities), -1, true)); // [N, 1]
    }),
  );
}

/** The surer one counts more; where all are certain, they count alike. [N, K] */
export function entropyWeights(logits: readonly Tensor[]): Tensor {
  const K = logits.length;
  const unsure = entropies(logits); // [N, K]
  const together = sum(unsure, -1, true); // [N, 1]
  const weights = div(sub(1, div(unsure, maximum(together, CERTAIN))), K - 1); // [N, K]
  return where(lessEqual(together, CERTAIN), equalWeights(logits), weights);
}

/** The one nearer to the right answer counts more; by entropy where there is none. @param mask [N], above 0 where there is one. */
export function confidenceWeights(logits: readonly Tensor[], labels: Tensor, mask: Tensor): Tensor {
  const K = logits.length;
  const right = oneHotRows(labels, logits[0]!.shape[1]!); // [N, V]
  const off = columns(logits.map((z) => neg(sum(mul(right, softmaxes(z, 1).logProbabilities), -1, true)))); // CE [N, K]
  const weights = div(sub(1, softmax(off)), K - 1); // [N, K]
  return where(expandDims(greater(mask, 0), -1), weights, entropyWeights(logits));
}

/** All to the row's specialists, alike; to the least unsure where it has none. @param experts [N, K], 1 for a specialist of the row. */
export function routerWeights(logits: readonly Tensor[], experts: Tensor): Tensor {
  const unsure = entropies(logits); // [N, K]
  const surest = cast(equal(unsure, min(unsure, -1, true)), 'float32'); // [N, K]
  const chosen = where(greater(sum(experts, -1, true), 0), experts, surest); // [N, K]
  return div(chosen, maximum(sum(chosen, -1, true), 1));
}

/** 1/K Σ z_k */
export const meanLogits = (logits: readonly Tensor[]): Tensor =>
  div(
    logits.reduce((total, z) => add(total, z)),
    logits.length,
  ); // [N, V]

/** Logits whose softmax at T is Σ w_k softmax(z_k/T). @param weights [N, K], a row's sum 1. */
export function mixProbabilities(logits: readonly Tensor[], weights: Tensor, temperature: number): Tensor {
  const shares = log(maximum(weights, NOTHING)); // [N, K]
  const parts = logits.map((z, k) => add(softmaxes(z, temperature).logProbabilities, column(shares, k))); // K × [N, V]
  const top = parts.reduce((a, b) => maximum(a, b)); // [N, V]
  const together = parts.map((part) => exp(sub(part, top))).reduce((a, b) => add(a, b)); // [N, V]
  return mul(add(top, log(together)), temperature);
}

/**
 * What part of the pull on the student each teacher has: w_k KL(p_k‖q) summed over the rows of the mask, of what all have together,
 * K scalars. All 0 where the student gives every teacher's answer.
 * @param temperatures of the teachers and of the student.
 */
export function sharesOfPull(
  logits: readonly Tensor[],
  weights: Tensor,
  student: Tensor,
  mask: Tensor,
  temperatures: { teacher: number; student: number },
): Tensor[] {
  const rows = rowWeights(mask); // [N, 1]
  const q = softmaxes(student, temperatures.student); // [N, V]
  const pulls = logits.map((z, k) => {
    const p = softmaxes(z, temperatures.teacher); // [N, V]
    const off = sub(p.logProbabilities, q.logProbabilities); // [N, V]
    return weightedSum(mul(rows, column(weights, k)), p.probabilities, off);
  });
  const together = maximum(
    pulls.reduce((total, pull) => add(total, pull)),
    NOTHING,
  );
  return pulls.map((pull) => reshape(div(pull, together), []));
}
