// What a task must bring to a run: data, a teacher, first weights, ways to evaluate. One function for each task makes it
// (prepare-<id of the task>.ts exports it as `prepare`); experiment.ts races the arms on it and knows no task.

import type { EncodedTranscript } from '../agent/transcript';
import type { TokenCodec, Tool } from '../agent/types';
import type { Batch } from '../data/batches';
import type { Optimizer } from '../engine/optimizer';
import type { Params } from '../engine/tensor';
import type { Cost } from '../models/cost';
import type { Decoder } from '../models/decoder';
import type { StoredTensor } from '../models/safetensors';
import type { TransformerConfig } from '../models/transformer-config';
import type { Classifier } from './intents/classifier';
import type { DialogueOutcome } from './agent/dialogue-outcome';
import type { Examined } from '../evaluation/report';
import type { Schedule } from '../distillation/schedule';
import type { Targets } from '../distillation/targets/targets';
import type { Model } from '../models/model';
import type { Arm } from '../catalog/arms';
import type { DecisionMaps, Evaluation } from '../protocol/training';
import type { Launched } from '../distillation/types';

/** A finished teacher of the agent task: the shipped one, or one from a person's files. */
export interface AgentTeacher {
  config: TransformerConfig;
  weights: Readonly<Record<string, StoredTensor>>;
  tokenizer: TokenCodec;
  /** One for each built-in prompt, in order; without them the teacher writes them while the run is prepared. */
  transcripts?: readonly EncodedTranscript[] | undefined;
}

export type PrepareProgress = 'tokenizer' | 'teacher-training' | 'corpus' | 'transcripts' | 'targets';

export interface PrepareHooks {
  onProgress?: ((task: PrepareProgress, done: number, total: number) => void) | undefined;
  /** Logs of a teacher that is trained here. */
  onTeacherStep?: ((log: Launched['log']) => void) | undefined;
  /** Ends the preparation with RetortError('cancelled'). */
  signal?: AbortSignal | undefined;
}

export interface EvaluateOptions {
  signal?: AbortSignal | undefined;
}

export interface ExamineOptions extends EvaluateOptions {
  /** Agent: dialogues as the model last wrote them; null where it has not yet. */
  written: readonly DialogueOutcome[] | null;
}

/** How a model writes dialogues while something else goes on. */
export interface WritingHooks {
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Asked before each piece of a few milliseconds: resolves when there is time for it. */
  pace?: (() => Promise<void>) | undefined;
}

/** Figures that one forward pass gives. */
export type Figures = Pick<Evaluation, 'n' | 'figures'>;
/** Figures that come of letting a model write dialogues, and how many it wrote. */
export type WrittenFigures = Required<Pick<Evaluation, 'figures' | 'written'>>;

/** Lets a copy of a model write the held-out dialogues, at any time. Throws RetortError('cancelled') at the signal. */
export type Writer = (
  hooks: WritingHooks,
) => Promise<WrittenFigures & { outcomes: readonly DialogueOutcome[] }>;

export interface AgentParts {
  tokenizer: TokenCodec;
  /** That it can call. */
  tools: ReadonlyMap<string, Tool>;
  /** With the weights of this moment. */
  decoder(arm: Arm, model: Model): Promise<Decoder>;
  /** With the weights of this moment. */
  writer(arm: Arm, model: Model): Promise<Writer>;
}

export interface Task {
  teacher: Model;
  teacherSource: 'shipped' | 'loaded' | 'trained';
  /** Of training; labelled are those whose right answers the student may see. */
  rows: { total: number; labelled: number };
  /** Things to say to a model of a person's own data; none where the page has its own. */
  examples?: readonly string[];
  cost(arm: Arm): Cost;
  targets: Targets;
  batch(step: number, lambda: number): Batch;
  schedule: Schedule;
  /** The student's network at its first weights, anew at each call. */
  createModel(): Model;
  createOptimizer(params: Params): Optimizer;
  /** Whether the average of the weights is what counts. */
  averages: boolean;
  evaluate(arm: Arm, model: Model, options: EvaluateOptions): Promise<Figures>;
  /** Null where the inputs are not points of the plane. */
  maps: ((models: readonly { arm: Arm; model: Model }[], step: number) => Promise<DecisionMaps>) | null;
  /** What only agents have; null for others. */
  agent: AgentParts | null;
  /** Intents: a copy of the model that answers about typed sentences. */
  classifier?: (arm: Arm, model: Model) => Promise<Classifier>;
  /** Names of the classes; null but for classifiers. */
  classes: string[] | null;
  /** A model's part of the report. Throws RetortError('cancelled') at the signal. */
  examine(arm: Arm, model: Model, options: ExamineOptions): Promise<Examined>;
}
