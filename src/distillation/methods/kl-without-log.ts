// A mistake that is often copied, for the lesson on it: KLDivLoss given the student's probabilities where it wants their logarithms,
// L = λ·CE + (1−λ)·T²·Σ p_T·(log p_T − p_S). No divergence: it is below 0, and lowest where all of p_S is on the teacher's first choice.

import { rowLoss } from '../../engine/ops/row-loss';
import { withoutLogRows } from '../../engine/ops/row-terms';
import type { Method } from '../method';
import { besideLabels } from '../objectives';

export const method: Method = {
  loss(step) {
    const { student, teacher, softMask, temperature } = step;
    return besideLabels(step, {
      withoutLog: rowLoss(student.logits, softMask, withoutLogRows(teacher.logits, temperature)),
    });
  },
};
