// A teacher of intents, trained here on every label by the same loop as the student: label smoothing, dropout, word dropout,
// weight decay; after each pass a look at the validation sentences, and an end where they get no better. What is looked at is the
// moving average of the weights, and the best of these stays.
// Label smoothing is distillation from a teacher that knows nothing (Yuan et al. 2020, arXiv 1909.11723): with uniform
// targets, λ = 1 − ε and T = 1 the loss is the smoothed cross-entropy but for a constant.

import { createSampler } from '../../data/batches';
import { type Sentence, sentenceBatch } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import type { Optimizer } from '../../engine/optimizer';
import { dispose, type Params, zeros } from '../../engine/tensor';
import { nextTask } from '../../lib/next-task';
import { hashString } from '../../lib/rng';
import type { EncoderConfig } from '../../models/encoder';
import { initEncoder } from '../../models/init';
import { assignParams, fromParams } from '../../models/weights';
import { blockOptimizer } from '../../distillation/block-optimizer';
import { classLogits } from './classify';
import { likeliest } from '../../evaluation/likeliest';
import { throwIfCancelled } from '../../lib/cancelled';
import { shareEqual } from '../../evaluation/evaluate';
import { methodOf } from '../../distillation/method';
import { encoderModel } from '../../models/model';
import { TEACHER_LEARNING_RATE, warmUpCosine } from '../../distillation/schedule';
import type { PrepareHooks } from '../task';
import { train } from '../../distillation/train';
import type { Model } from '../../models/model';

const BATCH_SIZE = 64;
const LABEL_SMOOTHING = 0.1;
/** Passes without a better validation accuracy before it ends. */
const PATIENCE = 3;

export const encoderOptimizer = (params: Params): Optimizer =>
  blockOptimizer(params, { beta2: 0.98, weightDecay: 0.05 });

export interface IntentTeacherOptions {
  config: EncoderConfig;
  train: readonly Sentence[];
  validation: readonly Sentence[];
  seed: number;
  /** Most passes over the training sentences. */
  epochs: number;
  dropout: number;
  wordDropout: number;
}

/** The caller disposes of its params. Throws RetortError('cancelled') at the signal. */
export async function trainIntentTeacher(options: IntentTeacherOptions, hooks: PrepareHooks): Promise<Model> {
  const { config, train: sentences, validation, seed, epochs, dropout, wordDropout } = options;
  const first = initEncoder(config, hashString(`teacher ${seed}`));
  const trained = encoderModel(config, first, { dropout, seed: hashString(`teacher dropout ${seed}`) });
  const model = encoderModel(config, first);
  const optimizer = encoderOptimizer(trained.params);
  const labelled = sentences.flatMap(({ label }, i) => (label === UNLABELLED ? [] : [i]));
  const known = new Set(labelled);
  const draw = createSampler({
    total: sentences.length,
    labelled,
    batchSize: BATCH_SIZE,
    seed,
    lengthOf: (row) => sentences[row]!.ids.length,
  });
  const perEpoch = Math.ceil(labelled.length / BATCH_SIZE);
  const steps = perEpoch * epochs;
  let best = { accuracy: -1, epoch: 0, weights: first };
  try {
    const logs = train({
      arm: 'teacher',
      model: trained,
      optimizer,
      average: model.params,
      batch: (step) =>
        sentenceBatch({
          sentences,
          rows: draw(step, 1),
          labelled: known,
          wordDropout: { rate: wordDropout, seed: hashString(`teacher words ${seed} ${step}`) },
        }),
      targets: { ask: ({ rows }) => ({ logits: zeros([rows.length, config.classes]) }) },
      method: methodOf('hinton'),
      controls: {
        temperature: 1,
        lambda: 1 - LABEL_SMOOTHING,
        learningRate: TEACHER_LEARNING_RATE,
      },
      schedule: warmUpCosine(steps),
      steps,
      signal: hooks.signal,
    });
    for await (const { step, log } of logs) {
      hooks.onTeacherStep?.(log);
      hooks.onProgress?.('teacher-training', step, steps);
      await nextTask();
      if (step % perEpoch !== 0) continue;
      const epoch = step / perEpoch;
      const logits = await classLogits(model, validation, config.classes, { signal: hooks.signal });
      const chosen = likeliest(logits, config.classes);
      const accuracy = shareEqual(
        chosen,
        validation.map(({ label }) => label),
      );
      if (accuracy > best.accuracy) best = { accuracy, epoch, weights: await fromParams(model.params) };
      else if (epoch - best.epoch >= PATIENCE) break;
    }
    throwIfCancelled(hooks.signal);
    assignParams(model.params, best.weights);
    hooks.onProgress?.('teacher-training', steps, steps);
    return model;
  } catch (error) {
    dispose(model.params);
    throw error;
  } finally {
    dispose(trained.params);
    optimizer.dispose();
  }
}
