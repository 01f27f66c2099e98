// Actions on finished and stored runs: export, delete, open, show the report, continue; and the link.

import * as v from 'valibot';
import { parseRunConfig } from '../catalog/run-config';
import { reportSchema } from '../protocol/report';
import { runFileOf, serialiseRunFile } from '../storage/run-file';
import { toHash } from '../storage/share-link';
import type { Actions } from './actions';
import type { AppParts } from './create-app';
import { beginRun, isUnderWay, rewindRun } from './training-store';

type RunActions = Pick<
  Actions,
  'exportRun' | 'deleteRun' | 'openRun' | 'showReport' | 'closeReport' | 'continueRun' | 'shareLink'
>;

export function runActions({ stores, metrics, bridge, recorder }: AppParts): RunActions {
  const { experiment, training, notices, runs, proof, page } = stores;
  return {
    async exportRun(id) {
      const run = id === undefined ? recorder.current() : await recorder.load(id);
      if (!run)
        return notices.getState().show({
          kind: 'note',
          code: 'nothing-to-export',
          message: 'There is no run to export yet. Press Distill first.',
        });
      download(`retort-${run.config.task}-${run.id}.json`, serialiseRunFile(runFileOf(run)));
    },
    async deleteRun(id) {
      await recorder.remove(id);
      if (proof.getState().opened?.id === id) proof.setState({ opened: null });
    },
    openRun(id) {
      const run = runs.getState().runs.find((entry) => entry.id === id);
      if (!run) return;
      // stored by an older version of the page, perhaps
      const { config, rejected } = parseRunConfig(run.config);
      experiment.getState().load(config, rejected);
    },
    async showReport(id) {
      const run = await recorder.load(id);
      const report = v.safeParse(reportSchema, run?.report); // stored by another version of the page, perhaps
      if (!run || !report.success)
        return notices.getState().show({
          kind: 'note',
          code: 'report-unreadable',
          message:
            'The report of this run cannot be shown: it is gone, or another version of the page wrote it. Open the run again and distil for a new one.',
        });
      const { config } = parseRunConfig(run.config);
      const { startedAt } = run;
      proof.setState({ view: 'evaluation', opened: { id, startedAt, config, report: report.output } });
      page.getState().show('proof');
    },
    closeReport: () => proof.setState({ opened: null }),
    async continueRun(id) {
      if (isUnderWay(training.getState().phase)) return;
      const found = await recorder.reopen(id);
      if (!found)
        return notices.getState().show({
          kind: 'note',
          code: 'nothing-to-export',
          message: 'This run was kept without its weights, so it cannot go on. Start it anew.',
        });
      const { config } = parseRunConfig(found.checkpoint.config);
      experiment.getState().load(config);
      metrics.restore(found.run.series, found.run.evaluations);
      metrics.rewind(found.checkpoint.step);
      beginRun(training, config);
      rewindRun(training, found.checkpoint.step);
      bridge.send('train.start', { config, checkpoint: found.checkpoint });
    },
    shareLink(id) {
      const run = runs.getState().runs.find((entry) => entry.id === id);
      const { config } = run ? parseRunConfig(run.config) : experiment.getState();
      return new URL(toHash(config), location.href).href;
    },
  };
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // Safari reads it after the click
}
