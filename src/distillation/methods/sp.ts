// SP: ‖G_T − G_S‖²/b², G the products of a batch's rows, each row of G of length 1. Tung, Mori 2019, arXiv 1907.09682.

import { similarityLoss } from '../../engine/ops/gram-losses';
import { representatives } from '../compared';
import { besideLogits } from '../features';
import { hiddenOf } from '../layer-pairs';
import type { Method } from '../method';
import { number } from '../objectives';

export const method: Method = {
  needs: hiddenOf('sp'),
  loss(step) {
    const rows = representatives(step, step.pairs[0]!);
    const value = rows && similarityLoss(rows.mine, rows.theirs);
    return besideLogits(step, { similarity: { value, weight: number(step.settings, 'gamma') } });
  },
};
