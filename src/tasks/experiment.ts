// A whole run from its config: task, teacher, student and, where wanted, the baseline, ready to be driven step by step.
// Not the driver: the worker's session asks the arms for steps in turn, and for evaluations, maps and checkpoints in between.

import type { TokenCodec, Tool } from '../agent/types';
import { ARMS, racersOf } from '../catalog/arms';
import { BUILT_IN_SET, type RunConfig } from '../catalog/run-config';
import { dispose } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import type { Decoder } from '../models/decoder';
import { countParameters } from '../models/weights';
import { type ArmRun, createArm } from '../distillation/arms';
import type { DialogueOutcome } from './agent/dialogue-outcome';
import { methodLoss } from '../distillation/losses';
import type { Classifier } from './intents/classifier';
import type { AgentDeps } from './agent/prepare';
import type { IntentDeps } from './intents/prepare';
import { makeReport, type Report, type ReportOptions } from '../evaluation/report';
import type { CacheStatus } from '../distillation/targets/target-cache';
import type { EvaluateOptions, PrepareHooks, Task, Writer } from './task';
import type { Model } from '../models/model';
import type { Arm, Checkpoint, Controls, DecisionMaps, Evaluation, Racer } from '../distillation/types';

export type ExperimentDeps = AgentDeps & IntentDeps & PrepareHooks;

type Prepare = (config: RunConfig, deps: ExperimentDeps) => Promise<Task>;

const modules = import.meta.glob<{ prepare: Prepare }>('./*/prepare.ts', { eager: true });

/** What makes a task ready. Throws RetortError('config-invalid') where there is no such task. */
function prepareOf(task: string): Prepare {
  const found = modules[`./${task}/prepare.ts`];
  if (found) return found.prepare;
  throw new RetortError('config-invalid', `There is no task ${task}. Choose one from the list.`);
}

export interface Experiment {
  readonly config: RunConfig;
  /** Move these to steer; the rivals follow, the baseline all but λ. */
  readonly controls: Controls;
  /** The student, then the rivals that the config wants. */
  readonly arms: readonly ArmRun[];
  readonly parameters: { student: number; teacher: number };
  readonly teacherSource: Task['teacherSource'];
  /** How full the cache of the teacher's targets is; null where there is none. */
  targetCache(): CacheStatus | null;
  /** Who can be talked with, the student first; the controls only race. */
  readonly speakers: readonly Exclude<Arm, 'softLabelled' | 'teacherLabels'>[];
  /** Things to say to models of a person's own data. */
  readonly examples: readonly string[];
  /** Of an agent of a person's own chats; null where the tools are the page's. */
  readonly ownTools: ReadonlyMap<string, Tool> | null;
  /** What an agent of this run can call; null for other tasks. */
  readonly toolNames: readonly string[] | null;
  /** Of the agent task, for the chat; null for others. */
  readonly tokenizer: TokenCodec | null;
  /** A decoder with the weights of this moment. Throws RetortError('config-invalid') but for the agent. */
  decoder(of: Arm): Promise<Decoder>;
  /** A classifier with the weights of this moment; null but for intents. */
  classifier(of: Arm): Promise<Classifier | null>;
  /** Figures on held-out data by a forward pass, between steps. Throws RetortError('cancelled') at the signal. */
  evaluate(of: Arm, options?: EvaluateOptions): Promise<Evaluation>;
  /** Agent: the weights of this moment, ready to write held-out dialogues while training goes on; null for others. */
  writer(of: Arm): Promise<Writer | null>;
  /** Everything about all models with intervals, between steps; dialogues as they were last written. Takes a while. */
  report(options?: Pick<ReportOptions, 'signal' | 'onProgress'>): Promise<Report>;
  /** What each model would answer where; null but for points of the plane. */
  maps(): Promise<DecisionMaps | null>;
  checkpoint(): Promise<Checkpoint>;
  /** Puts a checkpoint of this config in place; training goes on from its step. */
  restore(checkpoint: Checkpoint): void;
  /** Frees all tensors. */
  dispose(): void;
}

/** Makes everything ready, at step 0. Throws RetortError('cancelled') at the signal, and what the deps throw. */
export async function prepareExperiment(config: RunConfig, deps: ExperimentDeps): Promise<Experiment> {
  const method = methodLoss(config.method);
  const task = await prepareOf(config.task)(config, deps);
  const { temperature, lambda, learningRate, steps } = config;
  const controls: Controls = { temperature, lambda, learningRate };
  const arms = racersOf(config).map((id) => {
    const { targets, batch, schedule } = task;
    const race = { targets, batch, schedule, method, controls, steps, rows: config.softRows };
    return createArm(id, task, race);
  });
  const student = arms[0]!;
  const models = new Map<Arm, Model>([
    ...arms.map(({ id, model }): [Arm, Model] => [id, model]),
    ['teacher', task.teacher],
  ]);
  const written = new Map<Arm, readonly DialogueOutcome[]>();
  const modelOf = (arm: Arm): Model => {
    const model = models.get(arm);
    if (model) return model;
    throw new RetortError('config-invalid', `This run has no ${arm}. Switch it on and start again.`);
  };
  return {
    config,
    controls,
    arms,
    parameters: {
      student: countParameters(student.model.params),
      teacher: countParameters(task.teacher.params),
    },
    teacherSource: task.teacherSource,
    targetCache: () => task.targets.status?.() ?? null,
    speakers: [...models.keys()].filter((arm) => arm !== 'softLabelled' && arm !== 'teacherLabels'),
    examples: task.examples ?? [],
    ownTools: config.textSet === BUILT_IN_SET ? null : (task.agent?.tools ?? null),
    toolNames: task.agent ? [...task.agent.tools.keys()] : null,
    tokenizer: task.agent?.tokenizer ?? null,
    async decoder(of) {
      if (task.agent) return task.agent.decoder(of, modelOf(of));
      throw new RetortError(
        'config-invalid',
        'Only the agent task can be talked with. Choose it and distill.',
      );
    },
    classifier: async (of) => task.classifier?.(of, modelOf(of)) ?? null,
    async evaluate(of, options = {}) {
      const step = arms.find(({ id }) => id === of)?.step ?? student.step;
      return { arm: of, step, ...(await task.evaluate(of, modelOf(of), options)) };
    },
    async writer(of) {
      const write = await task.agent?.writer(of, modelOf(of));
      if (!write) return null;
      return async (hooks) => {
        const result = await write(hooks);
        written.set(of, result.outcomes);
        return result;
      };
    },
    report(options = {}) {
      const subjects = ARMS.flatMap((arm) => {
        const model = models.get(arm);
        if (!model) return [];
        const asked = { signal: options.signal, written: written.get(arm) ?? null };
        return [{ arm, cost: task.cost(arm), examine: () => task.examine(arm, model, asked) }];
      });
      const { rows, classes } = task;
      return makeReport({ subjects, rows, classes, step: student.step, seed: config.seed, ...options });
    },
    async maps() {
      const all = [...models].map(([arm, model]) => ({ arm, model }));
      return task.maps ? task.maps(all, student.step) : null;
    },
    async checkpoint() {
      const files: Partial<Record<Racer, ArrayBuffer>> = {};
      for (const arm of arms) files[arm.id] = await arm.save();
      const { student: own, baseline = null, ...others } = files;
      return { config, step: student.step, student: own!, baseline, others };
    },
    restore(checkpoint) {
      const { student, baseline, others } = checkpoint;
      const files: Partial<Record<string, ArrayBuffer | null>> = { ...others, student, baseline };
      for (const arm of arms) if (files[arm.id]) arm.restore(files[arm.id]!);
    },
    dispose() {
      for (const arm of arms) arm.dispose();
      dispose(task.teacher.params);
    },
  };
}
