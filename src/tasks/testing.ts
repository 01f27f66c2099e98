// For tests and benchmarks: a run driven without a worker. Not part of the page.

import type { Experiment } from './experiment';

/** Trains the teacher, where one is trained first, so that the student's stage is under way. Steps of the teacher in all. */
export async function throughTeacher(experiment: Experiment): Promise<number> {
  const { stage } = experiment;
  if (stage.id !== 'teacher') return 0;
  let taken = 0;
  for await (const { step, log } of stage.arms[0]!.train()) {
    await log;
    taken = step;
    if (await stage.enough(step)) break;
  }
  await experiment.next();
  return taken;
}
