// The moving average of the student's own weights as its teacher: L = λ·CE + (1−λ)·T²·KL(p_avg‖p_S). Tarvainen, Valpola 2017,
// arXiv 1703.01780. The average is that of targets/self-targets.ts.

import { KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { withDivergence } from '../objectives';

export const method: Method = { ...withDivergence('selfKl', () => KL), taughtBy: 'self' };
