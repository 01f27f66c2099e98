// Terms of objectives by the row, for rowLoss(): those of Hinton's, which distillationLoss computes in one kernel, where an
// objective wants one of them beside others, and those that are no divergence of the family in divergence.ts.
// N rows, V classes, T temperature.

import {
  add,
  cast,
  column,
  greater,
  lessEqual,
  mul,
  neg,
  rowSum,
  square,
  sub,
  where,
  zerosLike,
} from '../arithmetic';
import type { Tensor } from '../tensor';
import { NOT_KEPT } from './distillation-loss';
import { oneHotRows, softmaxes } from './loss-terms';
import { argMax } from './predictions';
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

/** The class that each row is about, int32 [N]: its label where it has one, else the teacher's choice. */
export const targetClasses = (labels: Tensor, hardMask: Tensor, teacherLogits: Tensor): Tensor =>
  cast(where(greater(hardMask, 0), labels, argMax(teacherLogits)), 'int32');

/** Softened probabilities with and without one class, of which the others make a distribution of their own. */
function withoutTarget(logits: Tensor, target: Tensor, temperature: number) {
  const all = softmaxes(logits, temperature);
  const others = softmaxes(where(greater(target, 0), mul(target, NOT_KEPT), logits), temperature); // [N, V]
  const ofTarget = (x: Tensor) => rowSum(mul(target, x)); // [N]
  return {
    others,
    probability: ofTarget(all.probabilities), // [N]
    logProbability: ofTarget(all.logProbabilities), // [N]
    /** ln(1 − p), as ln p_k − ln p̂_k, which is the same for every other class k: no digits are lost where p is nearly 1. */
    logRest: rowSum(mul(others.probabilities, sub(all.logProbabilities, others.logProbabilities))), // [N]
    probabilities: all.probabilities, // [N, V]
  };
}

/** T²·KL of "the target or another class" [N]. @param classes int32 [N] */
export const targetRows =
  (teacherLogits: Tensor, classes: Tensor, temperature: number): ValueAndSlope =>
  (logits) => {
    const target = oneHotRows(classes, logits.shape[1]!); // [N, V]
    const p = withoutTarget(teacherLogits, target, temperature);
    const q = withoutTarget(logits, target, temperature);
    const rest = sub(1, p.probability); // [N]
    const value = add(
      mul(p.probability, sub(p.logProbability, q.logProbability)),
      mul(rest, sub(p.logRest, q.logRest)),
    );
    // the target's q − p, and for the others q less their share in 1 − p
    const aim = add(mul(target, column(p.probability)), mul(othersOf(q, target), column(rest))); // [N, V]
    return {
      value: mul(value, temperature ** 2),
      slope: mul(sub(q.probabilities, aim), temperature),
    };
  };

/** T²·KL among the other classes [N]. @param classes int32 [N] */
export const otherRows =
  (teacherLogits: Tensor, classes: Tensor, temperature: number): ValueAndSlope =>
  (logits) => {
    const target = oneHotRows(classes, logits.shape[1]!); // [N, V]
    const p = withoutTarget(teacherLogits, target, temperature).others;
    const q = withoutTarget(logits, target, temperature).others;
    const others = sub(1, target); // [N, V]
    const gap = mul(others, sub(p.logProbabilities, q.logProbabilities)); // [N, V]
    return {
      value: mul(rowSum(mul(p.probabilities, gap)), temperature ** 2),
      slope: mul(mul(others, sub(q.probabilities, p.probabilities)), temperature),
    };
  };

const othersOf = ({ others }: ReturnType<typeof withoutTarget>, target: Tensor): Tensor =>
  mul(sub(1, target), others.probabilities); // a single class has no others
