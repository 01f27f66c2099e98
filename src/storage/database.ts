// IndexedDB of this device: runs, their last checkpoints, the to-do list, notes, corrections, data sets, models. A migration a version, never
// edited once released. A full disk is RetortError('storage-full'); callers tell the person and the page goes on.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { RetortError } from '../lib/errors';
import type { DataSet } from '../protocol/data-messages';
import type { Correction } from '../protocol/correction';
import type { Checkpoint } from '../protocol/checkpoint';
import type { EncoderCard } from '../protocol/encoder-card';
import type { Described, Spent } from '../protocol/language-model';
import type { BackendReport } from '../protocol/messages';
import type { ModelCard } from '../protocol/model-card';
import { cardOfTeacher, cardWithSize, recordOfFlatFigures } from './older-versions';
import type { RemovableStore, Removal } from './removal';
import type { RunRecord } from './run-record';
import type { Study, StudyKind } from './study';

export interface RetortSchema extends DBSchema {
  runs: { key: string; value: RunRecord; indexes: { startedAt: number } };
  /** By the run's id. */
  checkpoints: { key: string; value: Checkpoint };
  todo: { key: number; value: { text: string } };
  notes: { key: number; value: { text: string } };
  studies: { key: StudyKind; value: Study };
  dataSets: { key: string; value: DataSet; indexes: { createdAt: number } };
  /** By the set's id; data/text-set.ts and data/chat-set.ts say what they are. */
  dataSetContents: { key: string; value: unknown };
  models: { key: string; value: ModelCard; indexes: { createdAt: number } };
  /** By the model's id; worker/stored-models.ts says what they are. */
  modelContents: { key: string; value: unknown };
  /** Of backends, by browser, hardware and sizes, fastest first (engine/measure-backends.ts). */
  measurements: { key: string; value: NonNullable<BackendReport['measured']> };
  /** By store and id. */
  removals: { key: [RemovableStore, string]; value: Removal };
  encoders: { key: string; value: EncoderCard };
  /** By the encoder's id; worker/encoders.ts says what they are. */
  encoderContents: { key: string; value: unknown };
  /** By encoder and a digest of the sentences: [n·D]. */
  embeddings: { key: [string, string]; value: Float32Array };
  /** Language models behind an address. */
  endpoints: { key: string; value: Described };
  /** By the endpoint's id. */
  spent: { key: string; value: Spent };
  /** By whose answer it is and a digest of what was asked: scores [K], or words. */
  answers: { key: [string, string]; value: Float32Array<ArrayBuffer> | object };
  corrections: { key: string; value: Correction };
}
export type RetortDatabase = IDBPDatabase<RetortSchema>;

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/** migrations[n] brings a database of version n to version n + 1. */
const migrations: readonly ((db: IDBPDatabase, transaction: Upgrade) => void | Promise<void>)[] = [
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
  // teachers of intents became models; figures of checks and columns of terms came to be named by their ids
  async (db, transaction) => {
    const models = db.createObjectStore('models', { keyPath: 'id' });
    models.createIndex('createdAt', 'createdAt');
    const contents = db.createObjectStore('modelContents');
    for (const teacher of await transaction.objectStore('teachers').getAll()) {
      const card = cardOfTeacher(teacher);
      await models.put(card);
      const { config, ...rest } = (await transaction.objectStore('teacherContents').get(card.id)) ?? {};
      await contents.put({ network: { kind: 'encoder', config }, ...rest }, card.id);
    }
    db.deleteObjectStore('teachers');
    db.deleteObjectStore('teacherContents');
    const runs = transaction.objectStore('runs');
    for (const run of await runs.getAll()) await runs.put(recordOfFlatFigures(run));
  },
  (db) => {
    db.createObjectStore('measurements');
  },
  (db) => {
    db.createObjectStore('removals', { keyPath: ['store', 'id'] });
  },
  (db) => {
    db.createObjectStore('encoders', { keyPath: 'id' });
    db.createObjectStore('encoderContents');
    db.createObjectStore('embeddings');
  },
  // cards came to say how large their models are, and what the person notes about them
  async (_, transaction) => {
    const models = transaction.objectStore('models');
    const contents = transaction.objectStore('modelContents');
    for (const card of await models.getAll())
      await models.put(cardWithSize(card, await contents.get(card.id)));
  },
  (db) => {
    db.createObjectStore('endpoints', { keyPath: 'id' });
    db.createObjectStore('spent');
    db.createObjectStore('answers');
  },
  (db) => {
    db.createObjectStore('notes', { autoIncrement: true });
  },
  (db) => {
    db.createObjectStore('corrections', { keyPath: 'id' });
  },
];

/** Opens the database, migrating an older one. Throws RetortError('storage-full') where the browser gives no storage. */
export function openDatabase(name = 'retort'): Promise<RetortDatabase> {
  return guarded(() =>
    openDB<RetortSchema>(name, migrations.length, {
      upgrade(db, from, _to, transaction) {
        // each step knows the stores of its own time, not those of today
        const [untyped, upgrade] = [db as unknown as IDBPDatabase, transaction as unknown as Upgrade];
        const migrated = async () => {
          for (const migrate of migrations.slice(from)) await migrate(untyped, upgrade);
        };
        migrated().catch(() => transaction.abort()); // what was there stays as it was
      },
      // a newer version of the page in another tab wants to migrate: let it, this tab opens again at its next use
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    }),
  );
}

/** Stores that one transaction writes. */
type Stores = StoreNames<RetortSchema>[];
type Writing<S extends Stores> = IDBPTransaction<RetortSchema, S, 'readwrite'>;

/**
 * Writes to several stores, all of it or nothing: what was there stays until everything new has reached the disk. Rejects with what went
 * wrong, a full disk among them.
 */
export async function atomically<S extends Stores>(
  db: RetortDatabase,
  stores: S,
  write: (transaction: Writing<S>) => Promise<void>,
): Promise<void> {
  const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
  try {
    await write(transaction);
  } catch (error) {
    // a put that throws does not undo those before it
    transaction.done.catch(() => undefined);
    try {
      transaction.abort();
    } catch {
      // one that failed has undone itself
    }
    throw error;
  }
  await transaction.done;
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
        ? 'There is no room left for this on the device: the browser limits what a page may keep. Delete runs, data sets or models that you no longer need, or export runs first; training goes on.'
        : 'This browser keeps no data for this page (private window, or storage turned off). Runs, data sets and models are lost on reload; export runs to keep them.',
      { cause: error },
    );
  }
}
