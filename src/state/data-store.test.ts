// The page's side of an import, with a worker that the test speaks for.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { FakeLocks, FakeWorker } from '../client/fake-worker';
import type { DataPreview, DataSet } from '../protocol/data-messages';
import type { ModelCard } from '../protocol/model-card';
import { saveDataSet } from '../storage/data-sets';
import { openDatabase } from '../storage/database';
import { saveModel } from '../storage/models';
import { createApp } from './create-app';

let workers: FakeWorker[];
let app: ReturnType<typeof createApp>;
let name: string;
let databases = 0;
beforeEach(async () => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  workers = [];
  name = `data-${databases++}`;
  app = createApp({
    hash: '#task=points&seed=7',
    database: () => openDatabase(name),
    bridge: {
      base: 'http://localhost/',
      locks: new FakeLocks() as unknown as LockManager,
      spawn: () => {
        workers.push(new FakeWorker());
        return workers.at(-1)!;
      },
    },
  });
  await app.actions.refreshLibrary(); // the code of these actions comes with the first of them
  return () => app.bridge.terminate();
});

/** What has come from the worker is on show. */
const shown = () => new Promise((resolve) => setTimeout(resolve));
const state = () => app.stores.data.getState();
const worker = () => workers.at(-1)!;
const preview: DataPreview = {
  kind: 'texts',
  files: [],
  rows: { train: 8, validation: 1, test: 1 },
  read: 10,
  unlabelled: 0,
  cut: [],
  labels: [],
  outOfScope: null,
  findings: [],
  spellings: [],
  untested: [],
  numbered: false,
  words: { median: 1, most: 1, longest: 1 },
  tools: [],
  settings: null,
  problem: null,
};
const set: DataSet = {
  id: 'set-1',
  name: 'Mine',
  kind: 'texts',
  createdAt: 1,
  rows: preview.rows,
  unlabelled: 0,
  labels: 2,
  tools: 0,
  settings: { context: 24, vocabulary: 1024, batchSize: 16 },
};
const teacher: ModelCard = {
  id: 'teacher-1',
  name: 'Wise',
  createdAt: 1,
  task: 'intents',
  origin: 'trained',
  labels: 2,
  parameters: 100,
  dataSet: set.id,
  teacher: null,
  method: null,
  run: null,
  kept: true,
  figures: { accuracy: 0.9 },
  bytes: 400,
  vocabulary: 512,
  note: '',
  tags: [],
  terms: '',
};
const file = new File(['text,label'], 'mine.csv');

test('files go to the worker unread; what was set right reads them anew, with the old preview on show', async () => {
  app.actions.importFiles([file]);
  await shown();
  expect(worker().commands('data.open')).toEqual([
    {
      importId: 1,
      files: [{ name: 'mine.csv', blob: file }],
      choices: [{}],
      whole: { testShare: 0.1, mergeLabels: false },
      seed: 7,
    },
  ]);
  worker().say('data.progress', { importId: 1, done: 1, total: 2 });
  expect(state().importing).toMatchObject({ busy: 'reading', progress: { done: 1 } });
  worker().answer('data.open', preview);
  await shown();
  app.actions.chooseForFile(0, { header: true });
  await shown();
  expect(worker().commands('data.open')[1]).toMatchObject({ importId: 2, choices: [{ header: true }] });
  expect(state().importing).toMatchObject({ busy: 'reading', preview: { read: 10 } });
  app.actions.chooseForImport({ mergeLabels: true });
  await shown();
  expect(worker().commands('data.open')[2]).toMatchObject({
    importId: 3,
    choices: [{ header: true }],
    whole: { testShare: 0.1, mergeLabels: true },
  });
  worker().answer('data.open', { ...preview, read: 99 }); // late
  await shown();
  expect(state().importing).toMatchObject({ busy: 'reading', preview: { read: 10 } });
});

test('rows are asked for by the page, and an import that was taken over says nothing', async () => {
  app.actions.importFiles([file]);
  await shown();
  worker().answer('data.open', preview);
  await shown();
  app.actions.showRows('empty', 20);
  await shown();
  expect(worker().commands('data.rows')).toEqual([{ importId: 1, finding: 'empty', offset: 20, count: 20 }]);
  worker().answer('data.rows', { rows: [], total: 7 });
  await shown();
  expect(state().importing!.page).toEqual({ finding: 'empty', offset: 20, rows: [], total: 7 });
  app.actions.chooseForImport({ mergeLabels: true });
  await shown();
  worker().refuse('data.open', { code: 'cancelled', message: 'Stopped.' });
  await shown();
  expect(state()).toMatchObject({ problem: null, importing: { importId: 2, busy: 'reading' } });
});

test('a folder is refused by name, and read no further', async () => {
  app.actions.importFiles([], ['data']);
  await shown();
  expect(state()).toMatchObject({
    importing: null,
    problem: { unreadable: { file: 'data', kind: 'folder' } },
  });
  expect(workers).toEqual([]);
});

test('kept, listed, used at once with its sizes and all its labels, removed', async () => {
  const { experiment } = app.stores;
  experiment.getState().set('labelShare', 0.05);
  app.actions.openData();
  await shown();
  app.actions.importFiles([file]);
  await shown();
  worker().answer('data.open', preview);
  await shown();
  app.actions.keepData('Mine');
  await shown();
  expect(worker().commands('data.store')).toEqual([{ importId: 1, name: 'Mine' }]);
  worker().answer('data.store', set);
  await shown();
  expect(state()).toMatchObject({ importing: null, sets: [set], open: false });
  expect(experiment.getState().config).toMatchObject({
    task: 'intents',
    textSet: 'set-1',
    labelShare: 1,
    ...set.settings,
  });
  await app.actions.removeDataSet('set-1');
  expect(state().sets).toEqual([]);
  expect(experiment.getState().config.textSet).toBe('built-in');
});

test('a set that is stored after its dialog was closed is listed, and not used', async () => {
  app.actions.importFiles([file]);
  await shown();
  worker().answer('data.open', preview);
  await shown();
  app.actions.keepData('Mine');
  await shown();
  app.actions.closeData();
  await shown();
  app.stores.data.setState({ sets: [set] }); // the list was read anew in between
  worker().answer('data.store', set);
  await shown();
  expect(state().sets).toEqual([set]);
  expect(app.stores.experiment.getState().config.textSet).toBe('built-in');
});

test('what has a problem cannot be kept; what failed is said; a crash ends the import', async () => {
  app.actions.importFiles([file]);
  await shown();
  worker().answer('data.open', { ...preview, problem: { code: 'labels-unfit', message: 'no' } });
  await shown();
  app.actions.keepData('Mine');
  await shown();
  expect(worker().commands('data.store')).toEqual([]);
  app.actions.importFiles([file]);
  await shown();
  worker().refuse('data.open', { code: 'download-failed', message: 'offline' });
  await shown();
  expect(state()).toMatchObject({ importing: null, problem: { code: 'download-failed' } });
  app.actions.importFiles([file]);
  await shown();
  worker().crash('out of memory');
  await shown();
  expect(state()).toMatchObject({ importing: null, problem: { code: 'worker-crashed' } });
});

test('closing drops the import; sets of before are listed', async () => {
  const db = await openDatabase(name);
  await saveDataSet(db, set, {});
  db.close();
  await app.actions.refreshLibrary();
  expect(state().sets).toEqual([set]);
  app.actions.openData();
  await shown();
  app.actions.importFiles([file]);
  await shown();
  app.actions.closeData();
  await shown();
  expect(state()).toMatchObject({ open: false, importing: null });
  expect(worker().commands('data.cancel')).toHaveLength(1);
});

/** A run of intents under way, whose teacher was trained here. */
function runWithTeacher(): void {
  const { experiment } = app.stores;
  experiment.getState().set('task', 'intents');
  app.actions.distill();
  worker().say('session', {
    phase: 'running',
    stage: { id: 'student', index: 1, count: 2 },
    step: 1,
    steps: 9,
    examples: [],
    speakers: ['student', 'teacher'],
  });
}

test('the teacher of a run is kept once, with what is known of it', async () => {
  await app.actions.keepTeacher('Wise'); // there is none
  runWithTeacher();
  worker().say('train.evaluation', { arm: 'teacher', step: 1, n: 10, figures: { accuracy: 0.9 } });
  const kept = app.actions.keepTeacher('Wise');
  await app.actions.keepTeacher('Wise'); // while the first is under way
  expect(worker().commands('model.keep')).toEqual([
    { of: 'teacher', name: 'Wise', figures: { accuracy: 0.9 } },
  ]);
  worker().answer('model.keep', teacher);
  await kept;
  expect(state().models).toEqual([teacher]);
  expect(app.stores.training.getState()).toMatchObject({ keepingTeacher: false, teacherKept: 'teacher-1' });
});

test('a disk that is full is said, and the teacher can be kept later', async () => {
  runWithTeacher();
  const kept = app.actions.keepTeacher('Wise');
  await shown();
  worker().refuse('model.keep', { code: 'storage-full', message: 'no room' });
  await kept;
  expect(app.stores.notices.getState().notices).toMatchObject([{ code: 'storage-full' }]);
  expect(app.stores.training.getState()).toMatchObject({ phase: 'running', keepingTeacher: false });
  void app.actions.keepTeacher('Wise');
  await shown();
  expect(worker().commands('model.keep')).toHaveLength(2);
});

test('a kept teacher is listed, used with the data set that it learnt, and removed', async () => {
  const db = await openDatabase(name);
  await saveDataSet(db, set, {});
  await saveModel(db, teacher, {});
  db.close();
  await app.actions.refreshLibrary();
  expect(state().models).toEqual([teacher]);
  const { experiment } = app.stores;
  app.actions.useAsTeacher('teacher-1');
  await shown();
  const used = { task: 'intents', teacher: 'model:intents:teacher-1', textSet: 'set-1', ...set.settings };
  expect(experiment.getState().config).toMatchObject(used);
  app.actions.startRace({ seeds: 2, rivals: [] });
  expect(worker().commands('train.start')).toMatchObject([{ config: used }]);
  await app.actions.removeDataSet('set-1'); // the teacher stays, for whoever has a set of these labels
  app.actions.useAsTeacher('teacher-1');
  await shown();
  expect(experiment.getState().config).toMatchObject({
    teacher: 'model:intents:teacher-1',
    textSet: 'built-in',
  });
  await app.actions.removeModel('teacher-1', 'Wise');
  expect(state().models).toEqual([]);
  expect(experiment.getState().config.teacher).toBe('transformer-2x128');
});
