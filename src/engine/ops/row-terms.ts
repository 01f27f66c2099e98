// Terms of objectives by the row, for rowLoss(): those of Hinton's, which distillationLoss computes in one kernel, where an
// objective wants one of them beside others, and squared distances, which are no divergence of the family in divergence.ts.
// N rows, V classes, T temperature.

import { column, lessEqual, mul, neg, rowSum, square, sub, where, zerosLike } from '../arithmetic';
import type { Tensor } from '../tensor';
import { NOT_KEPT } from './distillation-loss';
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

/** Σ_v (z − z_T)²/T² to a teacher's logits [N, V]; classes that were not kept do not count. */
export const squaredRows =
  (teacherLogits: Tensor, temperature: number): ValueAndSlope =>
  (logits) => {
    const left = lessEqual(teacherLogits, NOT_KEPT / 2); // [N, V], not of what is no number
    const difference = where(left, zerosLike(logits), sub(logits, teacherLogits)); // [N, V]
    const perTemperature = temperature ** -2;
    return {
      value: mul(rowSum(square(difference)), perTemperature),
      slope: mul(difference, 2 * perTemperature),
    };
  };

/** T²·Σ p·(log p − q): what is left of KL where the student's logarithm was forgotten; its slope is T·q·(Σ p·q − p). */
export const withoutLogRows =
  (teacherLogits: Tensor, temperature: number): ValueAndSlope =>
  (logits) => {
    const p = softmaxes(teacherLogits, temperature); // [N, V]
    const q = softmaxes(logits, temperature).probabilities; // [N, V]
    const shared = rowSum(mul(p.probabilities, q)); // [N]
    return {
      value: mul(sub(rowSum(mul(p.probabilities, p.logProbabilities)), shared), temperature ** 2),
      slope: mul(mul(q, sub(column(shared), p.probabilities)), temperature),
    };
  };
