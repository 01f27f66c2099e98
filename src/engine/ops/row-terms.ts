// Terms of objectives by the row, for rowLoss(): those of Hinton's, which distillationLoss computes in one kernel, where an
// objective wants one of them beside others, and those that are no divergence of the family in divergence.ts.
// N rows, V classes, T temperature.

import {
  abs,
  add,
  cast,
  column,
  exp,
  greater,
  lessEqual,
  log,
  maximum,
  minimum,
  mul,
  neg,
  rowMax,
  rowSum,
  square,
  sub,
  where,
  zerosLike,
} from '../arithmetic';
import type { Tensor } from '../tensor';
import { NOT_KEPT } from './distillation-loss';
import { LARGEST, oneHotRows, softmaxes } from './loss-terms';
import { argMax } from './predictions';
import type { RowTerms, ValueAndSlope } from './row-loss';

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

/** One class against all others, and these as a distribution of their own, softened by T. */
function split(logits: Tensor, target: Tensor, temperature: number) {
  const isTarget = greater(target, 0);
  const without = where(isTarget, mul(target, NOT_KEPT), logits); // [N, V]
  const others = softmaxes(without, temperature); // [N, V]
  const bounded = (x: Tensor) => minimum(maximum(x, -LARGEST), LARGEST);
  const ofTarget = bounded(rowSum(where(isTarget, logits, zerosLike(logits)))); // [N]
  // ln p̂ of the likeliest other is its logit less ln Σ e^z of the others
  const sumOfOthers = sub(mul(bounded(rowMax(without)), 1 / temperature), rowMax(others.logProbabilities)); // [N]
  const odds = sub(mul(ofTarget, 1 / temperature), sumOfOthers); // [N], logarithms
  const soft = log(add(exp(neg(abs(odds))), 1)); // [N]
  // each without a difference of nearly equal numbers
  const logProbability = sub(minimum(odds, 0), soft); // [N], ln p
  const logRest = neg(add(maximum(odds, 0), soft)); // [N], ln(1 − p)
  return { others, logProbability, logRest, probability: exp(logProbability), rest: exp(logRest) };
}

/**
 * T²·KL of "the target or another class", and T²·KL among the other classes, of the same softmaxes.
 * @param classes int32 [N]
 */
export function decoupledRows(
  logits: Tensor,
  teacherLogits: Tensor,
  classes: Tensor,
  temperature: number,
): Record<'target' | 'others', RowTerms> {
  const target = oneHotRows(classes, logits.shape[1]!); // [N, V]
  const notTarget = sub(1, target); // [N, V]
  const p = split(teacherLogits, target, temperature);
  const q = split(logits, target, temperature);
  const ofTarget = add(
    mul(p.probability, sub(p.logProbability, q.logProbability)),
    mul(p.rest, sub(p.logRest, q.logRest)),
  ); // [N]
  const gap = mul(notTarget, sub(p.others.logProbabilities, q.others.logProbabilities)); // [N, V]
  // a single class has no others
  const othersOf = ({ others }: typeof q) => mul(notTarget, others.probabilities); // [N, V]
  const shares = othersOf(q);
  return {
    target: {
      value: mul(ofTarget, temperature ** 2),
      // what the target has too much, the others have too little, each by its share
      slope: mul(sub(target, shares), column(mul(sub(q.probability, p.probability), temperature))),
    },
    others: {
      value: mul(rowSum(mul(p.others.probabilities, gap)), temperature ** 2),
      slope: mul(sub(shares, othersOf(p)), temperature),
    },
  };
}
