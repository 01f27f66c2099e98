// For tests and benchmarks: a run driven without a worker. Not part of the page.

import type { Experiment } from './experiment';

/** Trains whoever comes before the student, teacher and assistants, so that its stage is under way. Steps of them in all. */
export async function throughTeacher(experiment: Experiment): Promise<number> {
  let taken = 0;
  while (experiment.stage.id !== 'student') {
    taken += await throughStage(experiment);
    await experiment.next();
  }
  return taken;
}

/** Takes the first arm of the stage under way to its end. Its steps in all. */
export async function throughStage({ stage }: Pick<Experiment, 'stage'>): Promise<number> {
  let taken = 0;
  for await (const { step, log } of stage.arms[0]!.train()) {
    await log;
    taken = step;
    if (await stage.enough(step)) break;
  }
  return taken;
}
