import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import type { Checkpoint } from '../protocol/checkpoint';
import { loadCheckpoint, saveCheckpoint } from './checkpoints';
import { guarded, openDatabase, type RetortDatabase } from './database';
import type { RunRecord } from './run-record';
import { listDataSets } from './data-sets';
import { changeCard, listModels, readModel, removeModel, saveModel } from './models';
import { cardOfTeacher } from './older-versions';
import { deleteRun, listRuns, loadRun, MOST_RUNS, saveRun } from './runs';
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
  stage: 'student',
  step: 3,
  arms: { student: new Uint8Array([1, 2, 3]).buffer },
  watch: null,
  teacher: null,
};

test('runs come back newest first, with their checkpoints, until they are deleted', async () => {
  await saveRun(db, run('old', 1));
  await saveCheckpoint(db, 'old', checkpoint);
  await saveRun(db, run('new', 2));
  expect((await listRuns(db)).map(({ id }) => id)).toEqual(['new', 'old']);
  expect(await loadCheckpoint(db, 'old')).toEqual(checkpoint);
  await deleteRun(db, 'old');
  expect((await listRuns(db)).map(({ id }) => id)).toEqual(['new']);
  expect(await loadCheckpoint(db, 'old')).toBeUndefined();
});

test('the oldest runs make room, their checkpoints with them', async () => {
  for (let i = 0; i <= MOST_RUNS; i++) {
    await saveCheckpoint(db, `run-${i}`, checkpoint);
    await saveRun(db, run(`run-${i}`, i));
  }
  expect(await listRuns(db)).toHaveLength(MOST_RUNS);
  expect(await loadCheckpoint(db, 'run-0')).toBeUndefined();
  expect(await loadCheckpoint(db, 'run-1')).toBeDefined();
});

test('a pinned run does not make room', async () => {
  await saveRun(db, { ...run('pinned', 0), pinned: true });
  for (let i = 1; i <= MOST_RUNS; i++) await saveRun(db, run(`run-${i}`, i));
  const ids = (await listRuns(db)).map(({ id }) => id);
  expect(ids).toHaveLength(MOST_RUNS);
  expect(ids).toContain('pinned');
  expect(ids).not.toContain('run-1');
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

const wise = cardOfTeacher({
  id: 'wise',
  name: 'Wise',
  createdAt: 1,
  labels: 2,
  parameters: 3,
  textSet: 'built-in',
  accuracy: 0.9,
});

test('a model that finds no room leaves the one before as it was, card and content', async () => {
  const content = { weights: new Uint8Array([1, 2]).buffer };
  await saveModel(db, wise, content);
  for (const failing of ['modelContents', 'models']) {
    const { put } = IDBObjectStore.prototype;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (this.name === failing) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, given);
    });
    const larger = { weights: new ArrayBuffer(1000) };
    await expect(saveModel(db, { ...wise, name: 'Larger' }, larger)).rejects.toMatchObject({
      code: 'storage-full',
    });
    await expect(saveModel(db, { ...wise, id: 'new' }, larger)).rejects.toMatchObject({
      code: 'storage-full',
    });
    full.mockRestore();
    expect(await readModel(db, 'wise')).toEqual({ card: wise, content });
    expect(await db.getAllKeys('modelContents')).toEqual(['wise']);
    expect(await db.getAllKeys('models')).toEqual(['wise']);
  }
});

test('what is read back otherwise than it was written does not count as written', async () => {
  const { get } = IDBObjectStore.prototype;
  const broken = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    return get.call(this, this.name === 'modelContents' ? 'nothing' : key);
  });
  await expect(saveModel(db, wise, { weights: new ArrayBuffer(8) })).rejects.toMatchObject({
    code: 'storage-full',
  });
  broken.mockRestore();
  expect(await readModel(db, 'wise')).toBeUndefined();
});

test('a card takes a name, a note and tags, unless it is gone', async () => {
  await saveModel(db, wise, { weights: new ArrayBuffer(8) });
  const about = { name: 'Wiser', note: 'for class', tags: ['school'] };
  expect(await changeCard(db, 'wise', about)).toEqual({ ...wise, ...about });
  expect(await listModels(db)).toEqual([{ ...wise, ...about }]);
  await removeModel(db, 'wise');
  await expect(changeCard(db, 'wise', about)).rejects.toMatchObject({ code: 'teacher-unknown' });
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
  expect(await listModels(migrated)).toEqual([]);
  expect(await listDataSets(migrated)).toEqual([]);
});

test('runs, checkpoints and teachers of before come back as they are now', async () => {
  const series = { arm: ['student', 'baseline'], step: [5, 5], loss: [3, 2], ce: [2, 2], kl: [4, 0] };
  const evaluations = [{ arm: 'student', step: 5, n: 9, accuracy: 0.5, decoded: 7, exactCall: 0.1 }];
  const { student } = checkpoint.arms;
  const about = { labels: 17, parameters: 99, createdAt: 1 };
  const old = await openDB('flat', 4, {
    upgrade(db) {
      db.createObjectStore('runs', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
      db.createObjectStore('checkpoints');
      db.createObjectStore('todo', { autoIncrement: true });
      db.createObjectStore('studies', { keyPath: 'kind' });
      for (const store of ['dataSets', 'teachers'])
        db.createObjectStore(store, { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
      for (const store of ['dataSetContents', 'teacherContents']) db.createObjectStore(store);
    },
  });
  await old.put('runs', { ...run('flat', 1), series, evaluations });
  await old.put('runs', { ...run('broken', 2), series: 'none', evaluations: [3] });
  await old.put('checkpoints', { config: defaultConfig, step: 3, student, baseline: null }, 'flat');
  await old.put('teachers', { id: 'wise', name: 'Wise', textSet: 'built-in', accuracy: 0.9, ...about });
  const config = { vocab_size: 512 };
  const weights = new ArrayBuffer(40);
  await old.put('teacherContents', { config, weights }, 'wise');
  old.close();

  const migrated = await openDatabase('flat');
  const flat = {
    ...run('flat', 1),
    series: { arm: series.arm, step: [5, 5], loss: [3, 2], terms: { ce: [2, 2], kl: [4, 0] } },
    evaluations: [{ arm: 'student', step: 5, n: 9, figures: { accuracy: 0.5, exactCall: 0.1 }, written: 7 }],
  };
  expect(await loadRun(migrated, 'flat')).toEqual(flat);
  expect(await listRuns(migrated)).toEqual([run('broken', 2), flat]); // what cannot be read is left out
  expect(await loadCheckpoint(migrated, 'flat')).toEqual(checkpoint);
  expect(await listModels(migrated)).toMatchObject([
    { id: 'wise', name: 'Wise', dataSet: 'built-in', figures: { accuracy: 0.9 }, ...about },
  ]);
  expect(await listModels(migrated)).toMatchObject([
    { bytes: 40, vocabulary: 512, note: '', tags: [] }, // as lists show it today
  ]);
  expect((await readModel(migrated, 'wise'))!.content).toEqual({
    network: { kind: 'encoder', config },
    weights,
  });
});
