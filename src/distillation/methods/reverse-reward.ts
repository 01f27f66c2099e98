// The teacher's log-ratio as reward of the student's own tokens, a policy gradient with a discount of 0: the advantage of a token is
// log p_T − log p_S, at T = 1. Of tokens that others wrote the student learns as ever, by KL: they say nothing about its own choices.
//   L = λ·CE + (1−λ)·(−A·log p_S(a) + T²·KL(p_T‖p_S))
// Lu, Thinking Machines Lab 2025, "On-policy distillation" (tinker-cookbook, train_on_policy.py).

import { mul, sub } from '../../engine/arithmetic';
import { distillationLoss } from '../../engine/ops/distillation-loss';
import { logRatioRows } from '../../engine/ops/policy-gradient';
import { rowLoss } from '../../engine/ops/row-loss';
import { add, scale } from '../../engine/ops/shape-ops';
import type { Method, MethodLoss } from '../method';
import { completeLogits } from '../objectives';

export const method: Method = {
  loss(step): MethodLoss {
    const { student, teacher, labels, softMask, own, lambda } = step;
    const { loss, ce, soft } = distillationLoss({
      ...step,
      softMask: own ? mul(softMask, sub(1, own)) : softMask,
      studentLogits: student.logits,
      teacherLogits: teacher.logits,
      teacherTail: teacher.tail,
    });
    if (!own) return { loss, terms: { ce, kl: soft } };
    const rewarded = rowLoss(student.logits, mul(softMask, own), logRatioRows(completeLogits(step), labels));
    return { loss: add(loss, scale(rewarded, 1 - lambda)), terms: { ce, kl: soft, reward: rewarded } };
  },
};
