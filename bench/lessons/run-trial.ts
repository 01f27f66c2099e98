// The trial of a lesson under Node: the headless twin of what the page's worker and state/lesson-actions.ts do, from config to result.

import { configsOf } from '../../src/catalog/lesson-configs';
import type { Glimpse, Lesson, RunResult, TrialResult } from '../../src/catalog/lesson';
import type { RunConfig } from '../../src/catalog/run-config';
import { VIEWED, type Viewed } from '../../src/protocol/inspection';
import { choicesOf } from '../../src/state/lesson-ways';
import { runResult } from '../../src/state/run-result';
import type { Experiment } from '../../src/tasks/experiment';
import { measureWays } from '../../src/tasks/compress';
import { inspect } from '../../src/tasks/inspect';
import type { ModelBundle } from '../../src/models/bundle';
import { readyExperiment } from '../presets/run-once';

type Trial = NonNullable<Lesson['trial']>;

async function train(id: string, experiment: Experiment): Promise<RunResult> {
  const curve: RunResult['curve'][number][] = [];
  for (const arm of experiment.stage.arms) {
    for await (const { log } of arm.train()) {
      const { step, loss, terms } = await log;
      if (arm.id === 'student') curve.push({ step, loss, terms });
    }
  }
  return runResult(id, await experiment.report(), { maps: await experiment.maps(), curve });
}

async function look(experiment: Experiment, subjects: NonNullable<Trial['look']>): Promise<Glimpse[]> {
  const models = new Map<Viewed, ModelBundle>();
  for (const who of VIEWED)
    if (experiment.speakers.includes(who)) models.set(who, await experiment.bundle(who));
  const { transfer, tools } = experiment;
  const { signal } = new AbortController();
  const seen: Glimpse[] = [];
  for (const subject of subjects)
    seen.push(
      await inspect({ subject, models, larger: null, transfer, tools, labels: undefined, signal }, null),
    );
  return seen;
}

/** Runs and looks as the page does. `seconds` are the processor's: what a machine with nothing else to do takes on one thread. */
export async function runTrial(
  lesson: Pick<Lesson, 'config' | 'trial'>,
  seed: number,
  backend: RunConfig['backend'] = 'auto',
): Promise<{ result: TrialResult; seconds: number }> {
  const { runs: named, look: subjects = [], smaller: ways } = lesson.trial!;
  const began = process.cpuUsage();
  const runs: RunResult[] = [];
  let seen: Glimpse[] = [];
  let smaller: TrialResult['smaller'] = null;
  for (const [i, config] of configsOf(lesson, { seed, backend }).entries()) {
    const experiment = await readyExperiment(config);
    runs.push(await train(named[i]!.id, experiment));
    if (i === named.length - 1) {
      seen = await look(experiment, subjects);
      if (ways) smaller = await measureWays(experiment, ways.map(choicesOf));
    }
    experiment.dispose();
  }
  const { user, system } = process.cpuUsage(began);
  return { result: { runs, seen, smaller }, seconds: (user + system) / 1e6 };
}
