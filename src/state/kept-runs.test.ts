// What is kept of runs on this device, and comes back when the page is opened again.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../catalog/run-config';
import type { Report } from '../protocol/report';
import { openDatabase } from '../storage/database';
import { saveCheckpoint } from '../storage/checkpoints';
import { listRuns, loadRun, saveRun } from '../storage/runs';
import { logOf, openPage, reportOf, sessionAt } from './testing';

let page: ReturnType<typeof openPage>;
let databases = 0;

/** The page; with the name of one of before, it is opened again. */
function open(hash = '', name = `runs-${databases++}`): string {
  page = openPage(hash, name);
  return name;
}

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  open('#task=points&steps=100');
  return () => page.app.bridge.terminate();
});

/** What the worker stores as the run goes on. Resolves when the page has stored its part, too. */
async function store(name: string, step: number): Promise<string> {
  const db = await openDatabase(name);
  const { id, config } = page.app.recorder.current()!;
  const arms = { student: new ArrayBuffer(8) };
  await saveCheckpoint(db, id, { config, stage: 'student', step, arms, watch: null, teacher: null });
  await vi.waitFor(async () => expect(await loadRun(db, id)).toMatchObject({ step }));
  return id;
}

test('runs are kept on the device; one that the page left behind can go on', async () => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  const id = await store(name, 20);
  page.app.bridge.terminate();

  open('', name); // the page is opened again
  await page.app.recorder.open();
  const [entry] = page.app.stores.runs.getState().runs;
  expect(entry).toMatchObject({ status: 'interrupted', step: 20, config: { task: 'points' } });
  await page.app.actions.continueRun(entry!.id);
  expect(page.worker().commands('train.start')).toMatchObject([{ from: 'stored', run: id }]);
  expect(page.app.metrics.points('student').at(-1)?.step).toBe(20);
  await page.app.actions.deleteRun(entry!.id, 'Spirals');
  expect(page.app.stores.runs.getState().runs).toEqual([]);
});

test('a reset run is stopped for good: after a reload it does not count as interrupted', async () => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  page.app.actions.reset();
  await vi.waitFor(async () =>
    expect((await listRuns(await openDatabase(name))).map(({ status, step }) => [status, step])).toEqual([
      ['stopped', 30],
    ]),
  );
});

test('a run keeps its name and its pin, whether it is the current one or lies in storage', async () => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  const id = await store(name, 20);
  await page.app.actions.changeRun(id, { name: 'First try' });
  page.worker().say('session', sessionAt('done', 30));
  const db = await openDatabase(name);
  await vi.waitFor(async () => expect((await loadRun(db, id))!.status).toBe('stopped'));
  page.app.bridge.terminate();

  open('', name); // the page is opened again
  await page.app.recorder.open();
  expect(page.app.stores.runs.getState().runs).toMatchObject([{ name: 'First try', pinned: false }]);
  await page.app.actions.changeRun(id, { pinned: true });
  expect(page.app.stores.runs.getState().runs).toMatchObject([{ name: 'First try', pinned: true }]);
  expect(await loadRun(db, id)).toMatchObject({ name: 'First try', pinned: true, step: 30 });
});

test('a run that ends just before the next one begins is kept as it ended', async () => {
  const name = open('#task=points&steps=100');
  for (const saved of [10, 11]) {
    page.train(30, saved);
    page.worker().say('session', sessionAt('done', 30));
  }
  await vi.waitFor(async () =>
    expect((await listRuns(await openDatabase(name))).map(({ status, step }) => [status, step])).toEqual([
      ['stopped', 30],
      ['stopped', 30],
    ]),
  );
});

test.each([
  ['its config', (c: RunConfig) => ({ ...c, student: 'mlp-of-old' })],
  ['a method', (c: RunConfig) => ({ ...c, method: 'alchemy' })],
])('a run that names what no longer exists (%s) does not go on, and says why', async (_, change) => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  const id = await store(name, 20);
  page.app.bridge.terminate();
  const db = await openDatabase(name);
  const run = (await loadRun(db, id))!;
  await saveRun(db, { ...run, config: change(run.config) });

  open('', name);
  await page.app.recorder.open();
  await page.app.actions.continueRun(id);
  expect(page.app.stores.training.getState().phase).toBe('idle');
  expect(page.workers.flatMap((one) => one.commands('train.start'))).toEqual([]);
  expect(page.app.stores.notices.getState().notices).toMatchObject([{ code: 'run-outdated' }]);
});

test('a stored run that the worker refuses stays as it was, and the page is not left preparing', async () => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  await store(name, 20);
  page.app.bridge.terminate();
  open('', name);
  await page.app.recorder.open();
  const [entry] = page.app.stores.runs.getState().runs;
  const going = page.app.actions.continueRun(entry!.id);
  await vi.waitFor(() =>
    page.worker().refuse('train.start', { code: 'data-set-unknown', message: 'Not on this device.' }),
  );
  await going;
  expect(page.app.stores.training.getState().phase).toBe('failed');
  expect(page.app.stores.runs.getState().runs).toMatchObject([{ status: 'interrupted', step: 20 }]);
});

test('the report of a stored run is shown again, until a run of one’s own ends', async () => {
  const name = open('#task=points&steps=100');
  const finish = (student: number) => {
    page.train(3, 2);
    page.worker().say('train.report', reportOf({ teacher: 0.9, student }));
    page.worker().say('session', sessionAt('done', 100));
  };
  finish(0.7);
  await vi.waitFor(async () => {
    const db = await openDatabase(name);
    expect((await db.getAll('runs'))[0]?.report).toBeDefined();
  });
  page.app.bridge.terminate();

  open('#task=points&steps=100', name); // the page is opened again
  await page.app.recorder.open();
  const { proof, runs, training, notices } = page.app.stores;
  const [{ id, hasReport } = { id: '', hasReport: false }] = runs.getState().runs;
  expect(hasReport).toBe(true);
  proof.getState().setView('race');
  await page.app.actions.showReport(id);
  expect(proof.getState()).toMatchObject({ view: 'evaluation', opened: { id, config: { task: 'points' } } });
  const accuracyOf = (of: { report: Report }) =>
    of.report.arms.find(({ arm }) => arm === 'student')!.figures['accuracy']!.value;
  expect(accuracyOf(proof.getState().opened!)).toBe(0.7);
  finish(0.8);
  expect(proof.getState().opened).toBeNull();
  expect(accuracyOf(training.getState().report!)).toBe(0.8);

  await page.app.actions.showReport(id);
  page.app.actions.startRace({ seeds: 1, rivals: [] });
  page.worker().say('session', sessionAt('running', 0));
  page.worker().say('train.report', reportOf({ student: 0.5 }));
  page.worker().say('session', sessionAt('done', 100));
  expect(accuracyOf(proof.getState().opened!)).toBe(0.7); // a race does not take away what is being read
  await page.app.actions.deleteRun(id, 'Spirals');
  expect(proof.getState().opened).toBeNull();
  expect(notices.getState().notices).toMatchObject([{ code: 'removed' }]);
});

test('a report that another version wrote is no harm: a note says so', async () => {
  const name = open();
  page.train(3, 2);
  page.worker().say('train.report', reportOf({ student: 0.7 }));
  page.worker().say('session', sessionAt('done', 100));
  const [{ id } = { id: '' }] = page.app.stores.runs.getState().runs;
  await vi.waitFor(async () => expect((await loadRun(await openDatabase(name), id))?.report).toBeDefined());
  page.app.recorder.forget();
  const db = await openDatabase(name);
  const run = (await loadRun(db, id))!;
  const old = { ...run, report: { ...run.report, arms: 'none' } } as unknown as typeof run;
  await db.put('runs', old);
  await page.app.actions.showReport(id);
  await page.app.actions.showReport('gone');
  expect(page.app.stores.proof.getState().opened).toBeNull();
  expect(page.app.stores.notices.getState().notices).toMatchObject([
    { kind: 'note', code: 'report-unreadable' },
  ]);
});

test('a finished run comes back with its curves, marks, checks, report and step, and nothing trains', async () => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  page.app.actions.adjust('temperature', 6);
  page.worker().say('train.steps', { logs: [logOf(100)], liveTensors: 5, bytes: 50 });
  page.worker().say('train.evaluation', { arm: 'student', step: 100, n: 10, figures: { accuracy: 0.9 } });
  page.worker().say('train.report', reportOf({ teacher: 0.9, student: 0.7 }));
  page.worker().say('session', sessionAt('done', 100));
  const curve = page.app.metrics.points('student').map(({ step, loss }) => [step, loss]);
  const { marks, parameters } = page.app.stores.training.getState();
  const db = await openDatabase(name);
  await vi.waitFor(async () => expect((await listRuns(db))[0]?.status).toBe('done'));
  page.app.bridge.terminate();

  open('#task=points&steps=50', name);
  await page.app.recorder.open();
  const { stores, metrics, actions } = page.app;
  const [{ id } = { id: '' }] = stores.runs.getState().runs;
  const opened = actions.openRun(id);
  await vi.waitFor(() => page.worker().answer('train.open', { speakers: ['student', 'teacher'] }));
  await opened;
  expect(page.worker().commands('train.open')).toEqual([{ run: id }]);
  expect(stores.training.getState().speakers).toEqual(['student', 'teacher']);
  expect(stores.training.getState()).toMatchObject({
    phase: 'done',
    step: 100,
    steps: 100,
    marks,
    parameters,
    config: { temperature: 6 },
    report: { report: { step: 100 }, openedFrom: expect.any(Number) as number },
  });
  expect(marks).toMatchObject([{ step: 30, text: 'T = 6' }]);
  expect(parameters).toEqual({ student: 10, teacher: 100 });
  expect(metrics.points('student').map(({ step, loss }) => [step, loss])).toEqual(curve);
  expect(metrics.evaluations).toMatchObject([{ arm: 'student', figures: { accuracy: 0.9 } }]);
  expect(stores.experiment.getState().config).toMatchObject({ steps: 100, temperature: 6 });
  expect(page.worker().commands('train.start')).toEqual([]);

  // it is the current run: what is exported is this one, made on the machine of then
  expect(page.app.recorder.current()).toMatchObject({ id, status: 'done', step: 100 });
  // and the next run leaves it as it is
  actions.distill();
  expect(stores.training.getState()).toMatchObject({ step: 0, marks: [], phase: 'preparing' });
  expect((await loadRun(db, id))?.series.step).toHaveLength(curve.length);
});

test('a term that an arm does not have is null in the columns of the run, and absent when it is read back', async () => {
  const name = open('#task=points&steps=100');
  page.app.actions.distill();
  page.worker().say('session', sessionAt('running', 0));
  const baseline = { ...logOf(1), arm: 'baseline' as const, loss: 3, terms: { ce: 3 }, lambda: 1 };
  page.worker().say('train.steps', { logs: [logOf(1), baseline], liveTensors: 5, bytes: 50 });
  page.worker().say('session', sessionAt('done', 1));
  const series = {
    arm: ['student', 'baseline'],
    step: [1, 1],
    loss: [1, 3],
    tokens: [10, 10],
    ms: [10, 10],
    terms: { ce: [1, 3], kl: [1, null] },
  };
  const { id, series: columns } = page.app.recorder.current()!;
  expect(columns).toEqual(series);
  const db = await openDatabase(name);
  await vi.waitFor(async () => expect((await loadRun(db, id))?.status).toBe('stopped'));
  const kept = (await loadRun(db, id))!;
  expect(kept.series).toEqual(series);
  const { metrics } = page.app;
  metrics.restore(kept.series, kept.evaluations);
  expect(metrics.points('student')).toMatchObject([{ step: 1, loss: 1, terms: { ce: 1, kl: 1 } }]);
  expect(metrics.points('baseline').map(({ terms }) => terms)).toEqual([{ ce: 3 }]);
});

test('what another version wrote in another form is left out; the rest of the run comes back', async () => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  page.worker().say('session', sessionAt('done', 30));
  const db = await openDatabase(name);
  await vi.waitFor(async () => expect((await listRuns(db))[0]?.status).toBe('stopped'));
  const [run] = await db.getAll('runs');
  await db.put('runs', { ...run!, series: { step: [1] }, marks: 'none' } as never);
  expect(await loadRun(db, run!.id)).toMatchObject({ step: 30, series: { step: [] }, config: run!.config });
});

test('a crash when a run is over takes nothing off show: its models come back from storage', () => {
  page.train(100, 100);
  page.worker().say('session', sessionAt('done', 100));
  page.worker().crash('out of memory');
  const { training } = page.app.stores;
  expect(training.getState()).toMatchObject({ phase: 'done', step: 100, speakers: [] });
  expect(page.app.metrics.points('student')).toHaveLength(100);
  expect(page.worker().commands('train.start')).toEqual([]);
  expect(page.worker().commands('train.open')).toMatchObject([{ run: page.app.recorder.current()!.id }]);
});

test('a run that failed is shown as failed when it is opened again, and known to be one of before', async () => {
  const name = open('#task=points&steps=100');
  page.train(30, 20);
  page.worker().say('session', sessionAt('failed', 30));
  const { training } = page.app.stores;
  expect(training.getState()).toMatchObject({ phase: 'failed', openedFrom: null });
  const db = await openDatabase(name);
  await vi.waitFor(async () => expect((await listRuns(db))[0]?.status).toBe('failed'));
  page.app.bridge.terminate();

  open('#task=points', name);
  await page.app.recorder.open();
  const { stores, actions } = page.app;
  const [run] = stores.runs.getState().runs;
  const opened = actions.openRun(run!.id);
  await vi.waitFor(() => page.worker().answer('train.open', { speakers: [] }));
  await opened;
  expect(stores.training.getState()).toMatchObject({
    phase: 'failed',
    step: 30,
    openedFrom: run!.startedAt,
  });
  actions.distill();
  expect(stores.training.getState()).toMatchObject({ phase: 'preparing', openedFrom: null });
});
