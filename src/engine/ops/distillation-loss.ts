// Hinton's distillation objective (Hinton, Vinyals, Dean 2015, arXiv 1503.02531), where λ weights the hard labels:
//   L = λ·CE(y, softmax z_S) + (1−λ)·T²·KL(p‖q),  p = softmax(z_T/T), q = softmax(z_S/T)
//   ∂L/∂z_S = λ·w_h·(softmax z_S − onehot y) + (1−λ)·T·w_s·(q − p)
// and the same with any other divergence of divergence.ts in the place of KL.
// w_h, w_s are means over the rows that each mask counts, never over the V classes. T² keeps the soft gradient of one order
// as T changes. The teacher's side carries no gradient.
// Where the teacher kept its k largest logits only, all other classes are one bucket (METHODS, top-k teacher targets):
//   KL = Σ_kept p·ln(p/q) + (1−P)·ln((1−P)/(1−Q))
// which is the plain KL to a teacher that spreads its tail as the student does, so the logits are completed in that way.

import {
  add,
  clone,
  fill,
  lessEqual,
  logSumExp,
  mul,
  neg,
  reshape,
  split,
  sub,
  sum,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { RetortError } from '../../lib/errors';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { type Divergence, divergenceOf, isKl, KL } from './divergence';
import { oneHotRows, rowWeights, softmaxes, weightedSum } from './loss-terms';
import { matchShapes } from './shapes';

export interface DistillationInputs {
  studentLogits: Tensor; // [N, V]
  /** [N, V]; NOT_KEPT where only the tail tells. */
  teacherLogits: Tensor;
  /** [N]: ln Σ e^(z/T) over the classes that are not kept, at this temperature; without it all are. */
  teacherTail?: Tensor | undefined;
  labels: Tensor; // [N] int32
  /** [N]; rows above 0 count in the cross-entropy. */
  hardMask: Tensor;
  /** [N]; rows above 0 count in the KL term. */
  softMask: Tensor;
  temperature: number;
  lambda: number;
  /** KL by default. */
  divergence?: Divergence;
}

export interface DistillationLoss {
  /** The only one with a gradient. */
  loss: Tensor;
  ce: Tensor;
  /** T²·D, as it enters the loss. */
  soft: Tensor;
}

/** Stands for a logit that was not kept. */
export const NOT_KEPT = -1e30;

/** The teacher's logits with a tail [N] that is spread in the student's proportions, [N, V]. */
export function withTail(
  teacherLogits: Tensor,
  tail: Tensor,
  studentLogits: Tensor,
  temperature: number,
): Tensor {
  const left = lessEqual(teacherLogits, NOT_KEPT / 2); // [N, V], not of what is no number: the loss is to show it
  const others = where(left, mul(studentLogits, 1 / temperature), fill(studentLogits.shape, NOT_KEPT)); // [N, V]
  const shift = sub(reshape(tail, [-1, 1]), logSumExp(others, -1, true)); // [N, 1]
  return where(left, add(studentLogits, mul(shift, temperature)), teacherLogits);
}

function check({
  studentLogits,
  teacherLogits,
  labels,
  hardMask,
  softMask,
  temperature,
  lambda,
}: DistillationInputs) {
  if (!(temperature > 0 && temperature < Infinity)) {
    throw new RetortError(
      'config-invalid',
      `The temperature must be above 0, not ${temperature}. Choose one from 0.5 to 10.`,
    );
  }
  if (!(lambda >= 0 && lambda <= 1)) {
    throw new RetortError('config-invalid', `Lambda must lie between 0 and 1, not at ${lambda}.`);
  }
  return matchShapes<'V'>('distillationLoss', {
    studentLogits: [studentLogits, 'N V'],
    teacherLogits: [teacherLogits, 'N V'],
    labels: [labels, 'N'],
    hardMask: [hardMask, 'N'],
    softMask: [softMask, 'N'],
  });
}

/** The same in one kernel that makes the gradient on the way; undefined where the backend has none. */
function fusedLoss({
  studentLogits,
  teacherLogits,
  labels,
  hardMask,
  softMask,
  temperature,
  lambda,
  divergence = KL,
}: DistillationInputs) {
  const outputs = runFused(
    isKl(divergence) ? FUSED.distillationLoss : FUSED.divergenceLoss,
    {
      student: studentLogits,
      teacher: teacherLogits,
      labels,
      hardWeight: rowWeights(hardMask), // [N, 1]
      softWeight: rowWeights(softMask), // [N, 1]
    },
    { temperature, lambda, ...(!isKl(divergence) && divergence) },
  );
  if (!outputs) return undefined;
  const [total, ce, soft] = split(outputs[0]!, 3).map((part) => reshape(part, [])) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const loss = differentiable([studentLogits], () => ({
    value: clone(total),
    saved: { slope: outputs[1]! }, // [N, V]
    backward: (dy, { slope }) => [mul(slope, dy)],
  }));
  return { loss, ce, soft };
}

/** Loss and its two parts, scalars; an empty mask makes its part 0. Throws RetortError('shape' | 'config-invalid'). */
export function distillationLoss(inputs: DistillationInputs): DistillationLoss {
  const { V } = check(inputs);
  const { studentLogits, teacherTail: tail, labels, hardMask, softMask, temperature, lambda } = inputs;
  const { divergence = KL } = inputs;
  const teacherLogits = tail
    ? withTail(inputs.teacherLogits, tail, studentLogits, temperature)
    : inputs.teacherLogits; // [N, V]
  const fused = fusedLoss({ ...inputs, teacherLogits });
  if (fused) return fused;
  const hard = softmaxes(studentLogits, 1); // [N, V]
  const q = temperature === 1 ? hard : softmaxes(studentLogits, temperature); // [N, V]
  const p = softmaxes(teacherLogits, temperature); // [N, V]
  const target = oneHotRows(labels, V); // [N, V]
  const hardWeights = rowWeights(hardMask); // [N, 1]
  const softWeights = rowWeights(softMask); // [N, 1]
  const ce = neg(weightedSum(hardWeights, target, hard.logProbabilities));
  const { value, slope } = divergenceOf(p, q, divergence); // [N, 1], [N, V]
  const soft = mul(sum(mul(softWeights, value)), temperature ** 2);

  // at the ends one part is left out, not multiplied by 0: λ = 1 is plain training bit for bit
  const loss = differentiable([studentLogits], () => ({
    value:
      lambda === 1 ? clone(ce) : lambda === 0 ? clone(soft) : add(mul(ce, lambda), mul(soft, 1 - lambda)),
    saved: {
      s: hard.probabilities,
      target,
      hardWeights,
      slope,
      softWeights,
    },
    backward: (dy, { s, target, hardWeights, slope, softWeights }) => {
      const byHard = () => mul(sub(s, target), mul(hardWeights, mul(dy, lambda))); // [N, V]
      const bySoft = () => mul(slope, mul(softWeights, mul(dy, (1 - lambda) * temperature))); // [N, V]
      if (lambda === 1) return [byHard()];
      return [lambda === 0 ? bySoft() : add(byHard(), bySoft())];
    },
  }));
  return { loss, ce, soft };
}
