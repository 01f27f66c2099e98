// Actions on races and sweeps: made from the experiment on the table, steered, and a cell opened as a run of its own.

import { rivals } from '../catalog/arms';
import { foldNames } from '../catalog/folds';
import { params } from '../catalog/params';
import { type Axis, cellConfig, newStudy } from '../storage/study';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import type { StudyQueue } from './study-queue';
import { isUnderWay } from './training-store';

type StudyActions = Pick<
  Actions,
  | 'startRace'
  | 'raceAgain'
  | 'startWorth'
  | 'startSweep'
  | 'pauseStudy'
  | 'resumeStudy'
  | 'cancelStudy'
  | 'openStudy'
  | 'openCell'
>;

export function studyActions(
  { stores }: AppParts,
  queue: StudyQueue,
  { distill }: Pick<Actions, 'distill'>,
): StudyActions {
  const { experiment, training, studies } = stores;
  const busy = () => isUnderWay(training.getState().phase);
  const seedsFrom = (seed: number, count: number): Axis => {
    const first = Math.min(seed, params.seed.max - count + 1);
    return { field: 'seed', values: Array.from({ length: count }, (_, i) => first + i) };
  };
  return {
    startRace({ seeds, folds, rivals: wanted }) {
      if (busy()) return;
      const { config } = experiment.getState();
      const racing = Object.fromEntries(rivals.map(({ id }) => [id, wanted.includes(id)]));
      const base = { ...config, ...racing };
      const axis = folds
        ? { field: 'fold' as const, values: foldNames(folds) }
        : seedsFrom(config.seed, seeds);
      queue.start(newStudy('race', base, [axis], Date.now()));
    },
    raceAgain(more) {
      const { race } = studies.getState();
      if (!race || busy()) return;
      queue.start(newStudy('race', { ...race.base, [more]: true }, race.axes, Date.now()));
    },
    startWorth(labelShares) {
      const { race } = studies.getState();
      if (!race || busy()) return;
      const alone = Object.fromEntries(rivals.map(({ id }) => [id, false]));
      // λ = 1 is the baseline, bit for bit
      const base = { ...race.base, ...alone, lambda: 1 };
      const shares: Axis = { field: 'labelShare', values: labelShares };
      queue.start(newStudy('worth', base, [shares, ...race.axes], Date.now()));
    },
    startSweep(axes) {
      if (busy()) return;
      const { config } = experiment.getState();
      const alone = Object.fromEntries(rivals.map(({ id }) => [id, false]));
      queue.start(newStudy('sweep', { ...config, ...alone }, axes, Date.now()));
    },
    pauseStudy: (kind) => queue.pause(kind),
    resumeStudy: (kind) => queue.resume(kind),
    cancelStudy: (kind) => queue.cancel(kind),
    openStudy(kind) {
      const study = studies.getState()[kind];
      if (study) experiment.getState().load(study.base);
    },
    openCell(kind, cell) {
      const study = studies.getState()[kind];
      if (!study || busy()) return;
      experiment.getState().load(cellConfig(study, cell));
      distill();
    },
  };
}
