// Learning corrections: a short further training of a finished run's student, a stage after it that goes through the one training loop, on
// what a person has put right among rows that it knows; and what that gained and cost, on requests like those and on the test's. It
// always begins where the run ended, so that a correction that is taken back is unlearnt by learning the others again.

import { createArm } from '../distillation/arms';
import { methodOf } from '../distillation/method';
import { warmUpCosine } from '../distillation/schedule';
import type { Targets } from '../distillation/targets/targets';
import { throwIfCancelled } from '../lib/cancelled';
import { RetortError } from '../lib/errors';
import { nextTask } from '../lib/next-task';
import { pairedDifference } from '../lib/paired-difference';
import { type ModelBundle, type Network, networkOf } from '../models/bundle';
import { fromParams } from '../models/weights';
import type { Compared, Correction, Learnt, LearningWork } from '../protocol/correction';
import type { Experiment } from './experiment';

/** Steps: so many, and some for each correction. */
const STEPS = 60;
const STEPS_EACH = 6;
const MOST_STEPS = 200;
/** Requests like the corrected ones that are asked before and after. */
const MOST_LIKE = 100;
/** Of the run's learning rate: what has been learnt is to be kept. */
const RATE = 0.25;
/** Of the hard labels, at least: corrections are right, and the teacher may not know. */
const LEAST_LAMBDA = 0.5;

export interface LearningHooks {
  /** Requests like the corrected ones, and steps, at most; so that tests need not wait. */
  most?: { like: number; steps: number };
  signal?: AbortSignal | undefined;
  onProgress?: ((work: LearningWork, done: number, total: number) => void) | undefined;
}

const shareOf = (list: readonly boolean[]): number => list.filter(Boolean).length / list.length;

function compared(before: readonly boolean[], after: readonly boolean[]): Compared {
  const won = after.filter((right, i) => right && !before[i]).length;
  const lost = before.filter((right, i) => right && !after[i]).length;
  return {
    n: before.length,
    before: shareOf(before),
    after: shareOf(after),
    difference: pairedDifference(won, lost, before.length),
  };
}

/**
 * The student with its corrections, and what came of it; the run's own where there are none.
 * @param experiment at the student's stage. Throws RetortError: 'config-invalid' where its task knows no corrections, 'cancelled'.
 */
export async function learnCorrections(
  experiment: Experiment,
  corrections: readonly Correction[],
  { signal, onProgress, most = { like: MOST_LIKE, steps: MOST_STEPS } }: LearningHooks = {},
): Promise<{ student: ModelBundle; learnt: Learnt }> {
  const began = performance.now();
  const { task } = experiment.lesson ?? {};
  if (!task?.corrections || experiment.stage.id !== 'student') {
    throw new RetortError(
      'config-invalid',
      'Corrections are learnt by a student of the agent whose run has ended. Distil one, and let it learn them then.',
    );
  }
  const student = await experiment.bundle('student');
  const ask = await task.corrections.asking(corrections, most.like);
  const told = (work: LearningWork) => ({
    signal,
    onProgress: (done: number, total: number) => onProgress?.(work, done, total),
  });
  const before = await ask(student, told('before'));
  const steps = corrections.length === 0 ? 0 : Math.min(most.steps, STEPS + STEPS_EACH * corrections.length);
  task.corrections.set(corrections);
  const weights =
    steps === 0 ? student.weights : await further(experiment, student, steps, { signal, onProgress });
  const after = steps === 0 ? before : await ask({ ...student, weights }, told('after'));
  const made = { ...student, weights, network: calibrated(student.network, after.planTemperature) };
  return {
    student: made,
    learnt: {
      right: Object.fromEntries(
        corrections.map(({ id }, i) => [id, { before: before.own[i]!, after: after.own[i]! }]),
      ),
      similar: before.similar.length > 0 ? compared(before.similar, after.similar) : null,
      others: compared(before.others, after.others),
      steps,
      ms: performance.now() - began,
    },
  };
}

/** A network whose plans say how sure it may be of them. */
const calibrated = (network: Network, planTemperature: number): Network =>
  network.kind === 'decoder'
    ? { ...network, config: { ...network.config, plan_temperature: planTemperature } }
    : network;

async function further(
  { config, controls, lesson }: Experiment,
  student: ModelBundle,
  steps: number,
  { signal, onProgress }: LearningHooks,
): Promise<ModelBundle['weights']> {
  const { task } = lesson!;
  const { temperature, lambda, learningRate, settings } = { ...config, ...controls };
  // no more than answers: a method with taps or rollouts was for the run
  const targets: Targets = { ask: (batch, asked) => task.teacher.ask(batch, asked) };
  const maker = {
    createModel: () => networkOf(student, (params) => params),
    createOptimizer: task.createOptimizer,
    averages: task.averages,
  };
  const arm = createArm('student', maker, {
    targets,
    batch: (step, of) => task.corrections!.rehearsal(config.steps + step, of),
    method: methodOf('hinton'),
    controls: {
      ...{ temperature, settings },
      lambda: Math.max(LEAST_LAMBDA, lambda),
      learningRate: RATE * learningRate,
    },
    rows: config.softRows,
    seed: config.seed,
    schedule: warmUpCosine(steps),
    steps,
  });
  try {
    for await (const { step } of arm.train(signal)) {
      onProgress?.('learning', step, steps);
      await nextTask();
    }
    throwIfCancelled(signal);
    return await fromParams(arm.model.params);
  } finally {
    arm.dispose();
  }
}
