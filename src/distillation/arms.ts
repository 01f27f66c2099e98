// The racers: the student and its rivals, each a model, its optimiser and its place in the run. Same first weights, same data
// order, same steps; each rival differs from the student in one thing. One next() of train() is one step, so a driver can take
// the arms in turn. At λ = 1 no teacher is asked and all rivals are the baseline, bit for bit.

import type { Optimizer } from '../engine/optimizer';
import { dispose } from '../engine/tensor';
import { restoreArm, saveArm } from './checkpoint';
import { methodLoss } from './losses';
import { train, type TrainOptions } from './train';
import type { Controls, Launched, Model, Racer, Summary } from './types';

export interface ArmRun {
  readonly id: Racer;
  readonly model: Model;
  /** Steps done. */
  readonly step: number;
  /** Goes on from `step` to the end of the run, or to the signal. */
  train(signal?: AbortSignal): AsyncGenerator<Launched, Summary>;
  save(): Promise<ArrayBuffer>;
  /** Goes on from a saved arm. Throws RetortError where it is broken or of another model. */
  restore(file: ArrayBuffer): void;
  dispose(): void;
}

/** What all arms share; controls and method are the student's. */
export interface RaceOptions extends Omit<
  TrainOptions,
  'arm' | 'model' | 'optimizer' | 'startStep' | 'signal'
> {
  /** What the student learns from: every training row, or those with labels alone. */
  rows: 'all' | 'labelled';
}

/** The baseline's controls: the person's, but for λ. */
function hardLabelsOnly(controls: Readonly<Controls>): Readonly<Controls> {
  return {
    get temperature() {
      return controls.temperature;
    },
    get learningRate() {
      return controls.learningRate;
    },
    lambda: 1,
  };
}

/** The one thing in which an arm differs from the student. */
const RULES: Readonly<Record<Racer, (race: RaceOptions) => Partial<RaceOptions>>> = {
  student: () => ({}),
  baseline: ({ controls }) => ({ controls: hardLabelsOnly(controls) }),
  softLabelled: () => ({ rows: 'labelled' }),
  teacherLabels: () => ({ rows: 'all', method: methodLoss('teacher-labels') }),
};

/** An arm at step 0. It owns model and optimiser, and disposes of them. */
export function createArm(id: Racer, model: Model, optimizer: Optimizer, race: RaceOptions): ArmRun {
  const { rows, batch, ...rules } = { ...race, ...RULES[id](race) };
  // a draw at λ = 1 is one of labelled rows (data/batches.ts); the loss has the arm's own λ
  const drawn: RaceOptions['batch'] = (step, lambda) => batch(step, rows === 'labelled' ? 1 : lambda);
  let step = 0;
  return {
    id,
    model,
    get step() {
      return step;
    },
    async *train(signal) {
      const steps = train({ ...rules, batch: drawn, arm: id, model, optimizer, startStep: step, signal });
      for (;;) {
        const next = await steps.next();
        if (next.done) return next.value;
        step = next.value.step;
        yield next.value;
      }
    },
    save: () => saveArm(model.params, optimizer),
    restore(file) {
      step = restoreArm(file, model.params, optimizer);
    },
    dispose() {
      optimizer.dispose();
      dispose(model.params);
    },
  };
}
