// Races over seeds and sweeps over settings: a queue of runs, one after the other, through the same worker as any run. Each
// result is kept on the device at once. Pause holds the run under way too; Stop or Reset of that run, a crash or a reload leave
// the study paused, with that run to be done again. Runs of a study are not in the list of runs: a seed gives the same run again.

import { mainFigure } from '../catalog/catalog';
import { errorFields } from '../protocol/errors';
import type { Phase } from '../protocol/messages';
import {
  cellConfig,
  type Study,
  STUDY_KINDS,
  type StudyCell,
  type StudyKind,
  withoutClasses,
} from '../storage/study';
import type { AppParts } from './app-parts';
import type { Metrics } from './metrics';
import { runOfStudy } from './studies';
import { beginRun, isUnderWay, noteRefusal } from './training-store';

/** What reads and writes them on the device. */
const storage = () => import('../storage/studies');

export function createStudyQueue({ stores, metrics, bridge, recorder, database, complain }: AppParts) {
  const { studies, training, notices } = stores;
  let complained = false;

  const keep = async (study: Study): Promise<void> => {
    if (study.kind === 'lesson') return; // it is over when the lesson is left
    try {
      const { saveStudy } = await storage();
      await saveStudy(await database(), study);
    } catch (error) {
      if (!complained) notices.getState().show({ kind: 'error', ...errorFields(error) });
      complained = true;
    }
  };
  const put = (study: Study): Study => {
    studies.setState({ [study.kind]: study });
    void keep(study);
    return study;
  };
  const withCell = (study: Study, cell: number, change: Partial<StudyCell>): Study => ({
    ...study,
    cells: study.cells.map((old, i) => (i === cell ? { ...old, ...change } : old)),
  });

  /** The next run of a study that is not paused, where the worker is free. */
  const next = (): void => {
    if (isUnderWay(training.getState().phase)) return;
    const all = studies.getState();
    const study = STUDY_KINDS.map((kind) => all[kind]).find((one) => one?.status === 'running');
    if (!study) return;
    const cell = study.cells.findIndex(({ status }) => status === 'waiting');
    if (cell < 0) {
      put({ ...study, status: 'done' });
      return next();
    }
    const config = cellConfig(study, cell);
    put(withCell(study, cell, { status: 'running' }));
    recorder.forget();
    metrics.clear();
    beginRun(training, config);
    bridge.send('train.start', { config }).catch((error: unknown) => {
      complain(error);
      if (noteRefusal(training, error)) over('failed');
    });
  };

  /** The worker is free again. */
  const over = (phase: Phase): void => {
    const run = runOfStudy(studies.getState());
    if (run && phase === 'failed') put(withCell(run.study, run.cell, { status: 'failed' }));
    else leave();
    next();
  };

  /** The run under way is over without a result: again, when the person says so. */
  const leave = (): void => {
    const run = runOfStudy(studies.getState());
    if (!run) return;
    const status = run.study.status === 'running' ? 'paused' : run.study.status;
    put({ ...withCell(run.study, run.cell, { status: 'waiting' }), status });
  };

  return {
    listen(): void {
      bridge.listen('train.report', (report) => {
        const run = runOfStudy(studies.getState());
        if (!run) return;
        const result = { report: withoutClasses(report), lastRise: lastRise(metrics, run.study.base.task) };
        put(withCell(run.study, run.cell, { status: 'done', result }));
      });
      bridge.listen('session', ({ phase }) => {
        if (!isUnderWay(phase)) over(phase);
      });
      bridge.onCrash(leave);
    },
    /** Reads what was left on the device. */
    async open(): Promise<void> {
      try {
        const { loadStudies } = await storage();
        for (const study of await loadStudies(await database())) {
          if (studies.getState()[study.kind] === null) studies.setState({ [study.kind]: study });
        }
      } catch {
        // the list of runs has said it
      }
    },
    start(study: Study): void {
      put(study);
      next();
    },
    pause(kind: StudyKind): void {
      const study = studies.getState()[kind];
      if (study?.status !== 'running') return;
      put({ ...study, status: 'paused' });
      if (runOfStudy(studies.getState())?.study.kind === kind) bridge.send('train.pause', {}).catch(complain);
    },
    resume(kind: StudyKind): void {
      const study = studies.getState()[kind];
      if (study?.status !== 'paused') return;
      put({ ...study, status: 'running' });
      if (runOfStudy(studies.getState())?.study.kind === kind)
        bridge.send('train.resume', {}).catch(complain);
      else next();
    },
    cancel(kind: StudyKind): void {
      const study = studies.getState()[kind];
      if (!study || study.status === 'done') return;
      const mine = runOfStudy(studies.getState())?.study.kind === kind;
      put({ ...study, status: 'cancelled' });
      if (mine) bridge.send('train.stop', {}).catch(complain);
    },
  };
}
export type StudyQueue = ReturnType<typeof createStudyQueue>;

/** How much the student's main figure rose between its last two checks. */
function lastRise(metrics: Metrics, task: string): number | null {
  const main = mainFigure(task);
  const values = metrics.evaluations
    .filter(({ arm }) => arm === 'student')
    .flatMap(({ figures }) => figures[main] ?? []);
  const [before, last] = values.slice(-2);
  return before === undefined || last === undefined ? null : last - before;
}
