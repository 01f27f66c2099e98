// IndexedDB of this device: runs, their last checkpoints, the to-do list, data sets, teachers. A migration a version, never
// edited once released. A full disk is RetortError('storage-full'); callers tell the person and the page goes on.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { RetortError } from '../lib/errors';
import type { DataSet } from '../protocol/data-messages';
import type { KeptTeacher } from '../protocol/kept-teacher';
import type { Checkpoint } from '../protocol/messages';
import type { RunRecord } from './run-record';
import type { Study, StudyKind } from './study';

export interface RetortSchema extends DBSchema {
  runs: { key: string; value: RunRecord; indexes: { startedAt: number } };
  checkpoints: { key: string; value: Checkpoint };
  todo: { key: number; value: { text: string } };
  studies: { key: StudyKind; value: Study };
  dataSets: { key: string; value: DataSet; indexes: { createdAt: number } };
  /** By the set's id; data/text-set.ts and data/chat-set.ts say what they are. */
  dataSetContents: { key: string; value: unknown };
  teachers: { key: string; value: KeptTeacher; indexes: { createdAt: number } };
  /** By the teacher's id; worker/stored-teachers.ts says what they are. */
  teacherContents: { key: string; value: unknown };
}
export type RetortDatabase = IDBPDatabase<RetortSchema>;

/** migrations[n] brings a database of version n to version n + 1. */
const migrations: readonly ((db: RetortDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('runs', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
    db.createObjectStore('checkpoints');
    db.createObjectStore('todo', { autoIncrement: true });
  },
  (db) => {
    db.createObjectStore('studies', { keyPath: 'kind' });
  },
  (db) => {
    db.createObjectStore('dataSets', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
    db.createObjectStore('dataSetContents');
  },
  (db) => {
    db.createObjectStore('teachers', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
    db.createObjectStore('teacherContents');
  },
];

/** Opens the database, migrating an older one. Throws RetortError('storage-full') where the browser gives no storage. */
export function openDatabase(name = 'retort'): Promise<RetortDatabase> {
  return guarded(() =>
    openDB<RetortSchema>(name, migrations.length, {
      upgrade(db, from) {
        for (const migrate of migrations.slice(from)) migrate(db);
      },
      // a newer version of the page in another tab wants to migrate: let it, this tab opens again at its next use
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    }),
  );
}

/** Runs a storage operation; failures of the storage itself become RetortError('storage-full') with a remedy. */
export async function guarded<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof RetortError) throw error;
    const name = error instanceof Error ? error.name : '';
    throw new RetortError(
      'storage-full',
      name === 'QuotaExceededError'
        ? 'There is no room left for this on the device: the browser limits what a page may keep. Delete runs, data sets or teachers that you no longer need, or export runs first; training goes on.'
        : 'This browser keeps no data for this page (private window, or storage turned off). Runs, data sets and teachers are lost on reload; export runs to keep them.',
      { cause: error },
    );
  }
}
