// How far two distributions are apart that need not be of the same classes: both sorted, the shorter one filled up with zeros, the sum of what
// differs place by place. That is Wasserstein's distance where any class may be taken for any other (ULD: Boizard et al. 2024,
// arXiv 2402.12030), so it tells how sure the teacher is and among how many, never of what. Times T, since its slope falls as 1/T:
//   value = T·Σ_i |q_(i) − p_(i)|     ∂value/∂z_j = q_j·(g_j − Σ_k q_k·g_k),  g_j = sign(q_j − p at q_j's rank)
// N rows, V classes of the student's, W of the teacher's.

import { gather, pad, range, slice, topk } from '@tensorflow/tfjs-core';
import { abs, add, cast, column, mul, neg, reshape, rowSum, sign, sub } from '../arithmetic';
import type { Tensor } from '../tensor';
import { softmaxes } from './loss-terms';
import type { ValueAndSlope } from './row-loss';

/** x [N, V], largest first, with zeros behind up to `width`. */
function sorted(x: Tensor, width: number): { values: Tensor; classes: Tensor } {
  const V = x.shape[1]!;
  const { values, indices } = topk(x, V);
  const filled =
    width === V
      ? values
      : pad(values, [
          [0, 0],
          [0, width - V],
        ] as [number, number][]);
  return { values: filled, classes: indices };
}

/** What stands at places 0, 1, … of sorted rows, back at the classes [N, V] that stood there. */
function unsorted(x: Tensor, classes: Tensor): Tensor {
  const [N, V] = x.shape as [number, number];
  const ranks = topk(neg(cast(classes, 'float32')), V).indices; // [N, V], the place of class 0, 1, …
  const places = add(ranks, column(mul(range(0, N, 1, 'int32'), V))); // [N, V] of 0..N·V
  return reshape(gather(reshape(x, [-1]), reshape(cast(places, 'int32'), [-1])), [N, V]);
}

/** For rowLoss(). teacherLogits [N, W] */
export const sortedDistanceRows =
  (teacherLogits: Tensor, temperature: number): ValueAndSlope =>
  (logits) => {
    const [N, V] = logits.shape as [number, number];
    const width = Math.max(V, teacherLogits.shape[1]!);
    const { probabilities: q } = softmaxes(logits, temperature); // [N, V]
    const theirs = sorted(softmaxes(teacherLogits, temperature).probabilities, width);
    const ours = sorted(q, width);
    const difference = sub(ours.values, theirs.values); // [N, width]
    const g = unsorted(slice(sign(difference), [0, 0], [N, V]), ours.classes); // [N, V]
    return {
      value: mul(rowSum(abs(difference)), temperature), // [N]
      slope: mul(q, sub(g, column(rowSum(mul(q, g))))), // [N, V]
    };
  };
