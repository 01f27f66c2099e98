// What the training loop takes and gives beside its log: the controls that a person may move while it runs, and how a run of it
// ended.

import type { Arm } from '../catalog/arms';
import type { Settings } from '../catalog/types';
import type { StepLog } from '../protocol/training';

/** Read anew on every step: whoever holds this object steers the run. */
export interface Controls {
  temperature: number;
  /** Weight of the hard labels, 0 to 1. */
  lambda: number;
  /** Before the schedule's factor. */
  learningRate: number;
  /** Of the method and of what methods share (catalog/settings.ts); absent: all at their defaults. */
  settings?: Settings | undefined;
  /** What a person has put in place of the teacher's probabilities, by row of the transfer set (edited-labels.ts). */
  labels?: EditedLabels | undefined;
}

/** Probabilities [V] by row. */
export type EditedLabels = Readonly<Record<string, readonly number[]>>;

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
