// The page's state as a whole, with a worker that the test speaks for and a database in memory.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { FakeLocks, FakeWorker } from '../client/fake-worker';
import type { StepLog } from '../protocol/training';
import type { Checkpoint, Events } from '../protocol/messages';
import type { Report } from '../protocol/report';
import { openDatabase } from '../storage/database';
import { loadRun, saveRun } from '../storage/runs';
import { createApp } from './create-app';
import { reportOf } from './testing';

let workers: FakeWorker[];
let app: ReturnType<typeof createApp>;
let databases = 0;

function open(hash = '', name = `app-${databases++}`) {
  workers = [];
  app = createApp({
    hash,
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

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  open('#task=points&steps=100');
  return () => app.bridge.terminate();
});

const session = (phase: Events['session']['phase'], step: number): Events['session'] => ({
  phase,
  step,
  steps: 100,
  speakers: ['student', 'teacher'],
  examples: [],
});
const log = (step: number): StepLog => ({
  arm: 'student',
  step,
  loss: 1 / step,
  terms: { ce: 1, kl: 1 },
  learningRate: 0.1,
  temperature: 1,
  lambda: 0.5,
  gradNorm: 1,
  tokens: 10,
  ms: 10,
});
const checkpoint = (step: number): Checkpoint => ({
  config: app.stores.experiment.getState().config,
  step,
  student: new ArrayBuffer(8),
  baseline: null,
});
const worker = () => workers.at(-1)!;
/** A run of some steps, the last checkpoint at `saved`. */
function train(steps: number, saved: number): void {
  app.actions.distill();
  worker().say('session', session('running', 0));
  for (let step = 1; step <= steps; step++) {
    worker().say('train.steps', { logs: [log(step)], liveTensors: 5, bytes: 50 });
    if (step === saved) worker().say('train.checkpoint', checkpoint(step));
  }
}

test('a bad link is told, and what was good in it is on the table', () => {
  open('#task=points&temperature=banana');
  expect(app.stores.experiment.getState().config.task).toBe('points');
  expect(app.stores.notices.getState().notices).toMatchObject([
    { code: 'link-rejected', fields: ['temperature'] },
  ]);
});

test('steering a run: the worker hears it, the curve gets a mark, the table follows', () => {
  train(5, 5);
  app.actions.adjust('temperature', 6);
  expect(worker().commands('train.adjust')).toEqual([{ temperature: 6 }]);
  expect(app.stores.training.getState().marks).toMatchObject([{ step: 5, text: 'T = 6' }]);
  expect(app.stores.experiment.getState().config.temperature).toBe(6);
  worker().say('session', session('done', 100));
  app.actions.adjust('temperature', 2);
  expect(worker().commands('train.adjust')).toHaveLength(1);
});

test('a crash: the run is restored, paused, from its last checkpoint; the reply being written fails', () => {
  train(30, 20);
  app.actions.sendMessage('hello');
  worker().crash('out of memory');
  expect(workers).toHaveLength(2);
  expect(app.stores.notices.getState().notices).toMatchObject([{ code: 'worker-restarted' }]);
  const [start] = worker().commands('train.start');
  expect(start?.checkpoint?.step).toBe(20);
  expect(app.stores.training.getState()).toMatchObject({ phase: 'preparing', step: 20 });
  expect(app.metrics.points('student').at(-1)?.step).toBe(20);
  expect(app.stores.chat.getState().entries.at(-1)).toMatchObject({ status: 'failed' });
  worker().say('session', session('paused', 20));
  app.actions.resume();
  expect(worker().commands('train.resume')).toHaveLength(1);
});

test('a crash before any checkpoint leaves no run, and says so', () => {
  train(3, 99);
  worker().crash('gone');
  expect(app.stores.training.getState().phase).toBe('idle');
  expect(worker().commands('train.start')).toHaveLength(0);
  expect(app.stores.notices.getState().notices).toHaveLength(1);
});

test('a tool call runs in the page, and its answer goes back', async () => {
  app.actions.sendMessage('set the temperature to 4');
  const ask = (requestId: number, name: string, args: string[]) =>
    worker().say('tool.request', { requestId, chatId: 1, call: { name, args } });
  ask(1, 'set', ['temperature', '400']);
  ask(2, 'train', ['pause']);
  ask(3, 'todo_add', ['milk']);
  await vi.waitFor(() => expect(worker().commands('tool.result')).toHaveLength(3), { timeout: 20_000 });
  ask(4, 'todo_list', []);
  await vi.waitFor(() => expect(worker().commands('tool.result')).toHaveLength(4));
  const answers = new Map(
    worker()
      .commands('tool.result')
      .map((answer) => [answer.requestId, answer]),
  );
  expect(app.stores.experiment.getState().config.temperature).toBe(10); // held in its range
  expect(answers.get(1)?.result).toContain('10');
  expect(answers.get(2)?.error).toMatch(/idle/);
  expect(answers.get(4)?.result).toContain('milk');
});

test('runs are kept on the device; one that the page left behind can go on', async () => {
  const name = open('#task=points&steps=100');
  train(30, 20);
  await vi.waitFor(async () => {
    const db = await openDatabase(name);
    expect(await db.count('checkpoints')).toBe(1);
  });
  app.bridge.terminate();

  open('', name); // the page is opened again
  await app.recorder.open();
  const [entry] = app.stores.runs.getState().runs;
  expect(entry).toMatchObject({ status: 'interrupted', step: 20, config: { task: 'points' } });
  await app.actions.continueRun(entry!.id);
  expect(worker().commands('train.start')[0]?.checkpoint?.step).toBe(20);
  expect(app.metrics.points('student').at(-1)?.step).toBe(20);
  await app.actions.deleteRun(entry!.id);
  expect(app.stores.runs.getState().runs).toEqual([]);
});

test('a term that an arm does not have is null in the columns of the run, and absent when it is read back', async () => {
  const name = open('#task=points&steps=100');
  app.actions.distill();
  worker().say('session', session('running', 0));
  const baseline: StepLog = { ...log(1), arm: 'baseline', loss: 3, terms: { ce: 3 }, lambda: 1 };
  worker().say('train.steps', { logs: [log(1), baseline], liveTensors: 5, bytes: 50 });
  worker().say('train.checkpoint', checkpoint(1));
  const series = {
    arm: ['student', 'baseline'],
    step: [1, 1],
    loss: [1, 3],
    terms: { ce: [1, 3], kl: [1, null] },
  };
  const { id, series: columns } = app.recorder.current()!;
  expect(columns).toEqual(series);
  await vi.waitFor(async () => expect(await loadRun(await openDatabase(name), id)).toBeDefined());
  app.bridge.terminate();

  open('', name); // the page is opened again
  await app.recorder.open();
  await app.actions.continueRun(id);
  expect(app.metrics.points('student')).toMatchObject([{ step: 1, loss: 1, terms: { ce: 1, kl: 1 } }]);
  expect(app.metrics.points('baseline').map(({ terms }) => terms)).toEqual([{ ce: 3 }]);
  expect(app.recorder.current()!.series).toEqual(series);
});

test('the report of a stored run is shown again, until a run of one’s own ends', async () => {
  const name = open('#task=points&steps=100');
  const finish = (student: number) => {
    train(3, 2);
    worker().say('train.report', reportOf({ teacher: 0.9, student }));
    worker().say('session', session('done', 100));
  };
  finish(0.7);
  await vi.waitFor(async () => {
    const db = await openDatabase(name);
    expect((await db.getAll('runs'))[0]?.report).toBeDefined();
  });
  app.bridge.terminate();

  open('#task=points&steps=100', name); // the page is opened again
  await app.recorder.open();
  const { proof, runs, training, notices } = app.stores;
  const [{ id, hasReport } = { id: '', hasReport: false }] = runs.getState().runs;
  expect(hasReport).toBe(true);
  proof.getState().setView('race');
  await app.actions.showReport(id);
  expect(proof.getState()).toMatchObject({ view: 'evaluation', opened: { id, config: { task: 'points' } } });
  const accuracyOf = (of: { report: Report }) =>
    of.report.arms.find(({ arm }) => arm === 'student')!.figures['accuracy']!.value;
  expect(accuracyOf(proof.getState().opened!)).toBe(0.7);
  finish(0.8);
  expect(proof.getState().opened).toBeNull();
  expect(accuracyOf(training.getState().report!)).toBe(0.8);

  await app.actions.showReport(id);
  app.actions.startRace({ seeds: 1, rivals: [] });
  worker().say('session', session('running', 0));
  worker().say('train.report', reportOf({ student: 0.5 }));
  worker().say('session', session('done', 100));
  expect(accuracyOf(proof.getState().opened!)).toBe(0.7); // a race does not take away what is being read
  await app.actions.deleteRun(id);
  expect(proof.getState().opened).toBeNull();
  expect(notices.getState().notices).toEqual([]);
});

test('a report that another version wrote is no harm: a note says so', async () => {
  const name = open();
  train(3, 2);
  worker().say('train.report', reportOf({ student: 0.7 }));
  worker().say('session', session('done', 100));
  const [{ id } = { id: '' }] = app.stores.runs.getState().runs;
  await vi.waitFor(async () => expect((await loadRun(await openDatabase(name), id))?.report).toBeDefined());
  app.recorder.forget();
  const db = await openDatabase(name);
  const run = (await loadRun(db, id))!;
  const old = { ...run, report: { ...run.report, arms: 'none' } } as unknown as typeof run;
  await saveRun(db, old);
  await app.actions.showReport(id);
  await app.actions.showReport('gone');
  expect(app.stores.proof.getState().opened).toBeNull();
  expect(app.stores.notices.getState().notices).toMatchObject([{ kind: 'note', code: 'report-unreadable' }]);
});

test('storage that fails is told once, and the run goes on', async () => {
  app = createApp({
    hash: '#task=points&steps=100',
    database: () => Promise.reject(new DOMException('no', 'QuotaExceededError')),
    bridge: {
      base: '',
      locks: undefined,
      spawn: () => {
        workers.push(new FakeWorker());
        return workers.at(-1)!;
      },
    },
  });
  vi.stubGlobal('navigator', { userAgent: 'test', locks: undefined });
  train(3, 1);
  worker().say('train.checkpoint', checkpoint(2));
  worker().say('session', session('done', 100));
  await vi.waitFor(() => expect(app.stores.notices.getState().notices).toHaveLength(1));
  expect(app.stores.training.getState().phase).toBe('done');
  expect(app.stores.runs.getState().runs[0]).toMatchObject({ status: 'done', step: 100 });
});
