// The optimiser of sentence classifiers, teacher and student alike.

import { blockOptimizer } from '../../distillation/block-optimizer';
import type { Params } from '../../engine/tensor';

export const ENCODER_OPTIMIZER = { beta2: 0.98, weightDecay: 0.05 };
export const encoderOptimizer = (params: Params) => blockOptimizer(params, ENCODER_OPTIMIZER);
