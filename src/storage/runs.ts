// Runs in the database. Their checkpoints are checkpoints.ts, their models models.ts.

import { guarded, type RetortDatabase } from './database';
import type { RunRecord } from './run-record';

/** Runs kept on a device; older ones make room, checkpoints with them. */
export const MOST_RUNS = 50;

/** Newest first. */
export function listRuns(db: RetortDatabase): Promise<RunRecord[]> {
  return guarded(async () => (await db.getAllFromIndex('runs', 'startedAt')).reverse());
}

export function loadRun(db: RetortDatabase, id: string): Promise<RunRecord | undefined> {
  return guarded(() => db.get('runs', id));
}

/** Writes a run; the oldest ones make room, with all that is theirs. */
export function saveRun(db: RetortDatabase, run: RunRecord): Promise<void> {
  return guarded(async () => {
    await db.put('runs', run);
    const keys = await db.getAllKeysFromIndex('runs', 'startedAt');
    for (const old of keys.slice(0, -MOST_RUNS)) await deleteRun(db, old);
  });
}

/** Deletes a run, its checkpoint and the models that nobody keeps. */
export function deleteRun(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['runs', 'checkpoints', 'models', 'modelContents'], 'readwrite');
    const models = transaction.objectStore('models');
    const own = (await models.getAll()).filter(({ run, kept }) => run === id && !kept);
    await Promise.all([
      transaction.objectStore('runs').delete(id),
      transaction.objectStore('checkpoints').delete(id),
      ...own.flatMap((model) => [
        models.delete(model.id),
        transaction.objectStore('modelContents').delete(model.id),
      ]),
      transaction.done,
    ]);
  });
}
