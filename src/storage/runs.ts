// Runs and their checkpoints in the database. What another version of the page wrote in another form is read as far as it can
// be: a run without its curves is better than none.

import * as v from 'valibot';
import type { Checkpoint } from '../protocol/messages';
import { guarded, type RetortDatabase } from './database';
import { outcomeSchemas } from './run-file';
import type { RunRecord } from './run-record';

/** Runs kept on a device; older ones make room, checkpoints with them. */
export const MOST_RUNS = 50;

const NO_SERIES: RunRecord['series'] = { arm: [], step: [], loss: [], ce: [], kl: [] };

function readable({ series, evaluations, marks, parameters, report, ...run }: RunRecord): RunRecord {
  const read = <S extends v.GenericSchema>(schema: S, part: unknown): v.InferOutput<S> | undefined => {
    const result = v.safeParse(schema, part);
    return result.success ? result.output : undefined;
  };
  const parts = {
    marks: read(outcomeSchemas.marks, marks),
    parameters: read(outcomeSchemas.parameters, parameters),
    report: read(outcomeSchemas.report, report),
  };
  return {
    ...run,
    ...parts,
    series: read(outcomeSchemas.series, series) ?? NO_SERIES,
    evaluations: read(outcomeSchemas.evaluations, evaluations) ?? [],
  };
}

/** Newest first. */
export function listRuns(db: RetortDatabase): Promise<RunRecord[]> {
  return guarded(async () => (await db.getAllFromIndex('runs', 'startedAt')).reverse().map(readable));
}

export function loadRun(db: RetortDatabase, id: string): Promise<RunRecord | undefined> {
  return guarded(async () => {
    const run = await db.get('runs', id);
    return run && readable(run);
  });
}

/** The runs that can go on. */
export function listCheckpoints(db: RetortDatabase): Promise<string[]> {
  return guarded(() => db.getAllKeys('checkpoints'));
}

/** Writes a run, with a checkpoint where there is a new one; both or neither. */
export function saveRun(db: RetortDatabase, run: RunRecord, checkpoint?: Checkpoint): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['runs', 'checkpoints'], 'readwrite');
    const runs = transaction.objectStore('runs');
    const checkpoints = transaction.objectStore('checkpoints');
    const writes: Promise<unknown>[] = [runs.put(run)];
    if (checkpoint) writes.push(checkpoints.put(checkpoint, run.id));
    const keys = await runs.index('startedAt').getAllKeys();
    // one that was read from a file may be the oldest of all, and is wanted all the same
    for (const old of keys.filter((key) => key !== run.id).slice(0, 1 - MOST_RUNS))
      writes.push(runs.delete(old), checkpoints.delete(old));
    await Promise.all([...writes, transaction.done]);
  });
}

export function loadCheckpoint(db: RetortDatabase, id: string): Promise<Checkpoint | undefined> {
  return guarded(() => db.get('checkpoints', id));
}

export function deleteRun(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['runs', 'checkpoints'], 'readwrite');
    await Promise.all([
      transaction.objectStore('runs').delete(id),
      transaction.objectStore('checkpoints').delete(id),
      transaction.done,
    ]);
  });
}
