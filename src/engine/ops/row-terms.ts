// The two terms of Hinton's objective by the row, for rowLoss(): what distillationLoss computes in one kernel, where an objective
// wants one of them beside others.
// N rows, V classes, T temperature.

import { mul, neg, rowSum, sub } from '../arithmetic';
import type { Tensor } from '../tensor';
import { oneHotRows, softmaxes } from './loss-terms';
import type { ValueAndSlope } from './row-loss';

/** Cross-entropy of labels int32 [N]. */
export const crossEntropyRows =
  (labels: Tensor): ValueAndSlope =>
  (logits) => {
    const { probabilities, logProbabilities } = softmaxes(logits, 1); // [N, V]
    const target = oneHotRows(labels, logits.shape[1]!); // [N, V]
    return { value: neg(rowSum(mul(target, logProbabilities))), slope: sub(probabilities, target) };
  };

/** T²·KL(p‖q) to a teacher's logits [N, V], both softened by T; its slope is T·(q − p). */
export const divergenceRows =
  (teacherLogits: Tensor, temperature: number): ValueAndSlope =>
  (logits) => {
    const p = softmaxes(teacherLogits, temperature); // [N, V]
    const q = softmaxes(logits, temperature); // [N, V]
    const difference = sub(p.logProbabilities, q.logProbabilities); // [N, V]
    return {
      value: mul(rowSum(mul(p.probabilities, difference)), temperature ** 2),
      slope: mul(sub(q.probabilities, p.probabilities), temperature),
    };
  };
