// Actions on run files: the current run or a stored one saved as a file, and a file read back as a run in the list.

import { RetortError } from '../lib/errors';
import { hashString } from '../lib/rng';
import { parseRunFile, serialiseRunFile } from '../storage/run-file';
import { recordOf, runFileOf } from '../storage/record-of-file';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { download } from './download';
import { isUnderWay } from './training-store';

type RunFileActions = Pick<Actions, 'exportRun' | 'openRunFile'>;

/** A run file of 150 classes and five arms has about 3 MB. */
const MOST_BYTES = 50e6;

export function runFileActions(
  { stores, bridge, recorder, complain }: AppParts,
  { openRun }: Pick<Actions, 'openRun'>,
): RunFileActions {
  const { notices, training } = stores;

  /** A run that PyTorch went on with becomes the same run again, at its new step. */
  async function takeBack(file: File): Promise<void> {
    if (isUnderWay(training.getState().phase))
      throw new RetortError(
        'config-invalid',
        'A run is under way. Stop it before you open one that comes back.',
      );
    const { run: id } = await bridge.send('run.takeBack', { name: file.name, blob: file });
    if (recorder.current()?.id === id) recorder.forget(); // what is shown is as it was
    const run = await recorder.load(id);
    if (!run) return;
    await recorder.add(run, true);
    await openRun(id);
  }

  return {
    async exportRun(id) {
      const run = id === undefined ? recorder.current() : await recorder.load(id);
      if (!run)
        return void notices.getState().show({
          kind: 'note',
          code: 'nothing-to-export',
          message: 'There is no run to export yet. Press Distill first.',
        });
      const file = `retort-${run.config.task}-${run.id}.json`;
      download(file, new Blob([serialiseRunFile(runFileOf(run))], { type: 'application/json' }));
      notices.getState().show({
        kind: 'note',
        code: 'run-saved',
        message: `Saved as ${file}: settings, curves, checks and report, without the weights.`,
        file,
      });
    },
    async openRunFile(file) {
      try {
        if (/\.safetensors$/i.test(file.name)) return await takeBack(file);
        const text = await readText(file);
        const { run, rejected } = parseRunFile(text);
        const id = `file-${hashString(text).toString(36)}`; // the same file is the same run
        await recorder.add(recordOf(run, id, file.name));
        await openRun(id);
        if (rejected.length > 0) stores.experiment.getState().load(run.config, rejected); // which are told
      } catch (error) {
        complain(error);
      }
    },
  };
}

async function readText(file: File): Promise<string> {
  if (file.size > MOST_BYTES)
    throw new RetortError(
      'file-too-large',
      `“${file.name}” has ${Math.round(file.size / 1e6)} MB; a run file has a few at most. Choose one that "Export run" saved.`,
    );
  try {
    return await file.text();
  } catch (cause) {
    throw new RetortError(
      'file-broken',
      `“${file.name}” cannot be read: it is gone, or a folder, or not yours to read. Choose it again.`,
      { cause },
    );
  }
}
