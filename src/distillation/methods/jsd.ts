// Generalised Jensen-Shannon divergence, times T²: β·KL(p_T‖m) + (1−β)·KL(p_S‖m), m = β·p_T + (1−β)·p_S. At the ends the general
// formula is 0, so these are the divergences that it tends to: β = 0 is KL(p_T‖p_S), β = 1 is KL(p_S‖p_T). Agarwal et al. 2023
// (GKD), arXiv 2306.13649.

import { KL, REVERSE_KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { number, withDivergence } from '../objectives';

export const method: Method = withDivergence('jsd', ({ settings }) => {
  const beta = number(settings, 'beta');
  if (beta === 0) return KL;
  if (beta === 1) return REVERSE_KL;
  return { ...KL, forward: beta, forwardSkew: beta, reverse: 1 - beta, reverseSkew: beta };
});
