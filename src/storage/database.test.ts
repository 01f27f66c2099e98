import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import type { Checkpoint } from '../protocol/messages';
import { guarded, openDatabase, type RetortDatabase } from './database';
import type { RunRecord } from './run-record';
import { listDataSets } from './data-sets';
import { deleteRun, listRuns, loadCheckpoint, loadRun, MOST_RUNS, saveRun } from './runs';
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
  series: { arm: [], step: [], loss: [], terms: {} },
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

test('a run that an earlier version stored comes back as runs are now', async () => {
  const series = { arm: ['student', 'baseline'], step: [5, 5], loss: [3, 2], ce: [2, 2], kl: [4, 0] };
  const evaluations = [{ arm: 'student', step: 5, n: 9, accuracy: 0.5, decoded: 7, exactCall: 0.1 }];
  const old = { ...run('old', 1), series, evaluations } as unknown as RunRecord;
  await saveRun(db, old);
  const broken = { ...run('broken', 2), series: 'none', evaluations: [3] } as unknown as RunRecord;
  await saveRun(db, broken);
  const expected = {
    ...run('old', 1),
    series: { arm: series.arm, step: [5, 5], loss: [3, 2], terms: { ce: [2, 2], kl: [4, 0] } },
    evaluations: [{ arm: 'student', step: 5, n: 9, figures: { accuracy: 0.5, exactCall: 0.1 }, written: 7 }],
  };
  expect(await loadRun(db, 'old')).toEqual(expected);
  expect(await listRuns(db)).toEqual([run('broken', 2), expected]); // what cannot be read is left out
  await saveRun(db, expected as RunRecord);
  expect(await loadRun(db, 'old')).toEqual(expected);
  expect(await loadRun(db, 'nobody')).toBeUndefined();
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
