import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import type { Checkpoint } from '../protocol/messages';
import { guarded, openDatabase, type RetortDatabase } from './database';
import type { RunRecord } from './run-record';
import { listDataSets } from './data-sets';
import { deleteRun, listRuns, loadCheckpoint, MOST_RUNS, saveRun } from './runs';
import { listTeachers } from './teachers';
import { addTodo, listTodo, removeTodo } from './todo';

let db: RetortDatabase;
let databases = 0;
beforeEach(async () => {
  db = await openDatabase(`test-${databases++}`);
});

const run = (id: string, startedAt: number): RunRecord => ({
  id,
  startedAt,
  status: 'done',
  step: 1,
  config: defaultConfig,
  environment: { backend: 'cpu', adapter: '', threads: 1, userAgent: '', version: '' },
  series: { arm: [], step: [], loss: [], ce: [], kl: [] },
  evaluations: [],
});
const checkpoint: Checkpoint = {
  config: defaultConfig,
  step: 3,
  student: new Uint8Array([1, 2, 3]).buffer,
  baseline: null,
};

test('runs come back newest first, with their checkpoints, until they are deleted', async () => {
  await saveRun(db, run('old', 1), checkpoint);
  await saveRun(db, run('new', 2));
  expect((await listRuns(db)).map(({ id }) => id)).toEqual(['new', 'old']);
  expect(new Uint8Array((await loadCheckpoint(db, 'old'))!.student)).toEqual(new Uint8Array([1, 2, 3]));
  await deleteRun(db, 'old');
  expect((await listRuns(db)).map(({ id }) => id)).toEqual(['new']);
  expect(await loadCheckpoint(db, 'old')).toBeUndefined();
});

test('the oldest runs make room, their checkpoints with them', async () => {
  for (let i = 0; i <= MOST_RUNS; i++) await saveRun(db, run(`run-${i}`, i), checkpoint);
  expect(await listRuns(db)).toHaveLength(MOST_RUNS);
  expect(await loadCheckpoint(db, 'run-0')).toBeUndefined();
  expect(await loadCheckpoint(db, 'run-1')).toBeDefined();
});

test('the to-do list keeps its order and removes what is chosen', async () => {
  for (const item of ['milk', 'call mom', 'milk']) await addTodo(db, item);
  expect(await removeTodo(db, () => 'milk')).toBe('milk');
  expect(await listTodo(db)).toEqual(['call mom', 'milk']);
  expect(await removeTodo(db, () => null)).toBeNull();
  expect(await listTodo(db)).toHaveLength(2);
});

test('a full disk is a RetortError with the way out', async () => {
  const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
  await expect(guarded(full)).rejects.toMatchObject({
    code: 'storage-full',
    message: expect.stringContaining('Delete runs'),
  });
});

test('a database of an older version keeps its runs and gets what is new', async () => {
  const old = await openDB('older', 1, {
    upgrade(db) {
      db.createObjectStore('runs', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
      db.createObjectStore('checkpoints');
      db.createObjectStore('todo', { autoIncrement: true });
    },
  });
  await old.put('runs', run('kept', 1));
  old.close();
  const migrated = await openDatabase('older');
  expect((await listRuns(migrated)).map(({ id }) => id)).toEqual(['kept']);
  expect(await listTeachers(migrated)).toEqual([]);
  expect(await listDataSets(migrated)).toEqual([]);
});
