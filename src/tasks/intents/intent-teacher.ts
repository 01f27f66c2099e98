// How a teacher of intents is trained on every label by the one loop: label smoothing, dropout, word dropout, weight decay; after each
// pass a look at the validation sentences, and an end where they get no better. What is looked at is the moving average of the
// weights, and the best of these stays.
// Label smoothing is distillation from a teacher that knows nothing (Yuan et al. 2020, arXiv 1909.11723): with uniform
// targets, λ = 1 − ε and T = 1 the loss is the smoothed cross-entropy but for a constant.

import type { RunConfig } from '../../catalog/run-config';
import { isOf, type TeacherChoice } from '../../catalog/teachers';
import { createSampler } from '../../data/batches';
import { type Sentence, sentenceBatch } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import { TEACHER_LEARNING_RATE, warmUpCosine } from '../../distillation/schedule';
import { shareEqual } from '../../evaluation/evaluate';
import { likeliest } from '../../evaluation/likeliest';
import { hashString } from '../../lib/rng';
import { type ModelBundle, newCard } from '../../models/bundle';
import type { EncoderConfig } from '../../models/encoder';
import { initEncoder } from '../../models/init';
import { encoderModel } from '../../models/model';
import { fromParams } from '../../models/weights';
import type { PrepareHooks, TeacherTraining } from '../task';
import { doubtElsewhere, inDoubt, noClasses, SPECIALIST_LAMBDA } from '../several-teachers';
import { classLogits } from './classify';
import { encoderOptimizer } from './encoder-optimizer';

const BATCH_SIZE = 64;
const LABEL_SMOOTHING = 0.1;
/** Passes without a better validation accuracy before it ends. */
const PATIENCE = 3;

export interface IntentTeacherData extends Required<Pick<ModelBundle, 'tokenizer' | 'labels'>> {
  network: EncoderConfig;
  train: readonly Sentence[];
  validation: readonly Sentence[];
}

/** Most passes over the training sentences of its classes: config.teacherEpochs. @param draws of its own. */
export function intentTeacher(
  { seed, teacherEpochs, dropout, wordDropout, textSet }: RunConfig,
  { teacher, specialty }: TeacherChoice,
  draws: number,
  { network, tokenizer, labels, ...data }: IntentTeacherData,
  hooks: PrepareHooks,
): TeacherTraining {
  const first = initEncoder(network, draws);
  const isMine = (label: number) => label !== UNLABELLED && isOf(specialty, label, labels.length);
  const { train } = data;
  const validation = data.validation.filter(({ label }) => isMine(label));
  const labelled = train.flatMap(({ label }, i) => (label === UNLABELLED ? [] : [i]));
  const known = new Set(labelled.filter((i) => isMine(train[i]!.label)));
  if (known.size === 0) throw noClasses(specialty, labels.length);
  const specialist = known.size < labelled.length;
  const draw = createSampler({
    total: train.length,
    labelled,
    batchSize: BATCH_SIZE,
    seed,
    lengthOf: (row) => train[row]!.ids.length,
  });
  const perEpoch = Math.ceil(labelled.length / BATCH_SIZE);
  const steps = perEpoch * teacherEpochs;
  const right = validation.map(({ label }) => label);
  return {
    steps,
    batch(step) {
      const batch = sentenceBatch({
        sentences: train,
        rows: draw(step, 1),
        labelled: known,
        wordDropout: { rate: wordDropout, seed: hashString(`teacher words ${seed} ${step}`) },
      });
      return specialist ? doubtElsewhere(batch) : batch;
    },
    targets: inDoubt(network.classes),
    controls: {
      temperature: 1,
      lambda: specialist ? SPECIALIST_LAMBDA : 1 - LABEL_SMOOTHING,
      learningRate: TEACHER_LEARNING_RATE,
    },
    schedule: warmUpCosine(steps),
    createModel: () => encoderModel(network, first, { dropout, seed: hashString(`teacher dropout ${seed}`) }),
    createOptimizer: encoderOptimizer,
    averages: true,
    watch: {
      every: perEpoch,
      patience: PATIENCE,
      async score(model) {
        const logits = await classLogits(model, validation, network.classes, { signal: hooks.signal });
        return shareEqual(likeliest(logits, network.classes), right);
      },
    },
    async bundle(model) {
      const weights = await fromParams(model.params); // sync point
      const about = { task: 'intents', name: teacher, origin: 'trained', dataSet: textSet } as const;
      const card = newCard({ ...about, weights, labels: labels.length });
      return { card, network: { kind: 'encoder', config: network }, weights, tokenizer, labels };
    },
  };
}
