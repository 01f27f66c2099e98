// How far two distributions are apart, as one family: shares of the two directions of Kullback and Leibler's divergence, each to a
// mixture of both sides, and of total variation:
//   D(p, q) = f·KL(p ‖ s·p + (1−s)·q) + r·KL(q ‖ t·p + (1−t)·q) + v·½Σ|p − q| + h·H(p)
// KL, reverse KL, symmetric KL, generalised JSD and skewed KL are settings of these numbers (METHODS rows 1 to 7); H(p), the
// teacher's entropy, has no slope and makes the soft cross-entropy of the KL. By the student's logits z, q = softmax(z/T):
//   ∂D/∂z_i = q_i·(g_i − Σ_j q_j·g_j) / T,  g = ∂D/∂q
// All of it but H scales with (p, q) together, so that a bucket of classes that is spread in the student's proportions counts as
// one class (distillation-loss.ts: withTail). N rows, V classes.

import {
  abs,
  add,
  addN,
  div,
  log,
  maximum,
  mul,
  neg,
  sign,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Softmax } from './loss-terms';

/** The numbers of D; see the head of the file. */
export interface Divergence {
  /** f: weight of KL from teacher to student. */
  forward: number;
  /** s: the teacher's share in what it is compared with, below 1. */
  forwardSkew: number;
  /** r: weight of KL from student to teacher. */
  reverse: number;
  /** t: the teacher's share in what that is compared with, above 0. */
  reverseSkew: number;
  /** v: weight of the total variation. */
  variation: number;
  /** h: weight of the teacher's entropy in the value. */
  entropy: number;
}

export const KL: Divergence = {
  forward: 1,
  forwardSkew: 0,
  reverse: 0,
  reverseSkew: 1,
  variation: 0,
  entropy: 0,
};

export const REVERSE_KL: Divergence = { ...KL, forward: 0, reverse: 1 };

export const isKl = ({ forward, forwardSkew, reverse, variation, entropy }: Divergence): boolean =>
  forward === 1 && forwardSkew === 0 && reverse === 0 && variation === 0 && entropy === 0;

/** Smaller probabilities of a mixture count as this, whose logarithm is finite in float32. */
const LEAST = 1e-37;

export interface RowDivergence {
  value: Tensor; // [N, 1]
  /** ∂D/∂(z/T): divide by T for the slope by the logits. */
  slope: Tensor; // [N, V]
}

/** D of each row and its slope by the student's softened logits, composed of tf ops. */
export function divergenceOf(p: Softmax, q: Softmax, numbers: Divergence): RowDivergence {
  if (isKl(numbers)) {
    const gap = sub(p.logProbabilities, q.logProbabilities); // [N, V]
    return {
      value: sum(mul(p.probabilities, gap), -1, true),
      slope: sub(q.probabilities, p.probabilities),
    };
  }
  const { forward, forwardSkew: s, reverse, reverseSkew: t, variation, entropy } = numbers;
  const mixture = (share: number): Softmax => {
    if (share === 0) return q;
    if (share === 1) return p;
    const probabilities = maximum(add(mul(p.probabilities, share), mul(q.probabilities, 1 - share)), LEAST); // [N, V]
    return { probabilities, logProbabilities: log(probabilities) };
  };
  const values: Tensor[] = []; // each [N, V]
  const slopes: Tensor[] = []; // q·g, each [N, V]
  if (forward !== 0) {
    const m = mixture(s);
    values.push(mul(p.probabilities, mul(sub(p.logProbabilities, m.logProbabilities), forward)));
    // q/m is 1 where the mixture is the student's own
    const byStudent = s === 0 ? p.probabilities : mul(p.probabilities, div(q.probabilities, m.probabilities));
    slopes.push(mul(byStudent, -forward * (1 - s)));
  }
  if (reverse !== 0) {
    const m = mixture(t);
    const gap = sub(q.logProbabilities, m.logProbabilities); // [N, V]
    values.push(mul(q.probabilities, mul(gap, reverse)));
    const byStudent = t === 1 ? gap : sub(gap, mul(div(q.probabilities, m.probabilities), 1 - t));
    slopes.push(mul(q.probabilities, mul(byStudent, reverse)));
  }
  if (variation !== 0) {
    const difference = sub(q.probabilities, p.probabilities); // [N, V]
    values.push(mul(abs(difference), variation / 2));
    slopes.push(mul(q.probabilities, mul(sign(difference), variation / 2)));
  }
  if (entropy !== 0) values.push(mul(mul(p.probabilities, p.logProbabilities), -entropy));
  const weighted = addN(slopes); // [N, V]
  return {
    value: sum(addN(values), -1, true),
    slope: add(weighted, neg(mul(q.probabilities, sum(weighted, -1, true)))),
  };
}
