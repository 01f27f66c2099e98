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
  /** Ids of the runs that are to be compared, in the order in which they were marked. */
  marked: readonly string[];
  /** Whether they are being compared. */
  comparing: boolean;
  mark(id: string, on: boolean): void;
  compare(on: boolean): void;
}

export function createRunsStore() {
  return createStore<RunsState>()((update) => ({
    runs: [],
    marked: [],
    comparing: false,
    mark: (id, on) =>
      update(({ marked }) => ({ marked: on ? [...marked, id] : marked.filter((one) => one !== id) })),
    compare: (comparing) => update({ comparing }),
  }));
}
