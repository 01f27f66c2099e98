// The queue of a study, with a worker that the test speaks for and a database in memory.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { FakeLocks, FakeWorker } from '../client/fake-worker';
import type { Events } from '../protocol/messages';
import { openDatabase } from '../storage/database';
import { createApp } from './create-app';
import { cellsDone } from './studies';
import { reportOf, sessionAt } from './testing';

let workers: FakeWorker[];
let app: ReturnType<typeof createApp>;
let databases = 0;

function open(name = `studies-${databases++}`) {
  workers = [];
  app = createApp({
    hash: '#task=points&steps=100&seed=5&lambda=0.5',
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
  return name;
}

const worker = () => workers.at(-1)!;
const starts = () => workers.flatMap((one) => one.commands('train.start')).map(({ config }) => config);
const race = () => app.stores.studies.getState().race!;
const session = (phase: Events['session']['phase'], step = 100) =>
  worker().say('session', { ...sessionAt(phase, step), speakers: [] });
const finish = () => {
  session('running', 1);
  worker().say('train.report', reportOf({ teacher: 0.9, student: 0.8, baseline: 0.7 }));
  session('done');
};

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  open();
  return () => app.bridge.terminate();
});

test('a race runs its seeds one after the other, with the rivals asked for', () => {
  app.actions.startRace({ seeds: 2, rivals: ['baseline', 'teacherLabels'] });
  expect(race()).toMatchObject({ status: 'running', cells: [{ status: 'running' }, { status: 'waiting' }] });
  finish();
  expect(cellsDone(race())).toBe(1);
  expect(race().cells[0]!.result!.report.arms[0]!.confusion).toBeUndefined();
  finish();
  expect(race().status).toBe('done');
  expect(starts().map(({ seed }) => seed)).toEqual([5, 6]);
  expect(starts()[0]).toMatchObject({ baseline: true, teacherLabels: true, softLabelled: false });
  expect(app.stores.runs.getState().runs).toEqual([]); // the list is for runs of one's own
});

test('a race over folds runs each of them once, with the same seed', () => {
  app.actions.startRace({ seeds: 2, folds: 3, rivals: ['baseline'] });
  for (let i = 0; i < 3; i++) finish();
  expect(race().status).toBe('done');
  expect(starts().map(({ seed, fold }) => [seed, fold])).toEqual([
    [5, '1/3'],
    [5, '2/3'],
    [5, '3/3'],
  ]);
  app.actions.raceAgain('teacherLabels');
  expect(race().axes).toEqual([{ field: 'fold', values: ['1/3', '2/3', '3/3'] }]);
});

test('a sweep goes through every combination, without rivals; its best cell opens as a run', () => {
  app.stores.experiment.getState().set('baseline', true);
  app.actions.startSweep([
    { field: 'temperature', values: [1, 4] },
    { field: 'lambda', values: [0.1, 0.9] },
  ]);
  for (let i = 0; i < 4; i++) finish();
  expect(starts().map(({ temperature, lambda }) => [temperature, lambda])).toEqual([
    [1, 0.1],
    [1, 0.9],
    [4, 0.1],
    [4, 0.9],
  ]);
  expect(starts().every(({ baseline }) => !baseline)).toBe(true);
  app.actions.openCell('sweep', 2);
  expect(app.stores.experiment.getState().config).toMatchObject({ temperature: 4, lambda: 0.1 });
  expect(starts()).toHaveLength(5);
  expect(app.stores.runs.getState().runs).toHaveLength(1);
});

test('pause holds the run, resume goes on with it; cancel ends it', () => {
  app.actions.startRace({ seeds: 3, rivals: ['baseline'] });
  session('running', 1);
  app.actions.pauseStudy('race');
  session('paused', 1);
  expect(race().status).toBe('paused');
  app.actions.resumeStudy('race');
  expect([worker().commands('train.pause').length, worker().commands('train.resume').length]).toEqual([1, 1]);
  finish();
  expect(starts()).toHaveLength(2);
  app.actions.cancelStudy('race');
  expect(worker().commands('train.stop')).toHaveLength(1);
  session('done', 50);
  expect(race()).toMatchObject({ status: 'cancelled' });
  expect(starts()).toHaveLength(2);
});

test('a run that is stopped is done again when the study goes on; one that fails is passed over', () => {
  app.actions.startRace({ seeds: 2, rivals: ['baseline'] });
  session('running', 1);
  session('done', 30); // stopped: no report
  expect(race()).toMatchObject({ status: 'paused', cells: [{ status: 'waiting' }, { status: 'waiting' }] });
  app.actions.resumeStudy('race');
  session('failed', 3);
  expect(race().cells.map(({ status }) => status)).toEqual(['failed', 'running']);
  expect(starts().map(({ seed }) => seed)).toEqual([5, 5, 6]);
});

test('settings moved during a study’s run do not reach it', () => {
  app.actions.startRace({ seeds: 2, rivals: ['baseline'] });
  session('running', 1);
  app.actions.adjust('temperature', 7);
  expect(worker().commands('train.adjust')).toEqual([]);
  finish();
  expect(starts()[1]!.temperature).toBe(starts()[0]!.temperature);
});

test('a crash leaves it paused', () => {
  app.actions.startRace({ seeds: 2, rivals: ['baseline'] });
  session('running', 1);
  worker().crash('out of memory');
  expect(race()).toMatchObject({ status: 'paused', cells: [{ status: 'waiting' }, { status: 'waiting' }] });
  app.actions.resumeStudy('race');
  expect(starts()).toHaveLength(2);
});

test('after a reload it waits, with what was done, and goes on', async () => {
  const name = open();
  app.actions.startRace({ seeds: 3, rivals: ['baseline'] });
  finish();
  session('running', 1);
  await vi.waitFor(async () => {
    const stored = await (await openDatabase(name)).get('studies', 'race');
    expect(stored?.cells.map(({ status }) => status)).toEqual(['done', 'running', 'waiting']);
  });
  app.bridge.terminate();
  open(name);
  await app.queue.open();
  expect(race()).toMatchObject({ status: 'paused' });
  expect(race().cells.map(({ status }) => status)).toEqual(['done', 'waiting', 'waiting']);
  app.actions.resumeStudy('race');
  expect(starts().map(({ seed }) => seed)).toEqual([6]);
});
