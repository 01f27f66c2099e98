// Delete with undo: what is deleted is gone from the list at once, and from the device when nobody wants it back any more.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import { saveCheckpoint } from '../storage/checkpoints';
import { openDatabase, type RetortDatabase } from '../storage/database';
import { readModel, saveModel } from '../storage/models';
import { listRuns, loadRun, saveRun } from '../storage/runs';
import { listRemovals, markRemoved } from '../storage/removals';
import { cardOfTeacher } from '../storage/older-versions';
import { UNDO_MS } from './removals';
import { openPage } from './testing';

let db: RetortDatabase;
let name: string;
let databases = 0;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('navigator', { userAgent: 'test' });
  name = `removals-${databases++}`;
  db = await openDatabase(name);
  await saveRun(db, {
    id: 'spirals',
    startedAt: 1,
    status: 'done',
    step: 100,
    config: defaultConfig,
    environment: { backend: 'cpu', adapter: '', threads: 1, userAgent: '', version: '' },
    series: { arm: [], step: [], loss: [], terms: {} },
    evaluations: [],
  });
  await saveModel(db, { ...wise, kept: true }, 'its content');
  return () => vi.useRealTimers();
});

const wise = cardOfTeacher({
  id: 'wise',
  name: 'Wise',
  createdAt: 1,
  labels: 2,
  parameters: 3,
  textSet: 'built-in',
  accuracy: null,
});

async function open() {
  const { app } = openPage('', name);
  await app.recorder.open();
  await app.removals.open();
  await app.actions.refreshLibrary();
  return app;
}
type App = Awaited<ReturnType<typeof open>>;

const runs = (app: App) => app.stores.runs.getState().runs.map(({ id }) => id);
const models = (app: App) => app.stores.data.getState().models.map(({ id }) => id);
const notices = (app: App) => app.stores.notices.getState().notices;

test('a deleted run leaves the list, and comes back whole', async () => {
  const arms = { student: new ArrayBuffer(8) };
  const checkpoint = { config: defaultConfig, stage: 'student' as const, step: 3, arms, watch: null };
  await saveCheckpoint(db, 'spirals', { ...checkpoint, teacher: null });
  const app = await open();
  await app.actions.deleteRun('spirals', 'Spirals');
  expect(runs(app)).toEqual([]);
  expect(await listRuns(db)).toEqual([]); // other tabs list it no more either
  expect(await loadRun(db, 'spirals')).toBeDefined();
  expect(notices(app)).toMatchObject([{ code: 'removed', name: 'Spirals' }]);

  notices(app)[0]!.undo!();
  await vi.waitFor(() => expect(runs(app)).toEqual(['spirals']));
  expect(app.stores.runs.getState().runs[0]).toMatchObject({ status: 'done', hasCheckpoint: true });
  expect(notices(app)).toEqual([]);
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  expect(await loadRun(db, 'spirals')).toBeDefined();
});

test('when the undo is past it is erased, and the notice goes', async () => {
  const app = await open();
  await app.actions.deleteRun('spirals', 'Spirals');
  await app.actions.removeModel('wise', 'Wise');
  expect(models(app)).toEqual([]);
  await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
  expect(await readModel(db, 'wise')).toBeDefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(notices(app)).toEqual([]);
  vi.useRealTimers();
  await vi.waitFor(async () => expect(await listRemovals(db)).toEqual([]));
  expect(await readModel(db, 'wise')).toBeUndefined();
  expect(await loadRun(db, 'spirals')).toBeUndefined();
});

test('a reload keeps it deleted and offers the undo for the time that is left', async () => {
  const before = await open();
  await before.actions.removeModel('wise', 'Wise');
  vi.setSystemTime(Date.now() + UNDO_MS / 2);
  const after = await open();
  expect(models(after)).toEqual([]);
  notices(after)[0]!.undo!();
  await vi.waitFor(() => expect(models(after)).toEqual(['wise']));
  // the tab that it was deleted in does not erase what another one has taken back
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  vi.useRealTimers();
  await vi.waitFor(() => expect(notices(before)).toEqual([]));
  expect(await readModel(db, 'wise')).toBeDefined();
});

test('what was deleted on an earlier visit is erased on the next one', async () => {
  await markRemoved(db, { store: 'models', id: 'wise', name: 'Wise', at: Date.now() - UNDO_MS });
  const app = await open();
  expect(notices(app)).toEqual([]);
  expect(await readModel(db, 'wise')).toBeUndefined();
  expect(await listRemovals(db)).toEqual([]);
});

test('a full disk leaves what was to be deleted where it is', async () => {
  const app = await open();
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  await app.actions.deleteRun('spirals', 'Spirals');
  full.mockRestore();
  expect(runs(app)).toEqual(['spirals']);
  expect(notices(app)).toMatchObject([{ code: 'storage-full' }]);
});
