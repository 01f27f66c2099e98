// The racers: student and baseline, each a model, its optimiser and its place in the run. Same first weights, same data order,
// same steps; the baseline is the student's network at λ = 1. One next() of train() is one step, so a driver can take the
// arms in turn.

import type { AdamW } from '../engine/adamw';
import { dispose } from '../engine/tensor';
import { restoreArm, saveArm } from './checkpoint';
import { train, type TrainOptions } from './train';
import type { Controls, Model, StepLog, Summary } from './types';

export interface ArmRun {
  readonly id: 'student' | 'baseline';
  readonly model: Model;
  /** Steps done. */
  readonly step: number;
  /** Goes on from `step` to the end of the run, or to the signal. */
  train(signal?: AbortSignal): AsyncGenerator<StepLog, Summary>;
  save(): Promise<ArrayBuffer>;
  /** Goes on from a saved arm. Throws RetortError where it is broken or of another model. */
  restore(file: ArrayBuffer): void;
  dispose(): void;
}

/** What both arms share; the controls are the student's. */
export type RaceOptions = Omit<TrainOptions, 'arm' | 'model' | 'optimizer' | 'startStep' | 'signal'>;

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

/** An arm at step 0. It owns model and optimiser, and disposes of them. */
export function createArm(id: ArmRun['id'], model: Model, optimizer: AdamW, race: RaceOptions): ArmRun {
  const controls = id === 'baseline' ? hardLabelsOnly(race.controls) : race.controls;
  let step = 0;
  return {
    id,
    model,
    get step() {
      return step;
    },
    async *train(signal) {
      const steps = train({ ...race, arm: id, model, optimizer, controls, startStep: step, signal });
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
