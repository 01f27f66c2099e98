// DIST: T²·(1 − ρ) of both models' softened probabilities, over the classes of a row and over the rows of a class. Huang et al. 2022,
// arXiv 2205.10536.

import { interClassRows, intraClass } from '../../engine/ops/correlation';
import { rowLoss } from '../../engine/ops/row-loss';
import { besideLogits } from '../features';
import type { Method } from '../method';
import { completeLogits, number } from '../objectives';

export const method: Method = {
  loss(step) {
    const { student, softMask, temperature, settings } = step;
    const theirs = completeLogits(step); // [N, V]
    const inter = rowLoss(student.logits, softMask, interClassRows(theirs, temperature));
    const intra = intraClass(student.logits, softMask, theirs, temperature);
    return besideLogits(step, {
      inter: { value: inter, weight: number(settings, 'beta') },
      intra: { value: intra, weight: number(settings, 'gamma') },
    });
  },
};
