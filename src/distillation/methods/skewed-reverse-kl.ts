// Skewed reverse KL: KL(p_S‖(1−α)·p_T + α·p_S), times T². Ko et al. 2024 (DistiLLM), arXiv 2402.03898.

import { REVERSE_KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { number, withDivergence } from '../objectives';

export const method: Method = withDivergence('skewedReverseKl', ({ settings }) => ({
  ...REVERSE_KL,
  reverseSkew: 1 - number(settings, 'alpha'),
}));
