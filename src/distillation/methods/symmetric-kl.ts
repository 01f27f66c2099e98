// Symmetric KL: μ·KL(p_T‖p_S) + (1−μ)·KL(p_S‖p_T), times T². As in torchtune.

import { KL } from '../../engine/ops/divergence';
import type { Method } from '../method';
import { number, withDivergence } from '../objectives';

export const method: Method = withDivergence('symmetricKl', ({ settings }) => ({
  ...KL,
  forward: number(settings, 'mu'),
  reverse: 1 - number(settings, 'mu'),
}));
