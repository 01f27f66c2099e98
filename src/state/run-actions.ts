// Actions on finished and stored runs: export, delete, open, show the report, continue; and the link.

import * as v from 'valibot';
import { parseRunConfig } from '../catalog/run-config';
import { reportSchema } from '../protocol/report';
import { serialiseRunFile } from '../storage/run-file';
import { runFileOf } from '../storage/run-record';
import { toHash } from '../storage/share-link';
import type { Actions } from './actions';
import type { AppParts } from './create-app';
import { beginRun, isUnderWay, noteRefusal, rewindRun } from './training-store';

type RunActions = Pick<
  Actions,
  'exportRun' | 'deleteRun' | 'openRun' | 'showReport' | 'closeReport' | 'continueRun' | 'shareLink'
>;

export function runActions({ stores, metrics, bridge, recorder, complain }: AppParts): RunActions {
  const { experiment, training, notices, runs, proof } = stores;
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
    },
    closeReport: () => proof.setState({ opened: null }),
    async continueRun(id) {
      if (isUnderWay(training.getState().phase)) return;
      const known = parseRunConfig(runs.getState().runs.find((entry) => entry.id === id)?.config);
      if (known.rejected.length > 0) {
        experiment.getState().load(known.config);
        return notices.getState().show({
          kind: 'note',
          code: 'run-outdated',
          message: `This run was made with something that is not here any more (${known.rejected.join(', ')}), so it cannot go on.`,
          fields: known.rejected,
        });
      }
      const run = await recorder.reopen(id);
      const { resumable } = recorder;
      if (!run || !resumable)
        return notices.getState().show({
          kind: 'note',
          code: 'nothing-to-export',
          message: 'This run was kept without its weights, so it cannot go on. Start it anew.',
        });
      const { step, start } = resumable;
      experiment.getState().load(start.config);
      metrics.restore(run.series, run.evaluations);
      metrics.rewind(step);
      beginRun(training, start.config);
      rewindRun(training, step);
      bridge.send('train.start', start).catch((error: unknown) => {
        complain(error);
        if (noteRefusal(training, error)) recorder.forget(); // it stays as it was
      });
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
