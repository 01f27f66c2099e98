// RKD: Huber's loss on the distances, over their mean, and on the angles between the rows of a batch. Park et al. 2019,
// arXiv 1904.05068.

import { angleLoss, distanceLoss } from '../../engine/ops/gram-losses';
import { representatives } from '../compared';
import { besideLogits } from '../features';
import { hiddenOf } from '../layer-pairs';
import type { Method } from '../method';
import { number } from '../objectives';

export const method: Method = {
  needs: hiddenOf('rkd'),
  loss(step) {
    const rows = representatives(step, step.pairs[0]!);
    const weight = (id: string) => number(step.settings, id);
    return besideLogits(step, {
      distance: { value: rows && distanceLoss(rows.mine, rows.theirs), weight: weight('distanceWeight') },
      angle: { value: rows && angleLoss(rows.mine, rows.theirs), weight: weight('angleWeight') },
    });
  },
};
