// Decoupled distillation: how sure the teacher is of a row's target class, and how it ranks the others (Zhao et al. 2022, arXiv 2203.08679),
//   T²·KL(b_T‖b_S),  b = (p, 1 − p) of the target      T²·KL(p̂_T‖p̂_S),  p̂ = softmax(z/T) of the others
// each the weighted mean of the rows, with a gradient of its own. One kernel where the backend has it, else rowLoss().
// N rows, V classes.

import { reshape, slice } from '@tensorflow/tfjs-core';
import {
  abs,
  add,
  cast,
  column,
  exp,
  greater,
  log,
  maximum,
  minimum,
  mul,
  neg,
  rowMax,
  rowSum,
  sub,
  where,
  zerosLike,
} from '../arithmetic';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import type { Tensor } from '../tensor';
import { NOT_KEPT } from './distillation-loss';
import { LARGEST, oneHotRows, softmaxes } from './loss-terms';
import { argMax } from './predictions';
import { rowLoss, rowShares, type RowTerms } from './row-loss';
import { matchShapes } from './shapes';

export interface DecoupledInputs {
  logits: Tensor; // [N, V]
  teacherLogits: Tensor; // [N, V]
  /** Which class is each row's target, int32 [N]. */
  classes: Tensor;
  /** [N], not below 0; rows of weight 0 do not count, whatever stands in them. */
  weights: Tensor;
  temperature: number;
}

type Parts<T> = Record<'target' | 'others', T>;

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

/** Both parts by the row, of the same softmaxes. */
function decoupledRows({ logits, teacherLogits, classes, temperature }: DecoupledInputs): Parts<RowTerms> {
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

/** Two scalars, differentiable by the student's logits alone. Throws RetortError('shape'). */
export function decoupledLoss(inputs: DecoupledInputs): Parts<Tensor> {
  const { logits, teacherLogits, classes, weights, temperature } = inputs;
  matchShapes('decoupledLoss', {
    logits: [logits, 'N V'],
    teacherLogits: [teacherLogits, 'N V'],
    classes: [classes, 'N'],
    weights: [weights, 'N'],
  });
  const fused = runFused(
    FUSED.decoupledLoss,
    { student: logits, teacher: teacherLogits, classes, shares: rowShares(weights) },
    { temperature },
  );
  if (!fused) {
    const rows = decoupledRows(inputs);
    const part = (of: keyof typeof rows) => rowLoss(logits, weights, () => rows[of]);
    return { target: part('target'), others: part('others') };
  }
  const [values, ...slopes] = fused as [Tensor, Tensor, Tensor]; // [2], [N, V] each
  const part = (k: number) =>
    differentiable([logits], () => ({
      value: reshape(slice(values, k, 1), []),
      saved: { slope: slopes[k] },
      backward: (dy, { slope }) => [mul(slope!, dy)],
    }));
  return { target: part(0), others: part(1) };
}
