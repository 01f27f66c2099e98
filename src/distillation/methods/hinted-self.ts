// Hint-conditioned self-distillation: the teacher is the moving average of the student's own weights, and reads the right calls before
// it answers: L = λ·CE + (1−λ)·T²·KL(p_avg(·|hint)‖p_S). Who writes the hints is tasks/agent/hints.ts. Shenfeld et al. 2026,
// arXiv 2601.19897 (TRL, sdft_trainer.md).

import { KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { withDivergence } from '../objectives';

export const method: Method = { ...withDivergence('hintedKl', () => KL), taughtBy: 'self', readsHints: true };
