// A whole run from its config, as stages: teachers that are not finished are trained first, one by one; then each assistant learns,
// the first from all teachers, the others from the one before; then the student and its rivals race with the last of them. Every
// stage is arms in lockstep through the one loop, ready to be driven step by step. Not the driver: the worker's run asks the arms
// for steps in turn, and for evaluations, maps and checkpoints in between.

import type { Tool } from '../agent/types';
import {
  type Arm,
  ARMS,
  type Assistant,
  ASSISTANTS,
  isTeacher,
  racersOf,
  type TeacherArm,
  TEACHERS,
} from '../catalog/arms';
import { methodInfo } from '../catalog/catalog';
import { finishedTeacherId, type RunConfig } from '../catalog/run-config';
import { teachersOf } from '../catalog/teachers';
import { Adaptive, watchesGap } from '../distillation/adaptive';
import { type ArmRun, createArm } from '../distillation/arms';
import { EarlyStop } from '../distillation/early-stop';
import { methodOf } from '../distillation/method';
import { Steering } from '../distillation/steering';
import type { Controls } from '../distillation/types';
import { dispose } from '../engine/tensor';
import { makeReport, type ReportOptions } from '../evaluation/report';
import { RetortError } from '../lib/errors';
import { type ModelBundle, networkOf, newCard } from '../models/bundle';
import { costOf } from '../models/cost';
import type { Model } from '../models/model';
import type { ModelShape } from '../models/taps';
import { countParameters, fromParams } from '../models/weights';
import { weightsDigest } from '../models/weights-digest';
import type { Checkpoint, StageId } from '../protocol/checkpoint';
import type { Correction } from '../protocol/correction';
import type { Report } from '../protocol/report';
import type {
  DecisionMaps,
  Evaluation,
  MixtureStatus,
  Reaction,
  TargetCacheStatus,
} from '../protocol/training';
import { checkStart, startWeights } from './start';
import {
  type EvaluateOptions,
  firstTeachers,
  isTraining,
  type Prepare,
  type PresentTeacher,
  type Task,
  type TaskDeps,
  type TeacherTraining,
  type TransferSet,
  type Writer,
} from './task';

export interface ExperimentDeps extends TaskDeps {
  /** A finished model by its id: one that comes with the page, or one on this device. */
  bundle(id: string): Promise<ModelBundle>;
  /** Stores a teacher or assistant that a run has trained; resolves to its id, or null where nothing can be stored. */
  keep?: ((teacher: ModelBundle, as: TeacherArm | Assistant) => Promise<string | null>) | undefined;
  /** Told what the run changed by itself. */
  onReaction?: ((reaction: Reaction) => void) | undefined;
}

const modules = import.meta.glob<{ prepare: Prepare }>('./*/prepare.ts', { eager: true });

/** What makes a task ready. Throws RetortError('config-invalid') where there is no such task. */
function prepareOf(task: string): Prepare {
  const found = modules[`./${task}/prepare.ts`];
  if (found) return found.prepare;
  throw new RetortError('config-invalid', `There is no task ${task}. Choose one from the list.`);
}

/** A part of a run: some arms, in lockstep. */
export interface Stage {
  readonly id: StageId;
  /** Of all stages, counted from 0. */
  readonly index: number;
  readonly steps: number;
  readonly arms: readonly ArmRun[];
  /** After a step, counted from 1: whether that was enough. */
  enough(step: number): Promise<boolean>;
}

export interface Lesson {
  task: Task;
  teachers: readonly PresentTeacher[];
  steering: Steering;
}

/** Who can be talked with: the controls only race, and of several teachers the first one speaks. */
type Speaker = (typeof SPEAKERS)[number];
const SPEAKERS = ['teacher', ...ASSISTANTS, 'student', 'baseline'] as const satisfies readonly Arm[];
const speaks = (arm: Arm): arm is Speaker => (SPEAKERS as readonly Arm[]).includes(arm);

export interface Experiment {
  readonly config: RunConfig;
  /** Move these to steer the student; its rivals follow, the baseline all but λ. */
  readonly controls: Controls;
  /** How many there are. */
  readonly stages: number;
  /** The one under way. */
  readonly stage: Stage;
  /** Known from the student's stage on. */
  readonly parameters: { student: number; teacher: number } | null;
  /** Who can be talked with, the student first. */
  readonly speakers: readonly Speaker[];
  /** With whom the chain begins; none before they are finished. */
  readonly teachers: readonly TeacherArm[];
  /** What kind of network they are; undefined while there is none, between two stages. */
  readonly kind: ModelShape['kind'] | undefined;
  /** Things to say to models of a person's own data. */
  readonly examples: readonly string[];
  /** Of an agent of a person's own data; null where the tools are the page's. */
  readonly tools: ReadonlyMap<string, Tool> | null;
  /** How full the cache of the teacher's targets is; null where there is none. */
  targetCache(): TargetCacheStatus | null;
  /** The rows that the student learns from, to look into; null before its stage. */
  readonly transfer: TransferSet | null;
  /** What the stage under way learns from, and how its controls move; null while a teacher is trained. */
  readonly lesson: Lesson | null;
  /** How much each of several teachers counted lately; null where there is one. */
  mixture(): MixtureStatus | null;
  /** Ends the stage with what it came to and makes the next one ready; false where it was the last. */
  next(): Promise<boolean>;
  /** Has whoever learns now, and later, learn turns as they were put right; where the task knows none, nothing happens. */
  correct(corrections: readonly Correction[]): void;
  /** A model with the weights of this moment. Throws RetortError('config-invalid') where the run has no such arm. */
  bundle(of: Arm): Promise<ModelBundle>;
  /** Figures on held-out data by a forward pass, between steps; null where the stage has none. Throws RetortError('cancelled'). */
  evaluate(of: Arm, options?: EvaluateOptions): Promise<Evaluation | null>;
  /** The weights of this moment, ready to write held-out dialogues while training goes on; null where nobody writes. */
  writer(of: Arm): Promise<Writer | null>;
  /** Everything about all models with intervals, between steps of the student's stage. Takes a while. */
  report(options?: Pick<ReportOptions, 'signal' | 'onProgress'>): Promise<Report>;
  /** What each model would answer where; null but for points of the plane. */
  maps(): Promise<DecisionMaps | null>;
  checkpoint(): Promise<Checkpoint>;
  /** Puts a checkpoint of this stage in place; training goes on from its step. */
  restore(checkpoint: Checkpoint): void;
  /** Frees all tensors. */
  dispose(): void;
}

/**
 * Makes the first stage ready at step 0, or, from a checkpoint, its stage at its step: nothing that lies on the device is trained
 * again. Throws RetortError('cancelled') at the signal, and what the deps throw.
 */
export async function prepareExperiment(
  config: RunConfig,
  deps: ExperimentDeps,
  from: Checkpoint | null = null,
): Promise<Experiment> {
  const method = methodOf(config.method);
  const { temperature, lambda, learningRate, settings, steps } = config;
  const controls: Controls = { temperature, lambda, learningRate, settings, labels: from?.labels };
  const choices = teachersOf(config);
  /** Ids of the stored models that teach; null for those that are not stored, or not yet trained. */
  const taughtBy = choices.map(
    ({ teacher }, k) => (k === 0 ? from?.teacher : from?.moreTeachers?.[k - 1]) ?? finishedTeacherId(teacher),
  );
  const given: (ModelBundle | null)[] = [];
  for (const id of taughtBy) given.push(id === null ? null : await deps.bundle(id));
  // whoever goes on in the student's stage has its weights already
  const startId = from?.stage === 'student' ? null : finishedTeacherId(config.start);
  const start = startId === null ? null : await deps.bundle(startId);
  if (start) checkStart(start, config);
  const prepared = await prepareOf(config.task)(config, deps, given);
  /** Those that this run trains, before or after the checkpoint. */
  const trainees = TEACHERS.filter((_, k) => {
    const way = prepared.teachers[k];
    return way && finishedTeacherId(choices[k]!.teacher) === null && (given[k] || isTraining(way));
  });
  /** Who is distilled: the first from all teachers, each other one from the one before. */
  const links: { id: Assistant | 'student'; size: string }[] = [
    ...config.assistants.map((size, i) => ({ id: ASSISTANTS[i]!, size })),
    { id: 'student', size: config.student },
  ];
  const stages = trainees.length + links.length;

  let task: Task | null = null;
  let lesson: Lesson | null = null;
  let training: TeacherTraining | null = null;
  let watch: EarlyStop | null = null;
  let stage: Stage;
  let steering: Steering | null = null;
  let adaptive: Adaptive | null = null;
  /** The teachers and the assistants so far, in the order in which they teach. */
  const finished = new Map<Arm, PresentTeacher>();
  let models = new Map<Arm, Model>();
  /** Ids under which teachers and assistants lie in storage. */
  const stored = new Map<Arm, string | null>(taughtBy.map((id, k) => [TEACHERS[k]!, id]));
  /** To be put in place when its stage comes. */
  let pending = from;
  let corrections: readonly Correction[] = from?.corrections ?? [];

  const modelOf = (arm: Arm): Model => {
    const model = models.get(arm);
    if (model) return model;
    throw new RetortError('config-invalid', `This run has no ${arm}. Switch it on and start again.`);
  };
  const restore = ({ arms, watch: looked, steering: steered, adaptive: seen }: Checkpoint): void => {
    for (const arm of stage.arms) if (arms[arm.id]) arm.restore(arms[arm.id]!);
    if (looked) watch?.restore(looked);
    if (steered) steering?.restore(steered);
    if (seen) adaptive?.restore(seen);
  };
  const enter = (next: Stage): void => {
    stage = next;
    if (pending?.stage !== stage.id) return;
    restore(pending);
    pending = null;
  };
  const disposeStage = (): void => {
    for (const arm of stage.arms) arm.dispose();
    stage = { ...stage, arms: [] };
    models = new Map();
  };
  const disposeFinished = (): void => {
    for (const { model } of finished.values()) dispose(model.params);
    finished.clear();
  };
  const disposeAll = (): void => {
    disposeStage();
    disposeFinished();
  };
  const finish = (as: Arm, bundle: ModelBundle, id: string | null): void => {
    finished.set(as, { bundle, model: networkOf(bundle) });
    stored.set(as, id);
  };

  function trainTeacher(id: TeacherArm, how: TeacherTraining): void {
    training = how;
    const arm = createArm(id, how, { ...how, method: methodOf('hinton'), rows: 'all' });
    watch = how.watch ? new EarlyStop(arm.model, how.watch) : null;
    models = new Map([[id, arm.model]]);
    const enough = async (step: number) => (await watch?.look(step)) ?? false;
    enter({ id, index: trainees.indexOf(id), steps: how.steps, arms: [arm], enough });
  }

  /** All teachers teach the first link, of those who are finished the last one each other. */
  async function distil(): Promise<void> {
    const at = finished.size - choices.length;
    const { id, size } = links[at]!;
    const present = [...finished.values()];
    const teachers = at === 0 ? present : present.slice(-1);
    const distilled = await prepared.distil({ student: size, teachers, finished });
    task = distilled;
    distilled.corrections?.set(corrections);
    const { batch, schedule } = distilled;
    const first = id === 'student' && start ? startWeights(start, distilled.student) : undefined;
    const maker = { ...distilled, createModel: () => distilled.createModel(first) };
    const softTerms = methodInfo(config.method).terms.filter(({ weight }) => weight === 'soft');
    steering = new Steering({ controls, steps, softTerms: softTerms.map((term) => term.id) });
    lesson = { task, teachers, steering };
    const race = {
      targets: distilled.teacher,
      batch,
      schedule,
      method,
      controls,
      steering,
      steps,
      rows: config.softRows,
      teacherShape: teachers[0]!.model.shape,
      seed: config.seed,
    };
    const arms = (id === 'student' ? racersOf(config) : [id]).map((arm) => createArm(arm, maker, race));
    models = new Map<Arm, Model>([
      ...arms.map((arm): [Arm, Model] => [arm.id, arm.model]),
      ...[...finished].map(([arm, { model }]): [Arm, Model] => [arm, model]),
    ]);
    adaptive = watchesGap(settings)
      ? new Adaptive({
          settings,
          every: config.evalEvery,
          gap: () => distilled.gap(arms[0]!.model, { signal: deps.signal }),
          steering,
          onReaction: deps.onReaction,
        })
      : null;
    const enough = async (step: number) => (await adaptive?.look(step)) ?? false;
    enter({ id, index: trainees.length + at, steps, arms, enough });
  }

  async function bundleOf(of: Arm): Promise<ModelBundle> {
    const model = modelOf(of);
    if (!task) return training!.bundle(model);
    const before = finished.get(of);
    if (before) return before.bundle;
    const weights = await fromParams(model.params);
    const learnt = of === stage.id;
    const card = newCard({
      task: config.task,
      name: links[finished.size - choices.length]!.size,
      origin: learnt ? 'distilled' : 'trained',
      weights,
      labels: task.classes?.length ?? null,
      dataSet: task.dataSet,
      ...(learnt && {
        teacher: task.teacher.card.name,
        method: config.method,
        terms: task.teacher.card.terms,
      }),
    });
    return { ...task.student, card, weights };
  }

  /** The first teacher that is not finished is trained; where all are, the next link learns. */
  async function goOn(assistants: readonly (string | null)[] = []): Promise<void> {
    for (const [k, way] of prepared.teachers.entries()) {
      const id = TEACHERS[k]!;
      if (finished.has(id)) continue;
      if (isTraining(way)) return trainTeacher(id, way);
      finish(id, way, stored.get(id) ?? null);
    }
    for (const [i, id] of assistants.entries()) {
      if (id === null || i >= config.assistants.length) break;
      finish(ASSISTANTS[i]!, await deps.bundle(id), id);
    }
    await distil();
  }

  try {
    await goOn(from?.assistants);
  } catch (error) {
    disposeFinished();
    throw error;
  }

  return {
    config,
    controls,
    stages,
    get stage() {
      return stage;
    },
    get parameters() {
      if (stage.id !== 'student') return null;
      const all = firstTeachers({ finished }).map(({ bundle }) => bundle.card.parameters);
      const teacher = all.reduce((sum, parameters) => sum + parameters, 0);
      return { student: countParameters(modelOf('student').params), teacher };
    },
    get speakers() {
      return [...models.keys()].filter(speaks);
    },
    get teachers() {
      return task ? TEACHERS.filter((arm) => finished.has(arm)) : [];
    },
    get kind() {
      return models.values().next().value?.shape.kind;
    },
    get examples() {
      return task?.examples ?? [];
    },
    get tools() {
      return task?.tools ?? null;
    },
    targetCache: () => task?.teacher.status?.() ?? null,
    get transfer() {
      return task?.transfer ?? null;
    },
    get lesson() {
      return lesson;
    },
    mixture: () => task?.teacher.mixture?.() ?? null,
    async next() {
      const { id } = stage;
      if (id === 'student') return false;
      watch?.finish();
      watch = null; // of the teacher alone
      const trained = await bundleOf(id);
      const bundle = (isTeacher(id) && (await training?.finish?.(trained))) || trained;
      const kept = (await deps.keep?.(bundle, id)) ?? null;
      disposeStage();
      finish(id, bundle, kept);
      await goOn();
      return true;
    },
    correct(list) {
      corrections = list;
      task?.corrections?.set(list);
    },
    bundle: bundleOf,
    async evaluate(of, options = {}) {
      if (!task) return null;
      const step = stage.arms.find(({ id }) => id === of)?.step ?? stage.arms[0]!.step;
      return { arm: of, step, ...(await task.evaluate(of, modelOf(of), options)) };
    },
    writer: async (of) => (await task?.writer?.(of, modelOf(of))) ?? null,
    async report(options = {}) {
      if (!task || stage.id !== 'student')
        throw new RetortError('config-invalid', 'There is no report before the student’s stage.');
      const { rows, classes, student } = task;
      const subjects = ARMS.flatMap((arm) => {
        const model = models.get(arm);
        if (!model) return [];
        const examine = () => task!.examine(arm, model, { signal: options.signal });
        const digest = async () => weightsDigest((await bundleOf(arm)).weights);
        return [{ arm, cost: costOf(finished.get(arm)?.bundle ?? student), examine, digest }];
      });
      const { step } = stage.arms[0]!;
      return makeReport({ subjects, rows, classes, step, seed: config.seed, ...options });
    },
    async maps() {
      const all = [...models].map(([arm, model]) => ({ arm, model }));
      return prepared.maps?.(all, stage.arms[0]!.step) ?? null;
    },
    async checkpoint() {
      const arms: Record<string, ArrayBuffer> = {};
      for (const arm of stage.arms) arms[arm.id] = await arm.save();
      const { id, arms: racing } = stage;
      return {
        config,
        stage: id,
        step: racing[0]!.step,
        arms,
        watch: task ? null : (watch?.save() ?? null),
        teacher: stored.get('teacher') ?? null,
        ...(choices.length > 1 && {
          moreTeachers: TEACHERS.slice(1, choices.length).map((arm) => stored.get(arm) ?? null),
        }),
        assistants: ASSISTANTS.flatMap((arm) => (stored.has(arm) ? [stored.get(arm) ?? null] : [])),
        ...(steering && { steering: steering.save() }),
        ...(adaptive && { adaptive: adaptive.save() }),
        ...(corrections.length > 0 && { corrections: structuredClone(corrections) as Correction[] }),
        ...(controls.labels && { labels: structuredClone(controls.labels) as Checkpoint['labels'] }),
      };
    },
    restore,
    dispose: disposeAll,
  };
}
