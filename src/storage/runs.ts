// Runs and their checkpoints in the database.

import type { Checkpoint } from '../protocol/messages';
import { guarded, type RetortDatabase } from './database';
import { runOfAnyVersion } from './run-file';
import type { RunRecord } from './run-record';

/** Runs kept on a device; older ones make room, checkpoints with them. */
export const MOST_RUNS = 50;

/** Newest first. */
export function listRuns(db: RetortDatabase): Promise<RunRecord[]> {
  return guarded(async () => (await db.getAllFromIndex('runs', 'startedAt')).reverse().map(runOfAnyVersion));
}

export function loadRun(db: RetortDatabase, id: string): Promise<RunRecord | undefined> {
  return guarded(async () => {
    const stored = await db.get('runs', id);
    return stored && runOfAnyVersion(stored);
  });
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
    for (const old of keys.slice(0, -MOST_RUNS)) writes.push(runs.delete(old), checkpoints.delete(old));
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
