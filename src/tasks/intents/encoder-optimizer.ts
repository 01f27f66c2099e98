// The optimiser of sentence classifiers, teacher and student alike.

import { blockOptimizer } from '../../distillation/block-optimizer';
import type { Params } from '../../engine/tensor';

export const encoderOptimizer = (params: Params) =>
  blockOptimizer(params, { beta2: 0.98, weightDecay: 0.05 });
