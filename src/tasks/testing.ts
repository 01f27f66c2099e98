// For tests and benchmarks: a run driven without a worker. Not part of the page.

import type { Experiment } from './experiment';

/** Trains the teachers, where some are trained first, so that the student's stage is under way. Steps of them in all. */
export async function throughTeacher(experiment: Experiment): Promise<number> {
  let all = 0;
  while (experiment.stage.id !== 'student') {
    const { stage } = experiment;
    let taken = 0;
    for await (const { step, log } of stage.arms[0]!.train()) {
      await log;
      taken = step;
      if (await stage.enough(step)) break;
    }
    all += taken;
    await experiment.next();
  }
  return all;
}
