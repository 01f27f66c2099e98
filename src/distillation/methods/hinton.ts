// Soft targets: L = λ·CE + (1−λ)·T²·KL(p_T‖p_S). Hinton, Vinyals, Dean 2015, arXiv 1503.02531.

import { distillationLoss } from '../../engine/ops/distillation-loss';
import type { MethodLoss } from '../losses';

export const loss: MethodLoss = (inputs) => distillationLoss(inputs);
