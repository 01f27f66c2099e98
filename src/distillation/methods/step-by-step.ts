// Distilling step by step: the plan is the rationale that the teacher writes before it acts, and plan and answer are two tasks,
//   L = α·answer + (1−α)·rationale, each λ·CE + (1−λ)·T²·KL
// so that the few tokens of a plan are not lost among those of calls and replies. Hsieh et al. 2023, arXiv 2305.02301.

import { mul, sub, zerosLike } from '../../engine/arithmetic';
import { distillationLoss } from '../../engine/ops/distillation-loss';
import { add, scale } from '../../engine/ops/shape-ops';
import type { Tensor } from '../../engine/tensor';
import type { Method, MethodStep } from '../method';
import { number } from '../objectives';

/** The loss on the tokens of a part, [N] of 0 and 1. */
const partLoss = ({ student, teacher, ...step }: MethodStep, part: Tensor) =>
  distillationLoss({
    ...step,
    hardMask: mul(step.hardMask, part),
    softMask: mul(step.softMask, part),
    studentLogits: student.logits,
    teacherLogits: teacher.logits,
    teacherTail: teacher.tail,
  });

export const method: Method = {
  loss(step) {
    const alpha = number(step.settings, 'alpha');
    const plan = step.plan ?? zerosLike(step.softMask); // where nothing is planned, all is answer
    const [answer, rationale] = [partLoss(step, sub(1, plan)), partLoss(step, plan)];
    const [answerKl, planKl] = [scale(answer.soft, alpha), scale(rationale.soft, 1 - alpha)];
    return {
      loss: add(scale(answer.loss, alpha), scale(rationale.loss, 1 - alpha)),
      terms: { ce: add(scale(answer.ce, alpha), scale(rationale.ce, 1 - alpha)), answerKl, planKl },
    };
  },
};
