// Soft targets: L = λ·CE + (1−λ)·T²·KL(p_T‖p_S). Hinton, Vinyals, Dean 2015, arXiv 1503.02531.

import { KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { withDivergence } from '../objectives';

export const method: Method = withDivergence('kl', () => KL);
