// For the tests of PyTorch's part: small runs of every task under Node, stopped at a step, as folders for torchrun, and the losses that
// the page has from there.

import { parseRunConfig, type RunConfig } from '../src/catalog/run-config';
import type { WrittenFile } from '../src/models/model-format';
import { writeRun } from '../src/models/torchrun/write-folder';
import type { StepLog } from '../src/protocol/training';
import { type ExperimentDeps, prepareExperiment } from '../src/tasks/experiment';
import { throughTeacher } from '../src/tasks/testing';
import { twinRun } from '../src/tasks/twin-run';

export interface StoppedRun {
  config: RunConfig;
  files: WrittenFile[];
  /** Of the steps after the stop, arms in turn. */
  losses: StepLog[];
}

/** What train.py is to hand through to the page. */
export const HANDED = { retort: '{"any": "thing"}', run: 'a run file' };

/** @param stop steps that the page takes. @param more steps that it takes after the export. */
export async function stoppedRun(
  given: object,
  deps: ExperimentDeps,
  { stop, more = 10 }: { stop: number; more?: number },
): Promise<StoppedRun> {
  const { config, rejected } = parseRunConfig(given);
  if (rejected.length > 0) throw new Error(`bad config: ${rejected.join()}`);
  const experiment = await prepareExperiment(config, deps);
  try {
    await throughTeacher(experiment);
    const arms = experiment.stage.arms.map((arm) => arm.train());
    const step = async (): Promise<StepLog[]> => {
      const logs: StepLog[] = [];
      for (const arm of arms) {
        const taken = await arm.next();
        if (!taken.done) logs.push(await taken.value.log);
      }
      return logs;
    };
    for (let i = 0; i < stop; i++) await step();
    const checkpoint = await experiment.checkpoint();
    const run = await twinRun(experiment, checkpoint, { metadata: HANDED });
    const { tokenizer } = await experiment.bundle('student');
    const losses: StepLog[] = [];
    for (let i = 0; i < more; i++) losses.push(...(await step()));
    return { config, files: writeRun(run, 'small', tokenizer), losses };
  } finally {
    experiment.dispose();
  }
}
