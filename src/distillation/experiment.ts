// A whole run from its config: data, teacher, student and, where wanted, the baseline, ready to be driven step by step.
// Not the driver: the worker's session asks the arms for steps in turn, and for evaluations, maps and checkpoints in between.

import type { EncodedTranscript } from '../agent/transcript';
import type { TokenCodec } from '../agent/types';
import type { RunConfig } from '../catalog/run-config';
import type { Decoder } from '../models/decoder';
import type { StoredTensor } from '../models/safetensors';
import type { TransformerConfig } from '../models/transformer-config';
import type { Arm, Checkpoint, Controls, DecisionMaps, Evaluation, StepLog, Summary } from './types';

/** A finished teacher of the agent task: the shipped one, or one from a person's files. */
export interface AgentTeacher {
  config: TransformerConfig;
  weights: Readonly<Record<string, StoredTensor>>;
  tokenizer: TokenCodec;
  /** One for each built-in prompt, in order; without them the teacher writes them here. */
  transcripts?: readonly EncodedTranscript[];
}

export type ExperimentProgress = 'teacher-training' | 'corpus' | 'transcripts';

export interface ExperimentDeps {
  /** Asked for only where the config wants the shipped teacher. */
  shippedTeacher(): Promise<AgentTeacher>;
  /** The shipped tokeniser, for agent teachers that are trained here. */
  tokenizer(): Promise<TokenCodec>;
  /** Wanted where config.teacher is "loaded". */
  loadedTeacher?: AgentTeacher | undefined;
  onProgress?(task: ExperimentProgress, done: number, total: number): void;
  /** Logs of a teacher that is trained here. */
  onTeacherStep?(log: StepLog): void;
  /** Ends the preparation with RetortError('cancelled'). */
  signal?: AbortSignal | undefined;
}

export interface ArmRun {
  readonly id: 'student' | 'baseline';
  /** Steps done. */
  readonly step: number;
  /** Goes on from `step`; one next() is one training step. Ends at config.steps or at the signal. */
  train(signal?: AbortSignal): AsyncGenerator<StepLog, Summary>;
}

export interface Experiment {
  readonly config: RunConfig;
  /** Move these to steer; the baseline follows the learning rate only. */
  readonly controls: Controls;
  /** The student, then the baseline where config.baseline. */
  readonly arms: readonly ArmRun[];
  readonly parameters: { student: number; teacher: number };
  readonly teacherSource: 'shipped' | 'loaded' | 'trained';
  /** Who has weights: teacher and student, and the baseline where there is one. */
  readonly speakers: readonly Arm[];
  /** Agent: what the chat needs. Null for points. */
  readonly agent: { tokenizer: TokenCodec } | null;
  /** Agent: a decoder with the weights of this moment. Throws RetortError('config-invalid') for points. */
  decoder(of: Arm): Promise<Decoder>;
  /** Figures on held-out data; RetortError('cancelled') at the signal. Run it between steps. */
  evaluate(of: Arm, options?: EvaluateOptions): Promise<Evaluation>;
  /** Points in the plane: what each model would answer where. Null otherwise. */
  maps(): Promise<DecisionMaps | null>;
  checkpoint(): Promise<Checkpoint>;
  /** Puts a checkpoint of this config in place; training goes on from its step. */
  restore(checkpoint: Checkpoint): void;
  /** Frees all tensors. */
  dispose(): void;
}

export interface EvaluateOptions {
  signal?: AbortSignal | undefined;
  /** Agent: dialogues to decode; 0 leaves those figures out. */
  dialogues?: number;
  onProgress?(done: number, total: number): void;
}
