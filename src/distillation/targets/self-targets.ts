// The student as its own teacher: a copy of its weights that follows them as a moving average,
//   a ← (1−r)·a + r·w  before each step in which it is asked
// and so lags behind by about 1/r steps (Tarvainen, Valpola 2017, arXiv 1703.01780). Where a batch has a hint, the teacher alone reads
// it. Of one arm; its checkpoint holds the copy (checkpoint.ts).

import { followWeights } from '../../engine/weight-average';
import { tensor } from '../../engine/tensor';
import type { Model } from '../../models/model';
import { liveTargets, type Targets } from './targets';

/** @param teacher at the student's first weights. @param rate r. @param given who prepares batches. */
export function selfTargets(teacher: Model, rate: () => number, given: Targets): Targets {
  const live = liveTargets(teacher);
  return {
    async prepare(batch, turn) {
      followWeights(teacher.params, turn.student.params, 1 - rate());
      return (await given.prepare?.(batch, turn)) ?? batch;
    },
    ask(batch, asked) {
      const { hinted } = batch;
      if (!hinted) return live.ask(batch, asked);
      return live.ask(batch, {
        ...asked,
        inputs: tensor(hinted.inputs, hinted.shape),
        positions: tensor(hinted.positions, [hinted.positions.length]),
      });
    },
  };
}
