// What evaluation and decoding read off logits. No gradients.

import { argMax as tfArgMax, mul, softmax as tfSoftmax, type Tensor } from '@tensorflow/tfjs-core';
import { oneHotRows } from './loss-terms';

/** logits [.., V] -> int32 [..], the most likely class. */
export const argMax = (logits: Tensor): Tensor => tfArgMax(logits, -1);

/** logits [.., V] -> probabilities [.., V] at a temperature. */
export const softmax = (logits: Tensor, temperature = 1): Tensor =>
  tfSoftmax(temperature === 1 ? logits : mul(logits, 1 / temperature));

/** classes int32 [N] -> [N, V], a height at the class and 0 elsewhere. */
export const oneHot = (classes: Tensor, V: number, height = 1): Tensor => mul(oneHotRows(classes, V), height);
