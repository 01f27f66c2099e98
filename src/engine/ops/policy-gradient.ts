// Policy gradient by the row, for rowLoss(): the action that was taken becomes likelier by its advantage, a number that is not
// differentiated. And the advantage of METHODS row 27, by how much likelier the teacher finds the action than who took it. With
// the action drawn from π the expected slope is that of KL(π‖p_T): Σ_a π_a·A_a·(π − onehot_a) = −∂/∂z Σ_a π_a·A_a.
//   value_n = −A_n·log π_n(a_n)     ∂value_n/∂z_nv = A_n·(π_nv − [v = a_n])
// N rows, V classes.

import { column, mul, neg, rowSum, sub } from '../arithmetic';
import type { Tensor } from '../tensor';
import { oneHotRows, softmaxes } from './loss-terms';
import type { ValueAndSlope } from './row-loss';

/** @param actions int32 [N]. @param advantages [N] */
export const policyGradientRows =
  (actions: Tensor, advantages: Tensor): ValueAndSlope =>
  (logits) => {
    const { probabilities, logProbabilities } = softmaxes(logits, 1); // [N, V]
    const taken = oneHotRows(actions, logits.shape[1]!); // [N, V]
    return {
      value: neg(mul(advantages, rowSum(mul(taken, logProbabilities)))),
      slope: mul(column(advantages), sub(probabilities, taken)),
    };
  };

/** log p_T(a) − log p_S(a) at T = 1, [N]; without a gradient. @param actions int32 [N] */
export function logRatios(teacherLogits: Tensor, logits: Tensor, actions: Tensor): Tensor {
  const p = softmaxes(teacherLogits, 1).logProbabilities; // [N, V]
  const q = softmaxes(logits, 1).logProbabilities; // [N, V]
  return rowSum(mul(oneHotRows(actions, logits.shape[1]!), sub(p, q)));
}

/** The log-ratio as the advantage. @param actions int32 [N] */
export const logRatioRows =
  (teacherLogits: Tensor, actions: Tensor): ValueAndSlope =>
  (logits) =>
    policyGradientRows(actions, logRatios(teacherLogits, logits, actions))(logits);
