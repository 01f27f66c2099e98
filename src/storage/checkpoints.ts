// Where a run is, by its id: written by the worker as it goes, read when it goes on. The run's record is runs.ts.

import * as v from 'valibot';
import { parseRunConfig } from '../catalog/run-config';
import { type Checkpoint, checkpointOfAnyVersion } from '../protocol/checkpoint';
import { guarded, type RetortDatabase } from './database';

export function saveCheckpoint(db: RetortDatabase, run: string, checkpoint: Checkpoint): Promise<void> {
  return guarded(async () => void (await db.put('checkpoints', checkpoint, run)));
}

/** The last one of a run; undefined where there is none, or none that this version can read. */
export function loadCheckpoint(db: RetortDatabase, run: string): Promise<Checkpoint | undefined> {
  return guarded(async () => {
    const found = v.safeParse(checkpointOfAnyVersion, await db.get('checkpoints', run));
    return found.success
      ? { ...found.output, config: parseRunConfig(found.output.config).config }
      : undefined;
  });
}

export function deleteCheckpoint(db: RetortDatabase, run: string): Promise<void> {
  return guarded(() => db.delete('checkpoints', run));
}

/** The runs that have one. */
export function listCheckpoints(db: RetortDatabase): Promise<string[]> {
  return guarded(() => db.getAllKeys('checkpoints'));
}
