// A run as PyTorch goes on with it (pytorch/torchrun): everything that training still needs, step by step and row by row, so that what
// the page would draw at random is drawn already. Plain data; tasks/twin-run.ts makes it, write-folder.ts writes it down.

import type { Network } from '../bundle';
import type { StoredTensor } from '../safetensors';

export const TWIN_FORMAT = 'retort-torchrun/1';

/** By which rows an arm sees: all of the transfer set, or those with labels alone. */
export type TwinRows = 'all' | 'labelled' | 'given';

export interface TwinArm {
  id: string;
  method: string;
  rows: TwinRows;
  /** In place of the plan's; null: as planned. */
  lambda: number | null;
}

export interface TwinRun {
  /** run.json, but for its format. */
  about: {
    task: string;
    student: Network;
    /** Of the teacher's weights, where it is asked during the run. */
    teacher: Network | null;
    method: string;
    /** Of the method, all of them. */
    settings: Readonly<Record<string, number | string>>;
    arms: readonly TwinArm[];
    /** Of a batch, in rows. */
    batchSize: number;
    startStep: number;
    steps: number;
    optimizer: object | null;
    dropout: number;
    dropSeed: number;
    wordDropout: number;
    wordSeed: string;
  };
  /** Of every step still to come. */
  plan: { temperature: number[]; lambda: number[]; learningRate: number[] };
  /** The rows of every step still to come, [steps × B]. */
  orders: Partial<Record<TwinRows, Int32Array>>;
  /** The transfer set. */
  rows: readonly object[];
  /** The teacher's logits for all rows, [rows, K]; of dialogues it is asked during the run. */
  targets: StoredTensor | null;
  teacherWeights: Readonly<Record<string, StoredTensor>> | null;
  /** Weights, moments and averages by arm and name. */
  state: Readonly<Record<string, StoredTensor>>;
  /** What the page needs to take the run up again, as texts; PyTorch hands it through. */
  metadata: Readonly<Record<string, string>>;
}
