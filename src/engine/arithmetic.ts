// Arithmetic on tensors without gradients, for objectives that bring their own slope (ops/row-loss.ts) and for what is made of
// a teacher's logits. What the training loop differentiates through is in ops/. Sizes broadcast as in NumPy, and every backend
// has all of it. One name more in the list is all that a new objective may need.
// N rows, V classes.

import { max, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

export {
  abs,
  add,
  cast,
  div,
  exp,
  greater,
  lessEqual,
  log,
  maximum,
  minimum,
  mul,
  neg,
  reshape,
  sign,
  square,
  sub,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';

/** x [N, V] -> [N]. */
export const rowSum = (x: Tensor): Tensor => sum(x, -1);

/** x [N, V] -> [N]. */
export const rowMax = (x: Tensor): Tensor => max(x, -1);

/** x [N] -> [N, 1], which goes with [N, V]. */
export const column = (x: Tensor): Tensor => reshape(x, [-1, 1]);
