// Logit matching: L = λ·CE + (1−λ)·Σ(z_S − z_T)²/T², a mean over the rows, never over the classes. Ba, Caruana 2014, arXiv 1312.6184.

import { rowLoss } from '../../engine/ops/row-loss';
import { squaredRows } from '../../engine/ops/row-terms';
import type { Method } from '../method';
import { besideLabels } from '../objectives';

export const method: Method = {
  loss(step) {
    const { student, teacher, softMask, temperature } = step;
    return besideLabels(step, {
      mse: rowLoss(student.logits, softMask, squaredRows(teacher.logits, temperature)),
    });
  },
};
