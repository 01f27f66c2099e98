// What features of both models have in common by the row, for rowLoss(): squared distances, and the divergence of relations of which
// some are hidden.
// N rows, D numbers of each.

import { add, mul, reshape, rowSum, square, sub } from '../arithmetic';
import type { Tensor } from '../tensor';
import type { ValueAndSlope } from './row-loss';
import type { RelationBias } from './relations';
import { divergenceRows } from './row-terms';

/** factor·‖x − y‖² to the teacher's y [N, D]. */
export const squaredDistances =
  (y: Tensor, factor: number): ValueAndSlope =>
  (x) => {
    const difference = sub(x, y); // [N, D]
    return { value: mul(rowSum(square(difference)), factor), slope: mul(difference, 2 * factor) };
  };

/** KL(softmax y‖softmax x) over what is not hidden. @param bias 0, or so low that its exponential is 0; [N, D] but for broadcasting */
export const hiddenDivergences =
  (y: Tensor, bias: RelationBias): ValueAndSlope =>
  (x) =>
    divergenceRows(withBias(y, bias), 1)(withBias(x, bias));

/** A sum that broadcasts in the blocks that the rows are of. */
const withBias = (x: Tensor, { bias, blocks }: RelationBias): Tensor =>
  reshape(add(reshape(x, [blocks, -1, x.shape[1]!]), bias), x.shape);
