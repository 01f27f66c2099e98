// Turns of the chat that the person has put right, oldest first.

import * as v from 'valibot';
import { type Correction, correctionSchema } from '../protocol/correction';
import { announce } from './changes';
import { guarded, type RetortDatabase } from './database';
import { removedIds } from './removals';

/** Without those that are deleted; one that an older version wrote in another way is left out. */
export const listCorrections = (db: RetortDatabase): Promise<Correction[]> =>
  guarded(async () => {
    const [stored, removed] = [await db.getAll('corrections'), await removedIds(db, 'corrections')];
    return stored
      .filter((correction) => !removed.has(correction.id) && v.is(correctionSchema, correction))
      .sort((a, b) => a.at - b.at);
  });

export const saveCorrection = (db: RetortDatabase, correction: Correction): Promise<void> =>
  guarded(async () => {
    await db.put('corrections', correction);
    announce('corrections');
  });

export const eraseCorrection = (db: RetortDatabase, id: string): Promise<void> =>
  guarded(async () => {
    await db.delete('corrections', id);
    announce('corrections');
  });
