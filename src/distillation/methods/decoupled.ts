// Decoupled distillation: L = λ·CE + (1−λ)·T²·[α·KL(b_T‖b_S) + β·KL(p̂_T‖p̂_S)]: how sure the teacher is of the target, and how it ranks
// the others. The target of a row without a label is the teacher's choice, and at λ = 0 that of every row. Zhao et al. 2022, arXiv 2203.08679.

import { decoupledLoss, targetClasses } from '../../engine/ops/decoupled-loss';
import { argMax } from '../../engine/ops/predictions';
import { scale } from '../../engine/ops/shape-ops';
import type { Method } from '../method';
import { besideLabels, completeLogits, number } from '../objectives';

export const method: Method = {
  loss(step) {
    const { student, labels, hardMask, softMask, temperature, lambda, settings } = step;
    const teacherLogits = completeLogits(step);
    const warmUp = number(settings, 'warmUp');
    const warmth = warmUp === 0 ? 1 : Math.min(1, (step.step + 1) / warmUp);
    const classes = lambda > 0 ? targetClasses(labels, hardMask, teacherLogits) : argMax(teacherLogits); // [N]
    const { target, others } = decoupledLoss({
      ...{ logits: student.logits, teacherLogits, classes },
      ...{ weights: softMask, temperature },
    });
    return besideLabels(step, {
      targetKd: scale(target, warmth * number(settings, 'alpha')),
      otherKd: scale(others, warmth * number(settings, 'beta')),
    });
  },
};
