// Runs in the database. What another version of the page wrote in another form is read as far as it can be: a run without its curves
// is better than none. Their checkpoints are checkpoints.ts, their models models.ts.

import * as v from 'valibot';
import { mapsSchema } from '../protocol/training';
import { announce } from './changes';
import { atomically, guarded, type RetortDatabase } from './database';
import { removedIds } from './removals';
import { outcomeSchemas } from './run-file';
import type { RunRecord } from './run-record';

/** Runs kept on a device; older ones make room, checkpoints with them. */
export const MOST_RUNS = 50;

const NO_SERIES: RunRecord['series'] = { arm: [], step: [], loss: [], terms: {} };

function readable({ series, evaluations, marks, parameters, report, maps, ...run }: RunRecord): RunRecord {
  const read = <S extends v.GenericSchema>(schema: S, part: unknown): v.InferOutput<S> | undefined => {
    const result = v.safeParse(schema, part);
    return result.success ? result.output : undefined;
  };
  const parts = {
    marks: read(outcomeSchemas.marks, marks),
    parameters: read(outcomeSchemas.parameters, parameters),
    report: read(outcomeSchemas.report, report),
    maps: read(mapsSchema, maps),
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
  return guarded(async () => {
    const removed = await removedIds(db, 'runs');
    const runs = await db.getAllFromIndex('runs', 'startedAt');
    return runs
      .filter(({ id }) => !removed.has(id))
      .reverse()
      .map(readable);
  });
}

export function loadRun(db: RetortDatabase, id: string): Promise<RunRecord | undefined> {
  return guarded(async () => {
    const run = await db.get('runs', id);
    return run && readable(run);
  });
}

/** Writes a run; the oldest ones make room, with all that is theirs, but for those that are pinned. */
export function saveRun(db: RetortDatabase, run: RunRecord): Promise<void> {
  return guarded(async () => {
    await db.put('runs', run);
    const keys = await db.getAllKeysFromIndex('runs', 'startedAt');
    // one that was read from a file may be the oldest of all, and is wanted all the same
    let surplus = keys.length - MOST_RUNS;
    for (const old of keys.filter((key) => key !== run.id)) {
      if (surplus <= 0) break;
      if ((await db.get('runs', old))?.pinned) continue;
      await deleteRun(db, old);
      surplus--;
    }
  });
}

/** Deletes a run, its checkpoint and the models that nobody keeps. */
export function deleteRun(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    await atomically(db, ['runs', 'checkpoints', 'models', 'modelContents'], async (transaction) => {
      const models = transaction.objectStore('models');
      const own = (await models.getAll()).filter(({ run, kept }) => run === id && !kept);
      for (const model of own) {
        await models.delete(model.id);
        await transaction.objectStore('modelContents').delete(model.id);
      }
      await transaction.objectStore('runs').delete(id);
      await transaction.objectStore('checkpoints').delete(id);
    });
    announce('models');
  });
}
