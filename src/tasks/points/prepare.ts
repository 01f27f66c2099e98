// Task "points", made ready: data, how its teacher is trained (for the textbook it stays as it was drawn), first weights.
// The textbook's labels are its teacher's choices, so accuracy and agreement are the same there.

import { isTeacher } from '../../catalog/arms';
import type { RunConfig } from '../../catalog/run-config';
import { isOf, type TeacherChoice, teachersOf } from '../../catalog/teachers';
import { createSampler, labelledRows, rowBatch } from '../../data/batches';
import { makePoints, type RowData } from '../../data/points';
import { makeTextbook, TEXTBOOK } from '../../data/textbook';
import { methodOf } from '../../distillation/method';
import { constant } from '../../distillation/schedule';
import { classExperts } from '../../distillation/targets/experts';
import { mixedModel, mixedTeacher, mixtureKind } from '../../distillation/targets/mixed-targets';
import { liveTargets, type Teacher, tableTargets } from '../../distillation/targets/targets';
import { AdamW } from '../../engine/adamw';
import type { Params } from '../../engine/tensor';
import { examineClasses, probabilitiesOf } from '../../evaluation/classes';
import { chooseRows, rowLogits, shareEqual } from '../../evaluation/evaluate';
import { likeliest } from '../../evaluation/likeliest';
import { RetortError } from '../../lib/errors';
import { upTo } from '../../lib/up-to';
import { type ModelBundle, newCard } from '../../models/bundle';
import { initMlp } from '../../models/init';
import type { MlpShape } from '../../models/mlp';
import { mlpModel, type Model } from '../../models/model';
import { sizeOf } from '../../models/sizes';
import { fromParams } from '../../models/weights';
import type { Prepare, PresentTeacher, Task, TeacherTraining } from '../task';
import { doubtElsewhere, inDoubt, noClasses, SPECIALIST_LAMBDA, teacherSeed } from '../several-teachers';
import { decisionMaps } from './decision-maps';

/** First weights this many times PyTorch's: bends all over the plane from the start, a third of the steps. */
const GAIN = 2;
const TEACHER = { steps: 400, batchSize: 128, learningRate: 0.01, checkEvery: 25, goodEnough: 0.99 };

/** A specialist says “not mine” where it gives no class as much as this. */
const UNSURE = 0.6;

const createOptimizer = (params: Params) => new AdamW(params, { weightDecay: 0 });

/** Throws RetortError('config-invalid') for a network of another kind. */
function widthsOf(id: string, data: RowData): MlpShape {
  const size = sizeOf(id);
  if (size.kind === 'mlp') return [data.width, ...size.hidden, data.classes];
  throw new RetortError('config-invalid', `${id} is no network for points. Choose one from the list.`);
}

function bundleOf(
  widths: MlpShape,
  weights: ModelBundle['weights'],
  about: Pick<Parameters<typeof newCard>[0], 'name' | 'origin' | 'dataSet' | 'teacher' | 'method'>,
): ModelBundle {
  return {
    card: newCard({ task: 'points', weights, labels: widths.at(-1)!, ...about }),
    network: { kind: 'mlp', config: { widths } },
    weights,
  };
}

/** A teacher's rows are right where they are told apart, and those of no class of a specialist's where it is not sure of any. */
async function shareRight(model: Model, data: RowData, isMine: (row: number) => boolean): Promise<number> {
  const probabilities = probabilitiesOf(await rowLogits(model, data.train, data.width), data.classes);
  const chosen = likeliest(probabilities, data.classes);
  const right = upTo(data.train.n).filter((row) =>
    isMine(row)
      ? chosen[row] === data.train.label[row]
      : probabilities[row * data.classes + chosen[row]!]! < UNSURE,
  );
  return right.length / data.train.n;
}

/** Trained on all labels of its classes until nearly all points are right, or the steps are over. @param draws of its own. */
function teacherTraining(
  { dataset, seed }: RunConfig,
  { teacher, specialty }: TeacherChoice,
  draws: number,
  data: RowData,
): TeacherTraining {
  const { steps, batchSize, learningRate, checkEvery, goodEnough } = TEACHER;
  const isMine = (row: number) => isOf(specialty, data.train.label[row]!, data.classes);
  const labelled = labelledRows({ total: data.train.n, share: 1, seed });
  const mine = new Set(labelled.filter(isMine));
  if (mine.size === 0) throw noClasses(specialty, data.classes);
  const draw = createSampler({ total: data.train.n, labelled, batchSize, seed });
  const widths = widthsOf(teacher, data);
  const first = initMlp(widths, draws, GAIN);
  const batch = (step: number) => rowBatch(data.train, data.width, draw(step, 1), mine);
  const learning =
    mine.size === labelled.length
      ? { targets: null, lambda: 1, batch }
      : {
          targets: inDoubt(data.classes),
          lambda: SPECIALIST_LAMBDA,
          batch: (step: number) => doubtElsewhere(batch(step)),
        };
  return {
    steps,
    batch: learning.batch,
    targets: learning.targets,
    controls: { temperature: 1, lambda: learning.lambda, learningRate },
    schedule: constant,
    createModel: () => mlpModel(first),
    createOptimizer,
    averages: false,
    watch: { every: checkEvery, enough: goodEnough, score: (model) => shareRight(model, data, isMine) },
    bundle: async (model) =>
      bundleOf(widths, await fromParams(model.params), {
        name: teacher,
        origin: 'trained',
        dataSet: dataset,
      }),
  };
}

/** Throws RetortError('teacher-unfit') where the teacher is of other points. */
function checkFit({ network, card }: ModelBundle, data: RowData): void {
  const widths = network.kind === 'mlp' ? network.config.widths : [];
  if (widths[0] === data.width && widths.at(-1) === data.classes) return;
  throw new RetortError(
    'teacher-unfit',
    `“${card.name}” does not tell ${data.classes} classes of points apart. Choose the data that it learnt, or a size as teacher, which is trained first.`,
  );
}

export const prepare: Prepare = async (config, _deps, given) => {
  const { seed, dataset, classes, noise } = config;
  const textbook = dataset === 'textbook';
  const data: RowData = textbook
    ? { width: TEXTBOOK.width, classes: TEXTBOOK.classes, ...makeTextbook(seed) }
    : makePoints({ dataset, classes, noise, seed });
  for (const bundle of given) if (bundle) checkFit(bundle, data);
  const drawn = (size: string, draws: number): ModelBundle => {
    const widths = widthsOf(size, data);
    return bundleOf(widths, initMlp(widths, draws), { name: size, origin: 'trained', dataSet: dataset });
  };
  return {
    teachers: teachersOf(config).map((choice, k) => {
      const draws = teacherSeed(seed, k);
      return (
        given[k] ?? (textbook ? drawn(choice.teacher, draws) : teacherTraining(config, choice, draws, data))
      );
    }),
    maps: textbook ? null : (models, step) => decisionMaps(models, data, step),
    distil: (...teachers) => distil(config, data, teachers),
  };
};

async function distil(config: RunConfig, data: RowData, taught: readonly PresentTeacher[]): Promise<Task> {
  const { seed, dataset, method } = config;
  const models = taught.map(({ model }) => model);
  const teacher = models.length === 1 ? models[0]! : mixedModel(models, mixtureKind(config.settings));
  const textbook = dataset === 'textbook';
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
  const widths = widthsOf(config.student, data);
  const first = initMlp(widths, seed, textbook ? 1 : GAIN);
  const names = upTo(data.classes).map((k) => String(k + 1));
  const answersOf = async (model: Model) => ({
    probabilities: probabilitiesOf(await rowLogits(model, data.test, data.width), data.classes),
    labels: data.test.label,
    classes: names,
    outOfScope: null,
  });
  const teachers: Teacher[] = [];
  for (const { bundle, model } of taught) {
    const targets = methodOf(method).needs
      ? liveTargets(model)
      : tableTargets(await rowLogits(model, data.train, data.width), data.classes);
    teachers.push({ card: bundle.card, ...targets });
  }
  const specialties = teachersOf(config).map(({ specialty }) => specialty);
  return {
    teacher: mixedTeacher(teachers, classExperts(specialties, data.classes)),
    student: { network: { kind: 'mlp', config: { widths } } },
    dataSet: dataset,
    rows: { total, labelled: labelled.length },
    classes: names,
    batch: (step, lambda) => rowBatch(data.train, data.width, draw(step, lambda), known),
    schedule: constant,
    createModel: () => mlpModel(first),
    createOptimizer,
    averages: false, // the textbook's hundred steps are shown as they are
    async evaluate(arm, model) {
      const chosen = await chooseRows(model, data.test, data.width);
      const onTrain = await chooseRows(model, data.train, data.width);
      return {
        n: data.test.n,
        figures: {
          accuracy: shareEqual(chosen, data.test.label),
          trainAccuracy: shareEqual(onTrain, data.train.label),
          ...(!isTeacher(arm) && { agreement: shareEqual(chosen, teacherChoices) }),
        },
      };
    },
    examine: async (arm, model) =>
      examineClasses(() => answersOf(model), isTeacher(arm) ? null : await answersOf(teacher)),
  };
}
