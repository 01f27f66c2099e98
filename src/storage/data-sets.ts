// A person's own data sets on this device: what the library lists, and apart from it the rows, which only the worker reads.

import type { DataSet } from '../protocol/data-messages';
import { announce } from './changes';
import { atomically, guarded, type RetortDatabase } from './database';

/** Newest first. */
export function listDataSets(db: RetortDatabase): Promise<DataSet[]> {
  return guarded(async () => (await db.getAllFromIndex('dataSets', 'createdAt')).reverse());
}

/** A set with its rows as they were saved; undefined where there is none of that id. */
export function readDataSet(
  db: RetortDatabase,
  id: string,
): Promise<{ set: DataSet; content: unknown } | undefined> {
  return guarded(async () => {
    const [set, content] = await Promise.all([db.get('dataSets', id), db.get('dataSetContents', id)]);
    return set && { set, content };
  });
}

/** Writes a set with its rows; both or neither. */
export function saveDataSet(db: RetortDatabase, set: DataSet, content: unknown): Promise<void> {
  return guarded(async () => {
    await atomically(db, ['dataSets', 'dataSetContents'], async (transaction) => {
      await transaction.objectStore('dataSetContents').put(content, set.id);
      await transaction.objectStore('dataSets').put(set);
    });
    announce('dataSets');
  });
}

export function removeDataSet(db: RetortDatabase, id: string): Promise<void> {
  return guarded(async () => {
    await atomically(db, ['dataSets', 'dataSetContents'], async (transaction) => {
      await transaction.objectStore('dataSets').delete(id);
      await transaction.objectStore('dataSetContents').delete(id);
    });
    announce('dataSets');
  });
}
