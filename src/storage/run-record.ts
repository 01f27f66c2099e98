// A run as kept on this device: everything a run file needs, and how its models saw the plane. Its checkpoint is stored beside it,
// under the same id, and so are its models.

import type { DecisionMaps } from '../protocol/training';
import type { RunFile } from './run-file';

export const RUN_STATUSES = ['running', 'done', 'stopped', 'failed', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export interface RunRecord extends Omit<RunFile, 'format' | 'summary'> {
  id: string;
  /** The name of the run file that it was read from; of a run of this device's own there is none. */
  file?: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  status: RunStatus;
  /** The last step taken. */
  step: number;
  /** The last ones drawn, where there are such. */
  maps?: DecisionMaps | undefined;
}
