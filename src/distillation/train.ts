// The one training loop: teacher, student and baseline, points and dialogues alike. A generator that yields a log after each
// step; whoever drives it pauses by not asking for the next. Controls are read anew on every step. Not here: what a step
// sees (data/batches.ts), the losses (losses.ts), when to evaluate (the driver).
//   L = λ·CE + (1−λ)·T²·KL(p_T‖p_S) for the method "hinton"; λ = 1 is plain training and never asks the teacher.
// N positions that carry loss (tokens, or rows), V classes.

import { type AdamW, globalNorm } from '../engine/adamw';
import { valueAndGradients } from '../engine/gradients';
import { dispose, readScalars, tensor, tidy } from '../engine/tensor';
import type { Batch } from '../data/batches';
import { RetortError } from '../lib/errors';
import { hardLoss, type MethodLoss } from './losses';
import type { Schedule } from './schedule';
import type { Targets } from './targets';
import type { Arm, Controls, Model, StepLog, Summary } from './types';

export interface TrainOptions {
  arm: Arm;
  model: Model;
  optimizer: AdamW;
  /** The batch of a step, counted from 0. */
  batch(step: number, lambda: number): Batch;
  /** Null: there is no teacher, and λ counts as 1. */
  targets: Targets | null;
  method: MethodLoss;
  /** Read on every step; the holder may change it between steps. */
  controls: Readonly<Controls>;
  schedule: Schedule;
  /** Steps in all. */
  steps: number;
  /** Steps done before (the optimiser's state belongs to them). */
  startStep?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Trains until `steps` or until the signal, which is obeyed between steps. Weights change in place.
 * Throws RetortError('nan-loss') before a step that would spoil the weights: they stay as the last good step left them.
 */
export async function* train(options: TrainOptions): AsyncGenerator<StepLog, Summary> {
  const { arm, model, optimizer, targets, method, controls, schedule, steps, signal } = options;
  let step = options.startStep ?? 0;
  for (; step < steps && !signal?.aborted; step++) {
    const began = performance.now();

    // learning rate
    const learningRate = controls.learningRate * schedule(step);
    const { temperature } = controls;
    const lambda = targets ? controls.lambda : 1;

    // batch
    const batch = options.batch(step, lambda);
    const inputs = tensor(batch.inputs, batch.shape); // ids [B, T], or numbers [N, I]
    const positions = batch.positions && tensor(batch.positions, [batch.positions.length]); // [N]
    const labels = tensor(batch.labels, [batch.labels.length]); // [N]
    const hardMask = tensor(batch.hardMask, [batch.hardMask.length]); // [N]
    const softMask = tensor(batch.softMask, [batch.softMask.length]); // [N]

    // teacher forward
    const teacherLogits = targets && lambda < 1 ? tidy(() => targets(batch, inputs, positions)) : null; // [N, V]

    const { loss, extras, grads } = valueAndGradients(() => {
      // student forward
      const studentLogits = model.forward(inputs, { positions, training: step }); // [N, V]

      // loss
      return teacherLogits
        ? method({ studentLogits, teacherLogits, labels, hardMask, softMask, temperature, lambda })
        : hardLoss({ studentLogits, labels, hardMask });

      // gradients
    }, model.params);

    // clip
    const norm = globalNorm(grads); // the optimiser shrinks by it
    const made = [inputs, labels, hardMask, softMask, loss, norm, ...Object.values({ ...extras, ...grads })];
    if (teacherLogits) made.push(teacherLogits);
    if (positions) made.push(positions);
    let figures: number[];
    try {
      figures = await readScalars([loss, extras.ce, extras.kl, norm]); // sync point
      if (!figures.every(Number.isFinite)) throw spoiled(step + 1, learningRate);

      // step
      optimizer.step(grads, learningRate, norm);
    } finally {
      dispose(made);
    }

    // log
    const [total, ce, kl, gradNorm] = figures as [number, number, number, number];
    const tokens = (lambda < 1 ? batch.softMask : batch.hardMask).reduce((sum, counted) => sum + counted, 0);
    const ms = performance.now() - began;
    const setting = { learningRate, temperature, lambda };
    yield { arm, step: step + 1, loss: total, ce, kl, ...setting, gradNorm, tokens, ms };
  }
  return { arm, steps: step, stopped: step < steps };
}

function spoiled(step: number, learningRate: number): RetortError {
  return new RetortError(
    'nan-loss',
    `The loss stopped being a number at step ${step} (learning rate ${learningRate.toPrecision(2)}). ` +
      'The weights of the step before are kept: lower the learning rate and go on, or start again.',
  );
}
