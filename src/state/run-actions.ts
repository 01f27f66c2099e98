// Actions on finished and stored runs: name, delete, open, show the report, continue, replay; and the link. Run files are run-file-actions.ts.

import { readsOf } from '../catalog/catalog';
import { parseRunConfig } from '../catalog/run-config';
import type { RunRecord } from '../storage/run-record';
import { toHash } from '../storage/share-link';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { NO_CLAIM } from './claims-store';
import { keepSpeaker } from './chat-store';
import { pageAddress } from './page-address';
import { beginRun, isUnderWay, noteRefusal, rewindRun, showRun } from './training-store';

type RunActions = Pick<
  Actions,
  | 'changeRun'
  | 'replay'
  | 'closeClaim'
  | 'claimLink'
  | 'readRun'
  | 'deleteRun'
  | 'openRun'
  | 'showReport'
  | 'closeReport'
  | 'continueRun'
  | 'shareLink'
>;

/** Has the worker forget what it has and take up the models that a run left, as many as are here. */
export async function takeUpModels(
  { stores, bridge, recorder, complain }: AppParts,
  { id, examples = [] }: RunRecord,
): Promise<void> {
  const { training, chat, data } = stores;
  training.setState({ speakers: [], examples: [] });
  chat.getState().invite('compressed', undefined);
  const smaller = data
    .getState()
    .models.find(({ run, compression, task }) => run === id && compression && readsOf(task) !== null);
  try {
    const { speakers } = await bridge.send('train.open', { run: id });
    if (recorder.current()?.id === id) {
      if (speakers.length > 0) training.setState({ speakers, examples });
      chat.getState().invite('compressed', smaller);
    }
  } catch (error) {
    complain(error);
  }
  keepSpeaker(chat, training.getState());
}

export function runActions(parts: AppParts, { distill }: Pick<Actions, 'distill'>): RunActions {
  const { stores, metrics, bridge, recorder, removals, complain } = parts;
  const { experiment, training, notices, runs, claims, proof, page } = stores;
  return {
    changeRun: (id, change) => recorder.change(id, change),
    replay: async (run) => (await import('./replay')).replay(parts, distill, run),
    closeClaim: () => claims.setState(NO_CLAIM),
    claimLink: async (run) => (await import('./replay')).claimLink(parts, run),
    readRun: (id) => recorder.load(id),
    async deleteRun(id, name) {
      await recorder.hide(id);
      if (!(await removals.remove({ store: 'runs', id, name }))) return recorder.open();
      if (proof.getState().opened?.id === id) proof.setState({ opened: null });
    },
    async openRun(id) {
      if (isUnderWay(training.getState().phase)) return;
      const run = await recorder.show(id);
      if (!run) return;
      // stored by an older version of the page, perhaps
      const { config, rejected } = parseRunConfig(run.config);
      experiment.getState().load(config, rejected);
      metrics.restore(run.series, run.evaluations);
      showRun(training, run, config);
      proof.setState({ opened: null });
      page.getState().show('training');
      await takeUpModels(parts, run);
    },
    async showReport(id) {
      const run = await recorder.load(id);
      if (!run?.report)
        return void notices.getState().show({
          kind: 'note',
          code: 'report-unreadable',
          message:
            'The report of this run cannot be shown: it is gone, or another version of the page wrote it. Open the run again and distil for a new one.',
        });
      const { config } = parseRunConfig(run.config);
      const { startedAt, report } = run;
      proof.setState({ view: 'evaluation', opened: { id, startedAt, config, report } });
      page.getState().show('proof');
    },
    closeReport: () => proof.setState({ opened: null }),
    async continueRun(id) {
      if (isUnderWay(training.getState().phase)) return;
      const known = parseRunConfig(runs.getState().runs.find((entry) => entry.id === id)?.config);
      if (known.rejected.length > 0) {
        experiment.getState().load(known.config);
        return void notices.getState().show({
          kind: 'note',
          code: 'run-outdated',
          message: `This run was made with something that is not here any more (${known.rejected.join(', ')}), so it cannot go on.`,
          fields: known.rejected,
        });
      }
      const run = await recorder.reopen(id);
      if (run === 'elsewhere')
        return void notices.getState().show({
          kind: 'note',
          code: 'run-elsewhere',
          message:
            'Another tab of this browser is at this run. Go on with it there, or close that tab first.',
        });
      const { resumable } = recorder;
      if (!run || !resumable)
        return void notices.getState().show({
          kind: 'note',
          code: 'nothing-to-export',
          message: 'This run was kept without its weights, so it cannot go on. Start it anew.',
        });
      const { at, step, start } = resumable;
      experiment.getState().load(start.config);
      metrics.restore(run.series, run.evaluations);
      metrics.rewind(at);
      beginRun(training, start.config);
      training.setState({ marks: run.marks ?? [] });
      rewindRun(training, step);
      bridge.send('train.start', start).catch((error: unknown) => {
        complain(error);
        if (noteRefusal(training, error)) recorder.forget(); // it stays as it was
      });
    },
    shareLink(id) {
      const run = runs.getState().runs.find((entry) => entry.id === id);
      const { config } = run ? parseRunConfig(run.config) : experiment.getState();
      return pageAddress(toHash(config));
    },
  };
}
