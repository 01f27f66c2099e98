// A whole run from its config, as stages: where the teacher is not finished, it is trained first; then the student and its rivals
// race with it. Every stage is arms in lockstep through the one loop, ready to be driven step by step. Not the driver: the worker's
// run asks the arms for steps in turn, and for evaluations, maps and checkpoints in between.

import type { Tool } from '../agent/types';
import { type Arm, ARMS, racersOf } from '../catalog/arms';
import { finishedTeacherId, type RunConfig } from '../catalog/run-config';
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
import type { DecisionMaps, Evaluation, TargetCacheStatus } from '../protocol/training';
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
  /** Stores the teacher that a run has trained; resolves to its id, or null where nothing can be stored. */
  keep?: ((teacher: ModelBundle) => Promise<string | null>) | undefined;
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
  const stages = trainsTeacher ? 2 : 1;

  let task: Task | null = null;
  let training: TeacherTraining | null = null;
  let watch: EarlyStop | null = null;
  let stage: Stage;
  let teacher: PresentTeacher | null = null;
  let models = new Map<Arm, Model>();
  /** Id of the stored model that teaches. */
  let taughtBy = given ? teacherId : null;
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
    if (teacher) dispose(teacher.model.params);
    teacher = null;
  };

  function trainTeacher(how: TeacherTraining): void {
    training = how;
    const arm = createArm('teacher', how, { ...how, method: methodOf('hinton'), rows: 'all' });
    watch = how.watch ? new EarlyStop(arm.model, how.watch) : null;
    models = new Map([['teacher', arm.model]]);
    const enough = async (step: number) => (await watch?.look(step)) ?? false;
    enter({ id: 'teacher', index: 0, steps: how.steps, arms: [arm], enough });
  }

  async function distil(bundle: ModelBundle): Promise<void> {
    const model = networkOf(bundle);
    try {
      task = await prepared.distil({ bundle, model });
    } catch (error) {
      dispose(model.params);
      throw error;
    }
    teacher = { bundle, model };
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
        teacherShape: model.shape,
        seed: config.seed,
      }),
    );
    models = new Map<Arm, Model>([
      ...arms.map((arm): [Arm, Model] => [arm.id, arm.model]),
      ['teacher', model],
    ]);
    enter({ id: 'student', index: stages - 1, steps, arms, enough: async () => false });
  }

  if (isTraining(prepared.teacher)) trainTeacher(prepared.teacher);
  else await distil(prepared.teacher);

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
      if (!training || task) return false;
      watch?.finish();
      const trained = await training.bundle(modelOf('teacher'));
      const bundle = (await training.finish?.(trained)) ?? trained;
      taughtBy = (await deps.keep?.(bundle)) ?? null;
      disposeStage();
      await distil(bundle);
      return true;
    },
    async bundle(of) {
      const model = modelOf(of);
      if (!task) return training!.bundle(model);
      if (of === 'teacher') return teacher!.bundle;
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
        const network = arm === 'teacher' ? teacher!.bundle.network : student.network;
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
        teacher: task ? taughtBy : null,
        ...(controls.labels && { labels: structuredClone(controls.labels) as Checkpoint['labels'] }),
      };
    },
    restore,
    dispose: disposeAll,
  };
}
