// What methods on logits are made of: the loss with a divergence of the family in the place of KL, and any soft loss beside the
// cross-entropy of the labels.
// N positions that carry loss, V classes.

import { distillationLoss, withTail } from '../engine/ops/distillation-loss';
import type { Divergence } from '../engine/ops/divergence';
import { add, scale } from '../engine/ops/shape-ops';
import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import type { Tensor } from '../engine/tensor';
import type { Method, MethodLoss, MethodSettings, MethodStep } from './method';

/** A method's parameter that is a number. */
export const number = (settings: MethodSettings, id: string): number => Number(settings[id]);

/** L = λ·CE + (1−λ)·T²·D(p_T, p_S), one kernel where the backend has it. @param term the id of T²·D. */
export const withDivergence = (term: string, divergenceOf: (step: MethodStep) => Divergence): Method => ({
  loss(step) {
    const { student, teacher } = step;
    const { loss, ce, soft } = distillationLoss({
      ...step,
      studentLogits: student.logits,
      teacherLogits: teacher.logits,
      teacherTail: teacher.tail,
      divergence: divergenceOf(step),
    });
    return { loss, terms: { ce, [term]: soft } };
  },
});

/** L = λ·CE(labels) + (1−λ)·CE(what stands in the dialogues), whoever wrote it. @param term the id of the latter. */
export const onTranscripts = (term: string): Method => ({
  taughtBy: 'transcripts',
  loss: (step) =>
    besideLabels(step, { [term]: softmaxCrossEntropy(step.student.logits, step.labels, step.softMask) }),
});

/** The teacher's logits [N, V], a tail spread in the student's proportions: the bucket's divergence is then that of its classes. */
export const completeLogits = ({ student, teacher, temperature }: MethodStep): Tensor =>
  teacher.tail ? withTail(teacher.logits, teacher.tail, student.logits, temperature) : teacher.logits;

/**
 * L = λ·CE + (1−λ)·Σ terms, the terms scalars with gradients; at the ends of λ one part is left out, not multiplied by 0.
 */
export function besideLabels(step: MethodStep, soft: Readonly<Record<string, Tensor>>): MethodLoss {
  const { student, labels, hardMask, lambda } = step;
  const ce = softmaxCrossEntropy(student.logits, labels, hardMask);
  const parts = Object.values(soft).map((term) => (lambda === 0 ? term : scale(term, 1 - lambda)));
  const all = lambda === 0 ? parts : lambda === 1 ? [ce] : [scale(ce, lambda), ...parts];
  return { loss: all.reduce(add), terms: { ce, ...soft } };
}
