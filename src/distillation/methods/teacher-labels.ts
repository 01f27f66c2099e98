// The teacher's choices as hard labels, the control for soft targets: L = λ·CE(y) + (1−λ)·CE(argmax p_T).
// Kim, Rush 2016, arXiv 1606.07947. Cross-entropy of a label is the divergence from a distribution with all its weight
// there, so this is the soft loss with a teacher that is certain, at T = 1; the temperature has no say.

import { add, sub } from '../../engine/arithmetic';
import { distillationLoss } from '../../engine/ops/distillation-loss';
import { argMax, oneHot } from '../../engine/ops/predictions';
import type { Method } from '../method';

/** Far enough above 0 that every other class has probability 0 in float32. */
const CERTAIN = 1000;

export const method: Method = {
  loss({ student, teacher, ...step }) {
    // the largest logit is always kept, so that a tail says nothing here
    const choice = oneHot(argMax(teacher.logits), teacher.logits.shape[1]!, CERTAIN); // [N, V]
    const teacherLogits = add(choice, sub(teacher.logits, teacher.logits)); // what is no number is no choice
    const { loss, ce, soft } = distillationLoss({
      ...step,
      studentLogits: student.logits,
      teacherLogits,
      temperature: 1,
    });
    return { loss, terms: { ce, teacherCe: soft } };
  },
};
