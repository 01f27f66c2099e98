// Skewed KL: KL(p_T‖α·p_T + (1−α)·p_S), times T². Ko et al. 2024 (DistiLLM), arXiv 2402.03898.

import { KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { number, withDivergence } from '../objectives';

export const method: Method = withDivergence('skewedKl', ({ settings }) => ({
  ...KL,
  forwardSkew: number(settings, 'alpha'),
}));
