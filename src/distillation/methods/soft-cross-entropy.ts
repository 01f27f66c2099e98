// Soft cross-entropy: L = λ·CE + (1−λ)·T²·(−Σ p_T·log p_S): KL and the teacher's entropy, which has no slope.

import { KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { withDivergence } from '../objectives';

export const method: Method = withDivergence('softCe', () => ({ ...KL, entropy: 1 }));
