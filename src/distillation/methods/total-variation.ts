// Total variation: L = λ·CE + (1−λ)·T·½Σ|p_T − p_S|. Its slope by the logits falls as 1/T, so it is times T, not T². Wen et al.
// 2023, arXiv 2307.15190.

import { KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { withDivergence } from '../objectives';

export const method: Method = withDivergence('variation', ({ temperature }) => ({
  ...KL,
  forward: 0,
  variation: 1 / temperature, // of T², which every divergence is multiplied by
}));
