// Soft targets: L = λ·CE + (1−λ)·T²·KL(p_T‖p_S). Hinton, Vinyals, Dean 2015, arXiv 1503.02531.

import { distillationLoss } from '../../engine/ops/distillation-loss';
import type { Method } from '../method';

export const method: Method = {
  loss({ student, teacher, ...step }) {
    const { loss, ce, soft } = distillationLoss({
      ...step,
      studentLogits: student.logits,
      teacherLogits: teacher.logits,
      teacherTail: teacher.tail,
    });
    return { loss, terms: { ce, kl: soft } };
  },
};
