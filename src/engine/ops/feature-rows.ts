// What features of both models have in common by the row, for rowLoss(): squared distances, and the divergence of relations of which
// some are hidden.
// N rows, D numbers of each.

import { add, mul, rowSum, square, sub } from '../arithmetic';
import type { Tensor } from '../tensor';
import type { ValueAndSlope } from './row-loss';
import { divergenceRows } from './row-terms';

/** factor·‖x − y‖² to the teacher's y [N, D]. */
export const squaredDistances =
  (y: Tensor, factor: number): ValueAndSlope =>
  (x) => {
    const difference = sub(x, y); // [N, D]
    return { value: mul(rowSum(square(difference)), factor), slope: mul(difference, 2 * factor) };
  };

/** KL(softmax y‖softmax x) over what is not hidden. @param bias [N, D], 0 or so low that its exponential is 0. */
export const hiddenDivergences =
  (y: Tensor, bias: Tensor): ValueAndSlope =>
  (x) =>
    divergenceRows(add(y, bias), 1)(add(x, bias));
