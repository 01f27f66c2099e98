// Across vocabularies: the teacher's dialogues as labels, in the student's own tokens, and beside them how sure the teacher was at each word,
// L = λ·CE(y) + (1−λ)·[CE(ŷ_T) + μ·T·Σ_i|p_(i) − q_(i)|], both sorted (ULD: Boizard et al. 2024, arXiv 2402.12030). Sorted
// probabilities do not say which token is meant: the dialogues do.

import { mul } from '../../engine/arithmetic';
import { rowLoss } from '../../engine/ops/row-loss';
import { scale } from '../../engine/ops/shape-ops';
import { softmaxCrossEntropy } from '../../engine/ops/softmax-cross-entropy';
import { sortedDistanceRows } from '../../engine/ops/sorted-distance';
import type { Method } from '../method';
import { besideLabels, number } from '../objectives';

export const method: Method = {
  ownTokens: (settings) => number(settings, 'tokens'),
  loss(step) {
    const { student, teacher, labels, softMask, temperature, settings } = step;
    const heard = teacher.heard ? mul(softMask, teacher.heard) : softMask; // [N]
    const apart = rowLoss(student.logits, heard, sortedDistanceRows(teacher.logits, temperature));
    return besideLabels(step, {
      writtenCe: softmaxCrossEntropy(student.logits, labels, softMask),
      sorted: scale(apart, number(settings, 'weight')),
    });
  },
};
