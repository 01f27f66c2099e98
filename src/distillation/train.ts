// The one training loop: teacher, student and baseline, points and dialogues alike. A generator that yields after each step
// has been asked of the device, with a log that comes when it is computed: a GPU is never waited for, but may be only a few
// steps behind. Whoever drives it pauses by not asking for the next. Controls are read anew on every step. Not here: what a step
// sees (data/batches.ts), the losses (methods/), when to evaluate (the driver).
//   L = λ·CE + (1−λ)·T²·KL(p_T‖p_S) for the method "hinton"; λ = 1 is plain training and never asks the teacher, whatever the method.
// N positions that carry loss (tokens, or rows), V classes.

import { add, mul } from '../engine/arithmetic';
import { globalNorm, type Optimizer } from '../engine/optimizer';
import { valueAndGradients } from '../engine/gradients';
import { dispose, type Params, readScalars, tensor, tidy, worksAhead } from '../engine/tensor';
import { averageWeights } from '../engine/weight-average';
import type { Batch } from '../data/batches';
import { RetortError } from '../lib/errors';
import { hardLoss, type Method, type Needs, settingsIn, withMethodParams } from './method';
import { withEditedLabels } from './edited-labels';
import type { Schedule } from './schedule';
import { adjustTargets, askedTemperature, softLabelLoss } from './soft-labels';
import { brokenTargets } from './targets/broken-targets';
import { shareTerms } from './targets/mixed-targets';
import type { Targets } from './targets/targets';
import type { Model } from '../models/model';
import { tidyTaps } from '../models/taps';
import type { Arm } from '../catalog/arms';
import type { StepLog } from '../protocol/training';
import type { Steers } from './steering';
import { stepParts, together } from './two-tasks';
import type { Controls, Launched, Summary } from './types';

/** Most steps that a GPU may be behind. */
const MOST_AHEAD = 3;
/** When the device was done with the last step of any arm: it works on one at a time. */
let free = 0;

export interface TrainOptions {
  arm: Arm;
  model: Model;
  /** Of the model's weights and of the method's own. */
  optimizer: Optimizer;
  /** Variables of the model's names and shapes that follow its weights: their moving average. */
  average?: Params | undefined;
  /** The batch of a step, counted from 0. @param rows 'given': none that was added to the data. */
  batch(step: number, lambda: number, rows?: 'all' | 'labelled' | 'given'): Batch;
  /** Null: there is no teacher, and λ counts as 1. */
  targets: Targets | null;
  method: Method;
  /** What the method wants to see besides logits. */
  needs?: Needs | undefined;
  /** Weights of the method's own, by its names for them. */
  methodParams?: Params | undefined;
  /** Read on every step; the holder may change it between steps. */
  controls: Readonly<Controls>;
  /** T, λ and the learning rate where they do not just follow the controls. */
  steering?: Steers | undefined;
  schedule: Schedule;
  /** Steps in all. */
  steps: number;
  /** Steps done before (the optimiser's state belongs to them). */
  startStep?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Trains until `steps` or until the signal, which is obeyed between steps. Weights change in place.
 * Throws RetortError('nan-loss') soon after a step that would have spoilt the weights: the optimiser refused it, and they are
 * as the last good step left them.
 */
export async function* train(options: TrainOptions): AsyncGenerator<Launched, Summary> {
  const { arm, model, optimizer, average, targets, method, controls, schedule, steps, signal } = options;
  const { needs, methodParams = {} } = options;
  const trained = withMethodParams(model.params, methodParams);
  const ahead = worksAhead() ? MOST_AHEAD : 0;
  const underWay: Promise<StepLog>[] = [];
  let step = options.startStep ?? 0;
  for (; step < steps && !signal?.aborted; step++) {
    const began = performance.now();

    // learning rate
    const steered = options.steering?.at(step) ?? controls;
    const learningRate = steered.learningRate * schedule(step);
    const { temperature } = steered;
    const { settings = {} } = controls;
    const ofMethod = settingsIn(method, settings);
    const lambda = targets ? steered.lambda : 1;

    // batch
    const drawn = options.batch(step, lambda);
    const want = needs?.teacher;
    const turn = { arm, step, temperature, lambda, settings, student: model, want, signal };
    const batch = lambda < 1 && targets?.prepare ? await targets.prepare(drawn, turn) : drawn;
    const parts = stepParts(batch, settings); // one, but of a student of two tasks

    // whatever a step makes goes when it ends, or fails
    const { norm, ...losses } = tidy(() => {
      const heat = askedTemperature(temperature, settings);
      const questions = parts.map(({ batch, share }) => {
        const inputs = tensor(batch.inputs, batch.shape); // ids [B, T], or numbers [N, I]
        const positions = batch.positions && tensor(batch.positions, [batch.positions.length]); // [N]
        const labels = tensor(batch.labels, [batch.labels.length]); // [N]
        const hardMask = tensor(batch.hardMask, [batch.hardMask.length]); // [N]
        const softMask = tensor(batch.softMask, [batch.softMask.length]); // [N]
        const plan = batch.plan && tensor(batch.plan, [batch.plan.length]); // [N]
        const own = batch.own && tensor(batch.own, [batch.own.length]); // [N]

        // teacher forward
        const asked = { inputs, positions, temperature: heat, want, settings };
        const masks = { labels, hardMask, softMask };
        const pairs = needs?.pairs ?? [];
        const about = { ...masks, batch, temperature, lambda, step, steps, params: methodParams, pairs };
        const teacher =
          targets && lambda < 1
            ? tidyTaps(() =>
                withEditedLabels(adjustTargets(targets.ask(batch, asked), about, settings), batch, {
                  labels: controls.labels,
                  temperature,
                }),
              )
            : null; // logits [N, V]
        return { share, inputs, positions, teacher, about, plan, own };
      });

      const { loss, extras, grads } = valueAndGradients(() => {
        const losses = questions.map(({ share, inputs, positions, teacher, about, plan, own }) => {
          const { batch, labels, hardMask, softMask } = about;

          // student forward
          const want = teacher ? needs?.student : undefined;
          const student = model.forward(inputs, { positions, training: step, want, head: batch.task }); // logits [N, V]

          // loss
          const { loss, terms } = teacher
            ? softLabelLoss(method, { student, teacher, plan, own, settings: ofMethod, ...about }, settings)
            : hardLoss(student.logits, labels, hardMask);
          const heats = { teacher: heat, student: temperature };
          const shares = teacher?.mixed && shareTerms(teacher.mixed, student.logits, softMask, heats);
          return { batch, share, loss, terms: { ...terms, ...shares } };
        });
        const { loss, terms } = together(losses);
        return { loss, ...terms };

        // gradients
      }, trained);

      // clip
      // the optimiser shrinks by it, and takes no step where it is not finite: nor where the loss is not, though its slopes be numbers
      const norm = add(globalNorm(grads), mul(loss, 0));

      // step
      optimizer.step(grads, learningRate, norm);

      // average
      if (average) averageWeights(average, model.params, step + 1);
      return { norm, loss, ...extras };
    });

    // log
    const setting = { learningRate, temperature, lambda };
    const masks = parts.map(({ batch }) => (lambda < 1 ? batch.softMask : batch.hardMask));
    const tokens = masks.reduce((sum, mask) => mask.reduce((all, counted) => all + counted, sum), 0);
    const number = step + 1;
    const log = readScalars([norm, ...Object.values(losses)]).then(async ([gradNorm, ...values]) => {
      const { loss, ...terms } = Object.fromEntries(Object.keys(losses).map((id, i) => [id, values[i]!]));
      if (![gradNorm, ...values].every(Number.isFinite)) {
        for (const { batch } of lambda < 1 && targets ? parts : []) {
          const broken = await brokenTargets(targets!, batch, { temperature, settings });
          if (broken) throw broken;
        }
        throw spoiled(number, learningRate);
      }
      const ms = performance.now() - Math.max(began, free);
      free = performance.now();
      const done: StepLog = {
        arm,
        step: number,
        loss: loss!,
        terms,
        ...setting,
        gradNorm: gradNorm!,
        tokens,
        ms,
      };
      options.steering?.note(done);
      return done;
    });
    log.catch(() => undefined); // thrown below, when its turn comes
    dispose([norm, losses]);
    underWay.push(log);
    if (underWay.length > ahead) await underWay.shift(); // sync point: a few steps back
    yield { step: number, log };
  }
  await Promise.all(underWay); // sync point: the end
  return { arm, steps: step, stopped: step < steps };
}

function spoiled(step: number, learningRate: number): RetortError {
  return new RetortError(
    'nan-loss',
    `The loss stopped being a number at step ${step} (learning rate ${learningRate.toPrecision(2)}). ` +
      'The weights of the step before are kept: lower the learning rate and go on, or start again.',
  );
}
