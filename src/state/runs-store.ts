// Runs of this device, newest first: a list in memory, the runs themselves in IndexedDB.

import { createStore } from 'zustand/vanilla';
import type { RunConfig } from '../catalog/run-config';
import type { Evaluation } from '../protocol/training';
import type { RunStatus } from '../storage/run-file';

export type { RunStatus } from '../storage/run-file';

/** What the list shows of a run. */
export interface RunEntry {
  id: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** 'elsewhere': another tab is at it. */
  status: RunStatus | 'elsewhere';
  /** That the person gave it. */
  name?: string | undefined;
  pinned: boolean;
  config: RunConfig;
  step: number;
  /** The last evaluation of each arm. */
  evaluations: readonly Evaluation[];
  /** Whether it came to its end, so that there is a report to open. */
  hasReport: boolean;
  /** Whether it can run again from its settings and be held against itself: it ended, and nobody moved a control meanwhile. */
  replayable: boolean;
  /** Whether there are weights to go on from. */
  hasCheckpoint: boolean;
  /** The run file that it was read from; of a run of this device's own there is none. */
  file?: string | undefined;
}

/** Whether its student can be made smaller: it came to one, and is not under way. */
export const isCompressible = ({ hasCheckpoint, status }: RunEntry): boolean =>
  hasCheckpoint && !['running', 'elsewhere', 'interrupted'].includes(status);

export interface RunsState {
  runs: readonly RunEntry[];
}

export function createRunsStore() {
  return createStore<RunsState>()(() => ({ runs: [] }));
}
