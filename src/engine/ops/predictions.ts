// What evaluation and decoding read off logits. No gradients.

import { argMax as tfArgMax, softmax as tfSoftmax, mul, type Tensor } from '@tensorflow/tfjs-core';

/** logits [.., V] -> int32 [..], the most likely class. */
export const argMax = (logits: Tensor): Tensor => tfArgMax(logits, -1);

/** logits [.., V] -> probabilities [.., V] at a temperature. */
export const softmax = (logits: Tensor, temperature = 1): Tensor =>
  tfSoftmax(temperature === 1 ? logits : mul(logits, 1 / temperature));
