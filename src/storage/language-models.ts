// The language models on this device: how they are reached, what has been asked of them, and what they answered, so that nothing is asked
// twice. Keys are never here.

import * as v from 'valibot';
import { type Described, describedSchema, NOTHING_SPENT, type Spent } from '../protocol/language-model';
import { announce } from './changes';
import { guarded, type RetortDatabase } from './database';

/** What a model answered: scores [K], or words with calls. */
export type KeptAnswer = Float32Array<ArrayBuffer> | object;

/** Newest first. */
export const listDescribed = (db: RetortDatabase): Promise<Described[]> =>
  guarded(async () => {
    return (await db.getAll('endpoints')).sort((a, b) => b.createdAt - a.createdAt);
  });

/** Undefined where there is none of that id. */
export const readDescribed = (db: RetortDatabase, id: string): Promise<Described | undefined> =>
  guarded(async () => {
    const found = await db.get('endpoints', id);
    return found && v.is(describedSchema, found) ? found : undefined;
  });

export const saveDescribed = (db: RetortDatabase, model: Described): Promise<void> =>
  guarded(async () => {
    await db.put('endpoints', v.parse(describedSchema, model)); // what the schema does not know is left out
    announce('endpoints');
  });

export const readSpent = (db: RetortDatabase, id: string): Promise<Spent> =>
  guarded(async () => (await db.get('spent', id)) ?? NOTHING_SPENT);

export const saveSpent = (db: RetortDatabase, id: string, spent: Spent): Promise<unknown> =>
  guarded(() => db.put('spent', spent, id));

/** @param who whose answer, wherever it is described. @param what was asked, by a digest. */
export const readAnswer = (db: RetortDatabase, who: string, what: string): Promise<KeptAnswer | undefined> =>
  guarded(() => db.get('answers', [who, what]));

export const saveAnswer = (
  db: RetortDatabase,
  who: string,
  what: string,
  answer: KeptAnswer,
): Promise<unknown> => guarded(() => db.put('answers', answer, [who, what]));

/** With all that it answered. */
export function removeDescribed(db: RetortDatabase, id: string, who: string): Promise<void> {
  return guarded(async () => {
    const transaction = db.transaction(['endpoints', 'spent', 'answers'], 'readwrite');
    await Promise.all([
      transaction.objectStore('endpoints').delete(id),
      transaction.objectStore('spent').delete(id),
      transaction.objectStore('answers').delete(IDBKeyRange.bound([who], [who, []])),
      transaction.done,
    ]);
    announce('endpoints');
  });
}
