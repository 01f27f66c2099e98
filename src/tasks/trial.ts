// A few steps like those of a run to come, for choosing its backend before anything is prepared: the student's network and batch at
// the run's sizes, with made-up rows and targets. The length of a row and the number of classes are typical ones of the task. A
// task says what a step is made of in its trial.ts.

import type { RunConfig } from '../catalog/run-config';
import type { Batch } from '../data/batches';
import { methodOf } from '../distillation/method';
import { constant } from '../distillation/schedule';
import { train } from '../distillation/train';
import type { Trial, TrialRun } from '../engine/measure-backends';
import type { Optimizer } from '../engine/optimizer';
import { dispose, tensor } from '../engine/tensor';
import { createRng } from '../lib/rng';
import type { Model } from '../models/model';

export interface TrialParts {
  model: Model;
  optimizer: Optimizer;
  batch: Batch;
  /** Of the logits. */
  classes: number;
}

const modules = import.meta.glob<{ trialParts: (config: RunConfig) => TrialParts }>('./*/trial.ts', {
  eager: true,
});

function begin(config: RunConfig): TrialRun {
  const { model, optimizer, batch, classes } = modules[`./${config.task}/trial.ts`]!.trialParts(config);
  const rng = createRng(1);
  const rows = batch.labels.length;
  const logits = Float32Array.from({ length: rows * classes }, () => rng.normal());
  let step = 0;
  return {
    async steps(count) {
      const steps = train({
        arm: 'student',
        model,
        optimizer,
        batch: () => batch,
        targets: { ask: () => ({ logits: tensor(logits, [rows, classes]) }) },
        method: methodOf('hinton'),
        controls: { temperature: 2, lambda: 0.5, learningRate: 1e-3 },
        schedule: constant,
        startStep: step,
        steps: (step += count),
      });
      for await (const _ of steps); // the generator ends when the device has computed all
    },
    end() {
      optimizer.dispose();
      dispose(model.params);
    },
  };
}

/** What a step of this run costs; null for a task whose steps cannot be tried before it is prepared. */
export function trialOf(config: RunConfig): Trial | null {
  if (!modules[`./${config.task}/trial.ts`]) return null;
  const { task, student, batchSize, dataset, classes } = config;
  return { sizes: [task, student, batchSize, dataset, classes].join(' '), begin: () => begin(config) };
}
