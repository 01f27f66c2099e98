// A whole run from its config, as stages: where the teacher is not finished, it is trained first; then the student and its rivals
// race with it. Every stage is arms in lockstep through the one loop, ready to be driven step by step. Not the driver: the worker's
// run asks the arms for steps in turn, and for evaluations, maps and checkpoints in between.

import type { Tool } from '../agent/types';
import { type Arm, ARMS, isTeacher, racersOf, type TeacherArm, TEACHERS } from '../catalog/arms';
import { finishedTeacherId, type RunConfig } from '../catalog/run-config';
import { teachersOf } from '../catalog/teachers';
import { type ArmRun, createArm } from '../distillation/arms';
import { EarlyStop } from '../distillation/early-stop';
import { methodOf } from '../distillation/method';
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
import type { DecisionMaps, Evaluation, MixtureStatus, TargetCacheStatus } from '../protocol/training';
import {
  type EvaluateOptions,
  isTraining,
  type Prepare,
  type PresentTeacher,
  type Task,
  type TaskDeps,
  type TeacherTraining,
  type Writer,
} from './task';

export interface ExperimentDeps extends TaskDeps {
  /** A finished model by its id: one that comes with the page, or one on this device. */
  bundle(id: string): Promise<ModelBundle>;
  /** Stores the teacher that a run has trained; resolves to its id, or null where nothing can be stored. */
  keep?: ((teacher: ModelBundle, who: TeacherArm) => Promise<string | null>) | undefined;
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

/** Who can be talked with: the controls only race, and of several teachers the first one speaks. */
type Speaker = (typeof SPEAKERS)[number];
const SPEAKERS = ['teacher', 'student', 'baseline'] as const satisfies readonly Arm[];
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
  /** Who teaches the student; none before its stage. */
  readonly teachers: readonly TeacherArm[];
  /** What kind of network they are; undefined while there is none, between two stages. */
  readonly kind: ModelShape['kind'] | undefined;
  /** Things to say to models of a person's own data. */
  readonly examples: readonly string[];
  /** Of an agent of a person's own data; null where the tools are the page's. */
  readonly tools: ReadonlyMap<string, Tool> | null;
  /** How full the cache of the teacher's targets is; null where there is none. */
  targetCache(): TargetCacheStatus | null;
  /** How much each of several teachers counted lately; null where there is one. */
  mixture(): MixtureStatus | null;
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
  const controls: Controls = { temperature, lambda, learningRate, settings };
  const choices = teachersOf(config);
  /** Ids of the stored models that teach; null for those that are not stored, or not yet trained. */
  const taughtBy = choices.map(
    ({ teacher }, k) => (k === 0 ? from?.teacher : from?.moreTeachers?.[k - 1]) ?? finishedTeacherId(teacher),
  );
  const given: (ModelBundle | null)[] = [];
  for (const id of taughtBy) given.push(id === null ? null : await deps.bundle(id));
  const prepared = await prepareOf(config.task)(config, deps, given);
  /** Those that this run trains, before or after the checkpoint. */
  const trainees = TEACHERS.filter((_, k) => {
    const way = prepared.teachers[k];
    return way && finishedTeacherId(choices[k]!.teacher) === null && (given[k] || isTraining(way));
  });
  const stages = trainees.length + 1;

  let task: Task | null = null;
  let training: TeacherTraining | null = null;
  let watch: EarlyStop | null = null;
  let stage: Stage;
  /** On the device, in the student's stage. */
  let teachers: readonly PresentTeacher[] = [];
  const finished = prepared.teachers.map((way) => (isTraining(way) ? null : way));
  let models = new Map<Arm, Model>();
  /** To be put in place when its stage comes. */
  let pending = from;

  const modelOf = (arm: Arm): Model => {
    const model = models.get(arm);
    if (model) return model;
    throw new RetortError('config-invalid', `This run has no ${arm}. Switch it on and start again.`);
  };
  const restore = ({ arms, watch: saved }: Checkpoint): void => {
    for (const arm of stage.arms) if (arms[arm.id]) arm.restore(arms[arm.id]!);
    if (saved) watch?.restore(saved);
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
    dispose(teachers.map(({ model }) => model.params));
    teachers = [];
  };

  function trainTeacher(id: TeacherArm, how: TeacherTraining): void {
    training = how;
    const arm = createArm(id, how, { ...how, method: methodOf('hinton'), rows: 'all' });
    watch = how.watch ? new EarlyStop(arm.model, how.watch) : null;
    models = new Map([[id, arm.model]]);
    const enough = async (step: number) => (await watch?.look(step)) ?? false;
    enter({ id, index: trainees.indexOf(id), steps: how.steps, arms: [arm], enough });
  }

  async function distil(bundles: readonly ModelBundle[]): Promise<void> {
    const present = bundles.map((bundle) => ({ bundle, model: networkOf(bundle) }));
    try {
      task = await prepared.distil(...present);
    } catch (error) {
      dispose(present.map(({ model }) => model.params));
      throw error;
    }
    teachers = present;
    const { batch, schedule } = task;
    const arms = racersOf(config).map((id) =>
      createArm(id, task!, {
        targets: task!.teacher,
        batch,
        schedule,
        method,
        controls,
        steps,
        rows: config.softRows,
        teacherShape: present[0]!.model.shape,
        seed: config.seed,
      }),
    );
    models = new Map<Arm, Model>([
      ...arms.map((arm): [Arm, Model] => [arm.id, arm.model]),
      ...present.map(({ model }, k): [Arm, Model] => [TEACHERS[k]!, model]),
    ]);
    enter({ id: 'student', index: stages - 1, steps, arms, enough: async () => false });
  }

  /** The first teacher that is not finished is trained; where all are, the student learns. */
  async function goOn(): Promise<void> {
    const k = finished.indexOf(null);
    const way = prepared.teachers[k];
    if (way && isTraining(way)) trainTeacher(TEACHERS[k]!, way);
    else await distil(finished.flatMap((bundle) => bundle ?? []));
  }

  await goOn();

  return {
    config,
    controls,
    stages,
    get stage() {
      return stage;
    },
    get parameters() {
      return (
        task && { student: countParameters(modelOf('student').params), teacher: task.teacher.card.parameters }
      );
    },
    get speakers() {
      return [...models.keys()].filter(speaks);
    },
    get teachers() {
      return TEACHERS.slice(0, teachers.length);
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
    mixture: () => task?.teacher.mixture?.() ?? null,
    async next() {
      const { id } = stage;
      if (!training || id === 'student') return false;
      watch?.finish();
      const trained = await training.bundle(modelOf(id));
      const bundle = (await training.finish?.(trained)) ?? trained;
      const k = TEACHERS.indexOf(id);
      taughtBy[k] = (await deps.keep?.(bundle, id)) ?? null;
      finished[k] = bundle;
      disposeStage();
      await goOn();
      return true;
    },
    async bundle(of) {
      const model = modelOf(of);
      if (!task) return training!.bundle(model);
      if (isTeacher(of)) return teachers[TEACHERS.indexOf(of)]!.bundle;
      const weights = await fromParams(model.params);
      const { task: id, student: name } = config;
      const card = newCard({
        task: id,
        name,
        origin: of === 'student' ? 'distilled' : 'trained',
        weights,
        labels: task.classes?.length ?? null,
        dataSet: task.dataSet,
        ...(of === 'student' && { teacher: task.teacher.card.name, method: config.method }),
      });
      return { ...task.student, card, weights };
    },
    async evaluate(of, options = {}) {
      if (!task) return null;
      const step = stage.arms.find(({ id }) => id === of)?.step ?? stage.arms[0]!.step;
      return { arm: of, step, ...(await task.evaluate(of, modelOf(of), options)) };
    },
    writer: async (of) => (await task?.writer?.(of, modelOf(of))) ?? null,
    report(options = {}) {
      if (!task) throw new RetortError('config-invalid', 'There is no report before the student’s stage.');
      const { rows, classes, student } = task;
      const subjects = ARMS.flatMap((arm) => {
        const model = models.get(arm);
        if (!model) return [];
        const network = isTeacher(arm) ? teachers[TEACHERS.indexOf(arm)]!.bundle.network : student.network;
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
      const saved = task ? null : (watch?.save() ?? null);
      return {
        config,
        stage: id,
        step: racing[0]!.step,
        arms,
        watch: saved,
        teacher: taughtBy[0] ?? null,
        ...(choices.length > 1 && { moreTeachers: taughtBy.slice(1) }),
      };
    },
    restore,
    dispose: disposeAll,
  };
}
