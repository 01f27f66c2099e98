// What the distillation layer hands to whoever drives it: step logs, evaluations, decision maps, checkpoints, and the
// controls that a person may move while it runs. The worker sends the first four as they are (protocol/messages.ts has
// the same shapes as schemas; types.test.ts holds the two together).

import type { Arm } from '../catalog/arms';
import type { RunConfig } from '../catalog/run-config';

export type { Arm, Racer } from '../catalog/arms';

/** Read anew on every step: whoever holds this object steers the run. */
export interface Controls {
  temperature: number;
  /** Weight of the hard labels, 0 to 1. */
  lambda: number;
  /** Before the schedule's factor. */
  learningRate: number;
}

/** One finished step. */
export interface StepLog {
  arm: Arm;
  /** Counted from 1. */
  step: number;
  loss: number;
  ce: number;
  /** Times T². 0 where λ = 1: the teacher is not asked then. */
  kl: number;
  /** With the schedule's factor, as applied. */
  learningRate: number;
  temperature: number;
  lambda: number;
  /** Before clipping. */
  gradNorm: number;
  /** Tokens (agent) or rows (points) of the batch that carry loss. */
  tokens: number;
  /** Wall time of the step. */
  ms: number;
}

/** A step that was asked of the device: done where it computes at once, under way on a GPU. */
export interface Launched {
  /** Counted from 1. */
  step: number;
  /** Comes when the device has computed the step; rejected where a figure is no number. */
  log: Promise<StepLog>;
}

/** How a run of the training loop ended. */
export interface Summary {
  arm: Arm;
  /** Steps done in all, those before a resume included. */
  steps: number;
  /** Whether the signal ended it early. */
  stopped: boolean;
}

/** Figures on held-out data. */
export interface Evaluation {
  arm: Arm;
  step: number;
  n: number;
  accuracy: number;
  agreement?: number | undefined;
  trainAccuracy?: number | undefined;
  /** Dialogues that the figures below rest on. */
  decoded?: number | undefined;
  intent?: number | undefined;
  toolName?: number | undefined;
  argument?: number | undefined;
  exactCall?: number | undefined;
}

/** Each model's classes on a size × size grid over [-extent, extent]², row 0 at the top. */
export interface DecisionMaps {
  step: number;
  size: number;
  extent: number;
  classes: number;
  /** label: class indices [size·size]; confidence: probability of that class, 0..255. */
  models: { arm: Arm; label: Uint8Array<ArrayBuffer>; confidence: Uint8Array<ArrayBuffer> }[];
  points: { x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer>; label: Uint8Array<ArrayBuffer> };
}

/** Weights and optimiser moments (under `optimizer.`) of the arms at a step, as safetensors in float32. */
export interface Checkpoint {
  config: RunConfig;
  step: number;
  student: ArrayBuffer;
  baseline: ArrayBuffer | null;
  /** The other racers, by name. */
  others?: Record<string, ArrayBuffer> | undefined;
}
