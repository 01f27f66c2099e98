// For this folder's tests: the page's state with a worker that the test speaks for, and runs and reports that never were. Not part
// of the page.

import type { Arm } from '../catalog/arms';
import { FakeLocks, FakeWorker } from '../client/fake-worker';
import type { Events } from '../protocol/messages';
import type { Estimate, Report } from '../protocol/report';
import type { StepLog } from '../protocol/training';
import { openDatabase, type RetortDatabase } from '../storage/database';
import { createApp } from './create-app';

/**
 * The page opened with a hash.
 * @param database its name, or how to open it; the same name again is a reload.
 * @param locks the same for two tabs of a browser.
 */
export function openPage(
  hash: string,
  database: string | (() => Promise<RetortDatabase>),
  locks?: LockManager,
) {
  const workers: FakeWorker[] = [];
  const app = createApp({
    hash,
    locks,
    database: typeof database === 'string' ? () => openDatabase(database) : database,
    bridge: {
      base: 'http://localhost/',
      locks: new FakeLocks() as unknown as LockManager,
      spawn: () => {
        workers.push(new FakeWorker());
        return workers.at(-1)!;
      },
    },
  });
  const worker = () => workers.at(-1)!;
  const checkpoint = (step: number): Events['train.checkpoint'] => ({
    config: app.stores.experiment.getState().config,
    stage: 'student',
    step,
  });
  return {
    app,
    workers,
    /** The one that is there now. */
    worker,
    checkpoint,
    /** A run of some steps, the last checkpoint at `saved`. */
    train(steps: number, saved: number): void {
      app.actions.distill();
      worker().say('session', sessionAt('running', 0));
      for (let step = 1; step <= steps; step++) {
        worker().say('train.steps', { logs: [logOf(step)], liveTensors: 5, bytes: 50 });
        if (step === saved) worker().say('train.checkpoint', checkpoint(step));
      }
    },
  };
}

/** What the worker says of a run of 100 steps. */
export const sessionAt = (phase: Events['session']['phase'], step: number): Events['session'] => ({
  phase,
  stage: { id: 'student', index: 0, count: 1 },
  step,
  steps: 100,
  speakers: ['student', 'teacher'],
  examples: [],
  parameters: { student: 10, teacher: 100 },
});

/** A step of the student. */
export const logOf = (step: number): StepLog => ({
  arm: 'student',
  step,
  loss: 1 / step,
  terms: { ce: 1, kl: 1 },
  learningRate: 0.1,
  temperature: 1,
  lambda: 0.5,
  gradNorm: 1,
  tokens: 10,
  ms: 10,
});

const around = (value: number): Estimate => ({ value, low: value - 0.01, high: value + 0.01, n: 100 });

/** A report in which each arm has this accuracy. */
export function reportOf(accuracy: Partial<Record<Arm, number>>, changes: Partial<Report> = {}): Report {
  const arms = Object.entries(accuracy) as [Arm, number][];
  const student = accuracy.student ?? 0;
  return {
    step: 100,
    rows: { total: 100, labelled: 10 },
    classes: ['1', '2'],
    arms: arms.map(([arm, value]) => ({
      arm,
      figures: { accuracy: around(value), ...(arm === 'teacher' && { sure: around(0.5) }) },
      cost: { parameters: 10, bytes: 40, flopsForward: 20 },
      ms: 1,
      confusion: [1, 0, 0, 1],
    })),
    gains: arms
      .filter(([arm]) => arm !== 'student' && arm !== 'teacher')
      .map(([rival, value]) => ({ rival, figures: { accuracy: around(student - value) } })),
    ...changes,
  };
}
