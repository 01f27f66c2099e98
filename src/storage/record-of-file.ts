// Between a run as it is kept on this device (run-record.ts) and as a file has it (run-file.ts).

import { RUN_FORMAT, type RunFile } from './run-file';
import { finalEvaluations, type RunRecord } from './run-record';

/** A stored run as a run file. */
export function runFileOf(record: RunRecord): RunFile {
  const { config, name, environment, series, evaluations, marks, parameters, report, corrections } = record;
  const { status, startedAt, step } = record;
  return {
    format: RUN_FORMAT,
    config,
    ...(name && { name }),
    environment,
    series,
    evaluations,
    ...(marks && { marks }),
    ...(parameters && { parameters }),
    ...(report && { report }),
    ...(corrections && { corrections }),
    summary: {
      status,
      startedAt: new Date(startedAt).toISOString(),
      step,
      final: finalEvaluations(evaluations),
    },
  };
}

/** A run file as a run to be kept here. @param id the run's; of the file, so that it is one run however often it is read. */
export function recordOf({ format: _, summary, ...rest }: RunFile, id: string, file: string): RunRecord {
  const { status, step, startedAt } = summary;
  return { ...rest, id, file, startedAt: Date.parse(startedAt), step, status };
}
