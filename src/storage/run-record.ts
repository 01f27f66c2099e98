// A run as kept on this device: everything a run file needs. The checkpoint is stored beside it, under the same id.

import { finalEvaluations, RUN_FORMAT, type RunFile, type RunStatus } from './run-file';

export interface RunRecord extends Omit<RunFile, 'format' | 'summary'> {
  id: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  status: RunStatus;
  /** The last step taken. */
  step: number;
}

/** A stored run as a run file. */
export function runFileOf(record: RunRecord): RunFile {
  const { config, environment, series, evaluations, report, status, startedAt, step } = record;
  return {
    format: RUN_FORMAT,
    config,
    environment,
    series,
    evaluations,
    ...(report && { report }),
    summary: {
      status,
      startedAt: new Date(startedAt).toISOString(),
      step,
      final: finalEvaluations(evaluations),
    },
  };
}
