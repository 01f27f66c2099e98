// A run as kept on this device: everything a run file needs, how its models saw the plane, and what can be said to them. Its
// checkpoint is stored beside it, under the same id, and so are its models.

import type { DecisionMaps } from '../protocol/training';
import type { RunFile, RunStatus } from './run-file';

export interface RunRecord extends Omit<RunFile, 'format' | 'summary'> {
  id: string;
  /** The name of the run file that it was read from; of a run of this device's own there is none. */
  file?: string;
  /** Whether it stays at the top of the list, and on the device. */
  pinned?: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
  status: RunStatus;
  /** The last step taken. */
  step: number;
  /** The last ones drawn, where there are such. */
  maps?: DecisionMaps | undefined;
  /** Things to say to its models, where the page has none of its own. */
  examples?: readonly string[];
}

/** The last evaluation of each arm. */
export function finalEvaluations(evaluations: RunFile['evaluations']): RunFile['evaluations'] {
  return [...new Map(evaluations.map((evaluation) => [evaluation.arm, evaluation])).values()];
}

/** Whether its settings alone make it again: it came to its end, and whatever was moved meanwhile it moved by itself. */
export const isReplayable = ({ report, marks = [] }: Pick<RunRecord, 'report' | 'marks'>): boolean =>
  report !== undefined && marks.every(({ itself }) => itself);
