// Reverse KL: L = λ·CE + (1−λ)·T²·KL(p_S‖p_T). Gu et al. 2023 (MiniLLM), arXiv 2306.08543.

import { REVERSE_KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { withDivergence } from '../objectives';

export const method: Method = withDivergence('reverseKl', () => REVERSE_KL);
