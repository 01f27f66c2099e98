// Task "points", made ready: data, a teacher trained on the spot (or, for the textbook, left as it was drawn), first weights.
// The textbook's labels are its teacher's choices, so accuracy and agreement are the same there.

import type { RunConfig } from '../../catalog/run-config';
import { createSampler, labelledRows, rowBatch } from '../../data/batches';
import { makePoints, type RowData } from '../../data/points';
import { makeTextbook, TEXTBOOK } from '../../data/textbook';
import { AdamW } from '../../engine/adamw';
import { dispose } from '../../engine/tensor';
import { nextTask } from '../../lib/next-task';
import { hashString } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import { sizeCost } from '../../models/cost';
import { initMlp } from '../../models/init';
import type { StoredTensor } from '../../models/safetensors';
import { sizeOf } from '../../models/sizes';
import { RetortError } from '../../lib/errors';
import type { Task, PrepareHooks } from '../task';
import { decisionMaps } from './decision-maps';
import { throwIfCancelled } from '../../lib/cancelled';
import { examineClasses, probabilitiesOf } from '../../evaluation/classes';
import { chooseRows, rowLogits, shareEqual } from '../../evaluation/evaluate';
import { mlpModel } from '../../models/model';
import { methodOf } from '../../distillation/method';
import { constant } from '../../distillation/schedule';
import { tableTargets } from '../../distillation/targets/targets';
import { train } from '../../distillation/train';
import type { Model } from '../../models/model';

/** First weights this many times PyTorch's: bends all over the plane from the start, a third of the steps. */
const GAIN = 2;
const TEACHER = { steps: 400, batchSize: 128, learningRate: 0.01, checkEvery: 25, goodEnough: 0.99 };

function firstWeights(id: string, data: RowData, seed: number, gain: number): Record<string, StoredTensor> {
  const size = sizeOf(id);
  if (size.kind !== 'mlp') {
    throw new RetortError('config-invalid', `${id} is no network for points. Choose one from the list.`);
  }
  return initMlp([data.width, ...size.hidden, data.classes], seed, gain);
}

/** Trains on all labels until nearly all training points are right, or the steps are over. */
async function trainTeacher(model: Model, data: RowData, seed: number, hooks: PrepareHooks): Promise<void> {
  const { steps, batchSize, learningRate, checkEvery, goodEnough } = TEACHER;
  const labelled = labelledRows({ total: data.train.n, share: 1, seed });
  const every = new Set(labelled);
  const draw = createSampler({ total: data.train.n, labelled, batchSize, seed });
  const optimizer = new AdamW(model.params, { weightDecay: 0 });
  try {
    const logs = train({
      arm: 'teacher',
      model,
      optimizer,
      batch: (step, lambda) => rowBatch(data.train, data.width, draw(step, lambda), every),
      targets: null,
      method: methodOf('hinton'),
      controls: { temperature: 1, lambda: 1, learningRate },
      schedule: constant,
      steps,
    });
    for await (const { step, log } of logs) {
      hooks.onTeacherStep?.(log);
      if (step % checkEvery !== 0) continue;
      throwIfCancelled(hooks.signal);
      const right = shareEqual(await chooseRows(model, data.train, data.width), data.train.label);
      if (right >= goodEnough) break;
      hooks.onProgress?.('teacher-training', step, steps);
      await nextTask();
    }
    hooks.onProgress?.('teacher-training', steps, steps);
  } finally {
    optimizer.dispose();
  }
}

/** Everything of a points run but the race itself. */
export async function prepare(config: RunConfig, hooks: PrepareHooks): Promise<Task> {
  const { seed, dataset, classes, noise } = config;
  const textbook = dataset === 'textbook';
  const data: RowData = textbook
    ? { width: TEXTBOOK.width, classes: TEXTBOOK.classes, ...makeTextbook(seed) }
    : makePoints({ dataset, classes, noise, seed });
  const gain = textbook ? 1 : GAIN;
  const teacher = mlpModel(firstWeights(config.teacher, data, hashString(`teacher ${seed}`), gain));
  try {
    if (!textbook) await trainTeacher(teacher, data, seed, hooks);
    const teacherChoices = await chooseRows(teacher, data.test, data.width);
    if (textbook) {
      data.train.label.set(await chooseRows(teacher, data.train, data.width));
      data.test.label.set(teacherChoices);
    }
    const total = data.train.n;
    const labelled = labelledRows({
      total,
      share: config.labelShare,
      seed,
      classOf: (row) => data.train.label[row]!,
    });
    const known = new Set(labelled);
    const draw = createSampler({ total, labelled, batchSize: config.batchSize, seed });
    const names = upTo(data.classes).map((k) => String(k + 1));
    const answersOf = async (model: Model) => ({
      probabilities: probabilitiesOf(await rowLogits(model, data.test, data.width), data.classes),
      labels: data.test.label,
      classes: names,
      outOfScope: null,
    });
    const weights = firstWeights(config.student, data, seed, gain);
    return {
      teacher,
      teacherSource: 'trained',
      rows: { total, labelled: labelled.length },
      cost: (arm) =>
        sizeCost(sizeOf(arm === 'teacher' ? config.teacher : config.student), {
          inputs: data.width,
          outputs: data.classes,
        }),
      classes: names,
      examine: async (arm, model) =>
        examineClasses(() => answersOf(model), arm === 'teacher' ? null : await answersOf(teacher)),
      agent: null,
      targets: tableTargets(await rowLogits(teacher, data.train, data.width), data.classes),
      batch: (step, lambda) => rowBatch(data.train, data.width, draw(step, lambda), known),
      schedule: constant,
      createModel: () => mlpModel(weights),
      createOptimizer: (params) => new AdamW(params, { weightDecay: 0 }),
      averages: false, // the textbook's hundred steps are shown as they are
      async evaluate(arm, model) {
        const chosen = await chooseRows(model, data.test, data.width);
        const onTrain = await chooseRows(model, data.train, data.width);
        return {
          n: data.test.n,
          figures: {
            accuracy: shareEqual(chosen, data.test.label),
            trainAccuracy: shareEqual(onTrain, data.train.label),
            ...(arm !== 'teacher' && { agreement: shareEqual(chosen, teacherChoices) }),
          },
        };
      },
      maps: textbook ? null : (models, step) => decisionMaps(models, data, step),
    };
  } catch (error) {
    dispose(teacher.params);
    throw error;
  }
}
