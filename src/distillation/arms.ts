// The racers: the student and its rivals, each a model, its optimiser and its place in the run. Same first weights, same data
// order, same steps; each rival differs from the student in one thing. One next() of train() is one step, so a driver can take
// the arms in turn. At λ = 1 no teacher is asked and all rivals are the baseline, bit for bit.

import type { Optimizer } from '../engine/optimizer';
import { dispose, type Params } from '../engine/tensor';
import { restoreArm, saveArm } from './checkpoint';
import { methodOf, type Needs, settingsIn, withMethodParams } from './method';
import { number } from './objectives';
import { selfTargets } from './targets/self-targets';
import { following } from './steering';
import { train, type TrainOptions } from './train';
import type { Model } from '../models/model';
import type { ModelShape } from '../models/taps';
import { type FloatWeights, toParams } from '../models/weights';
import type { Arm } from '../catalog/arms';
import type { Controls, Launched, Summary } from './types';

export interface ArmRun {
  readonly id: Arm;
  /** To evaluate, talk with and keep: at the average of its weights where the task wants that, else as it is trained. */
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

/** What an arm is made of. */
export interface ArmMaker {
  /** The student's network at its first weights, those of the seed or these, anew at each call. */
  createModel(first?: FloatWeights): Model;
  createOptimizer(params: Params): Optimizer;
  /** Whether the average of the weights is what counts. */
  averages: boolean;
}

/** Which rows are drawn. */
export type Rows = 'all' | 'labelled' | 'given';

/** What all arms share; controls and method are the student's. */
export interface RaceOptions extends Omit<
  TrainOptions,
  'arm' | 'model' | 'optimizer' | 'average' | 'needs' | 'methodParams' | 'startStep' | 'signal'
> {
  /** What the student learns from: every training row, those with labels alone, or those that nobody added. */
  rows: Rows;
  /** Of the teacher, for methods with weights of their own; null where none answers. */
  teacherShape?: ModelShape | null;
  /** Of the run, for the first weights of a method. */
  seed?: number;
}

/** The one thing in which a rival differs from the student. */
export const RULES: Readonly<Partial<Record<Arm, { lambda?: number; rows?: Rows; method?: string }>>> = {
  baseline: { lambda: 1, rows: 'labelled' },
  softLabelled: { rows: 'labelled' },
  teacherLabels: { rows: 'all', method: 'teacher-labels' },
  ownRows: { rows: 'given' },
};

/** The person's controls, but for λ. */
function withLambda(controls: Readonly<Controls>, lambda: number): Readonly<Controls> {
  return {
    get temperature() {
      return controls.temperature;
    },
    get learningRate() {
      return controls.learningRate;
    },
    get settings() {
      return controls.settings;
    },
    lambda,
  };
}

/** The race as an arm runs it. */
function ruled(id: Arm, race: RaceOptions): RaceOptions {
  const rule = RULES[id];
  if (!rule) return race;
  const { lambda, rows = race.rows, method } = rule;
  return {
    ...race,
    rows,
    method: method === undefined ? race.method : methodOf(method),
    controls: lambda === undefined ? race.controls : withLambda(race.controls, lambda),
    steering: race.steering && following(race.steering, lambda),
  };
}

/** An arm at step 0, to be disposed of. Throws what the method's needs() and createParams() do, and leaves nothing behind. */
export function createArm(id: Arm, maker: ArmMaker, race: RaceOptions): ArmRun {
  const { rows, batch, teacherShape = null, seed = 0, ...rules } = ruled(id, race);
  const trained = maker.createModel();
  const context = teacherShape && {
    student: trained.shape,
    teacher: teacherShape,
    settings: settingsIn(rules.method, rules.controls.settings ?? {}),
  };
  let needs: Needs | undefined;
  let methodParams: Params;
  try {
    needs = context ? rules.method.needs?.(context) : undefined;
    methodParams = toParams((context && rules.method.createParams?.(context, seed)) ?? {});
  } catch (error) {
    dispose(trained.params);
    throw error;
  }
  const model = maker.averages ? maker.createModel() : trained;
  const average = maker.averages ? model.params : undefined;
  const weights = withMethodParams(trained.params, methodParams);
  const optimizer = maker.createOptimizer(weights);
  // an average is steadier than the weights of the moment, and of these nothing could be learnt
  const self = rules.method.taughtBy === 'self' && rules.targets ? maker.createModel() : null;
  const rate = () => number(settingsIn(rules.method, rules.controls.settings ?? {}), 'rate');
  const taughtBySelf = self && selfTargets(self, rate, rules.targets!);
  const followers = { average, self: self?.params };
  // a draw at λ = 1 is one of labelled rows (data/batches.ts); the loss has the arm's own λ
  const drawn: RaceOptions['batch'] = (step, lambda) => batch(step, rows === 'labelled' ? 1 : lambda, rows);
  let step = 0;
  return {
    id,
    model,
    get step() {
      return step;
    },
    async *train(signal) {
      const own = {
        ...(taughtBySelf && { targets: taughtBySelf }),
        arm: id,
        model: trained,
        optimizer,
        average,
        needs,
        methodParams,
        startStep: step,
        signal,
      };
      const steps = train({ ...rules, ...own, batch: drawn });
      for (;;) {
        const next = await steps.next();
        if (next.done) return next.value;
        step = next.value.step;
        yield next.value;
      }
    },
    save: () => saveArm(weights, optimizer, followers),
    restore(file) {
      step = restoreArm(file, weights, optimizer, followers);
    },
    dispose() {
      optimizer.dispose();
      dispose(weights);
      if (average) dispose(average);
      if (self) dispose(self.params);
    },
  };
}
