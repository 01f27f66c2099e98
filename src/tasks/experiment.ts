// A whole run from its config, as stages: where the teacher is not finished, it is trained first; then each assistant learns from the
// one before; then the student and its rivals race with the last of them. Every stage is arms in lockstep through the one loop, ready to be driven step by step. Not the driver: the worker's
// run asks the arms for steps in turn, and for evaluations, maps and checkpoints in between.

import type { Tool } from '../agent/types';
import { type Arm, ARMS, type Assistant, ASSISTANTS, racersOf } from '../catalog/arms';
import { methodInfo } from '../catalog/catalog';
import { finishedTeacherId, type RunConfig } from '../catalog/run-config';
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
import type { Checkpoint, StageId } from '../protocol/checkpoint';
import type { Report } from '../protocol/report';
import type { DecisionMaps, Evaluation, Reaction, TargetCacheStatus } from '../protocol/training';
import {
  type EvaluateOptions,
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
  keep?: ((teacher: ModelBundle, as: 'teacher' | Assistant) => Promise<string | null>) | undefined;
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

/** Who cannot be talked with: the controls only race. */
type Speaker = Exclude<Arm, 'softLabelled' | 'teacherLabels'>;

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
  /** Ends the stage with what it came to and makes the next one ready; false where it was the last. */
  next(): Promise<boolean>;
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
  const teacherId = from?.teacher ?? finishedTeacherId(config.teacher);
  const given = teacherId === null ? null : await deps.bundle(teacherId);
  const prepared = await prepareOf(config.task)(config, deps, given);
  const trainsTeacher =
    finishedTeacherId(config.teacher) === null && (from?.teacher || isTraining(prepared.teacher));
  /** Who is distilled, each from the one before. */
  const links: { id: Assistant | 'student'; size: string }[] = [
    ...config.assistants.map((size, i) => ({ id: ASSISTANTS[i]!, size })),
    { id: 'student', size: config.student },
  ];
  const firstLink = trainsTeacher ? 1 : 0;
  const stages = firstLink + links.length;

  let task: Task | null = null;
  let training: TeacherTraining | null = null;
  let watch: EarlyStop | null = null;
  let stage: Stage;
  let steering: Steering | null = null;
  let adaptive: Adaptive | null = null;
  /** The teacher and the assistants so far: each has taught, or teaches now, the next one. */
  const finished = new Map<Arm, PresentTeacher>();
  let models = new Map<Arm, Model>();
  /** Ids under which they lie in storage, in the order of `finished`. */
  const stored: (string | null)[] = [];
  /** To be put in place when its stage comes. */
  let pending = from;

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
  const disposeAll = (): void => {
    disposeStage();
    for (const { model } of finished.values()) dispose(model.params);
    finished.clear();
  };
  const finish = (as: Arm, bundle: ModelBundle, id: string | null): void => {
    finished.set(as, { bundle, model: networkOf(bundle) });
    stored.push(id);
  };

  function trainTeacher(how: TeacherTraining): void {
    training = how;
    const arm = createArm('teacher', how, { ...how, method: methodOf('hinton'), rows: 'all' });
    watch = how.watch ? new EarlyStop(arm.model, how.watch) : null;
    models = new Map([['teacher', arm.model]]);
    const enough = async (step: number) => (await watch?.look(step)) ?? false;
    enter({ id: 'teacher', index: 0, steps: how.steps, arms: [arm], enough });
  }

  /** Of those who are finished the last one teaches the next link. */
  async function distil(): Promise<void> {
    const at = finished.size - 1;
    const { id, size } = links[at]!;
    const teacher = [...finished.values()][at]!;
    const distilled = await prepared.distil({ student: size, teacher, finished });
    task = distilled;
    const { batch, schedule } = distilled;
    const softTerms = methodInfo(config.method).terms.filter(({ weight }) => weight === 'soft');
    steering = new Steering({ controls, steps, softTerms: softTerms.map((term) => term.id) });
    const race = {
      targets: distilled.teacher,
      batch,
      schedule,
      method,
      controls,
      steering,
      steps,
      rows: config.softRows,
      teacherShape: teacher.model.shape,
      seed: config.seed,
    };
    const arms = (id === 'student' ? racersOf(config) : [id]).map((arm) => createArm(arm, distilled, race));
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
    enter({ id, index: firstLink + at, steps, arms, enough });
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
      name: links[finished.size - 1]!.size,
      origin: learnt ? 'distilled' : 'trained',
      weights,
      labels: task.classes?.length ?? null,
      dataSet: task.dataSet,
      ...(learnt && { teacher: task.teacher.card.name, method: config.method }),
    });
    return { ...task.student, card, weights };
  }

  try {
    if (isTraining(prepared.teacher)) trainTeacher(prepared.teacher);
    else {
      finish('teacher', prepared.teacher, given ? teacherId : null);
      for (const [i, id] of (from?.assistants ?? []).entries()) {
        if (id === null || i >= config.assistants.length) break;
        finish(ASSISTANTS[i]!, await deps.bundle(id), id);
      }
      await distil();
    }
  } catch (error) {
    for (const { model } of finished.values()) dispose(model.params);
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
      const teacher = finished.get('teacher')!.bundle.card.parameters;
      return { student: countParameters(modelOf('student').params), teacher };
    },
    get speakers() {
      return [...models.keys()].filter((arm) => arm !== 'softLabelled' && arm !== 'teacherLabels');
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
    async next() {
      const { id } = stage;
      if (id === 'student') return false;
      watch?.finish();
      watch = null; // of the teacher alone
      const trained = await bundleOf(id);
      const bundle = (id === 'teacher' && (await training?.finish?.(trained))) || trained;
      const kept = (await deps.keep?.(bundle, id)) ?? null;
      disposeStage();
      finish(id, bundle, kept);
      await distil();
      return true;
    },
    bundle: bundleOf,
    async evaluate(of, options = {}) {
      if (!task) return null;
      const step = stage.arms.find(({ id }) => id === of)?.step ?? stage.arms[0]!.step;
      return { arm: of, step, ...(await task.evaluate(of, modelOf(of), options)) };
    },
    writer: async (of) => (await task?.writer?.(of, modelOf(of))) ?? null,
    report(options = {}) {
      if (!task || stage.id !== 'student')
        throw new RetortError('config-invalid', 'There is no report before the student’s stage.');
      const { rows, classes, student } = task;
      const subjects = ARMS.flatMap((arm) => {
        const model = models.get(arm);
        if (!model) return [];
        const network = finished.get(arm)?.bundle.network ?? student.network;
        const examine = () => task!.examine(arm, model, { signal: options.signal });
        return [{ arm, cost: costOf(network), examine }];
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
      const [teacher = null, ...assistants] = stored;
      return {
        config,
        stage: id,
        step: racing[0]!.step,
        arms,
        watch: task ? null : (watch?.save() ?? null),
        teacher,
        assistants,
        ...(steering && { steering: steering.save() }),
        ...(adaptive && { adaptive: adaptive.save() }),
        ...(controls.labels && { labels: structuredClone(controls.labels) as Checkpoint['labels'] }),
      };
    },
    restore,
    dispose: disposeAll,
  };
}
