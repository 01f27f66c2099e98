import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { lessons } from '../catalog/lessons';
import { configsOf, tableOf } from '../catalog/lesson-configs';
import type { Lesson } from '../catalog/lesson';
import { openPage, reportOf, sessionAt } from './testing';

const lesson: Lesson = {
  ...lessons.find(({ id }) => id === 'lambda')!,
};

/** A page with the lesson open beside an experiment of the person's own. */
async function openedLesson(name: string) {
  const page = openPage('#task=points&dataset=rings&student=mlp-8', name);
  const { app } = page;
  app.actions.openLesson(lesson);
  await vi.waitFor(() => expect(app.stores.lessons.getState().lesson).toBe(lesson));
  return page;
}

async function startedTrial(name: string) {
  const page = await openedLesson(name);
  page.app.actions.startTrial(3);
  await vi.waitFor(() => expect(page.app.stores.lessons.getState().trial).toBe('running'));
  return page;
}

/** The worker ends the run that it was given. */
function endRun({ worker }: Awaited<ReturnType<typeof openedLesson>>, student: number): void {
  worker().say('session', sessionAt('running', 0));
  worker().say('train.report', reportOf({ teacher: 0.9, student, baseline: 0.5 }));
  worker().say('session', sessionAt('done', 100));
}

it('a lesson puts its experiment on the table, and leaving it brings back the one before', async () => {
  const { app } = await openedLesson('lesson opened');
  expect(app.stores.experiment.getState().config).toMatchObject({ dataset: 'spirals', labelShare: 0.05 });
  await app.actions.leaveLesson('page');
  expect(app.stores.experiment.getState().config).toMatchObject({ dataset: 'rings', student: 'mlp-8' });
  expect(app.stores.lessons.getState().lesson).toBeNull();
});

it('its runs go one after the other with the same seed, are read together, and are in no list', async () => {
  const page = await startedTrial('lesson run');
  const { app } = page;
  const seen = [];
  for (const accuracy of [0.9, 0.7, 0.8]) {
    seen.push(app.stores.training.getState().config);
    endRun(page, accuracy);
  }
  expect(seen).toEqual(configsOf(lesson, { seed: 3, backend: 'auto' }));
  await vi.waitFor(() => expect(app.stores.lessons.getState().trial).toBe('done'));
  const { runs } = app.stores.lessons.getState().result!;
  expect(runs.map(({ id, figures }) => [id, figures.student!.accuracy])).toEqual([
    ['few', 0.9],
    ['heavy', 0.7],
    ['all', 0.8],
  ]);
  expect(app.stores.runs.getState().runs).toEqual([]);
});

it('a trial that is stopped says so, and shows nothing', async () => {
  const page = await startedTrial('lesson stopped');
  const { app } = page;
  page.worker().say('session', sessionAt('running', 0));
  page.worker().say('session', sessionAt('done', 5)); // by the page's own Stop
  await vi.waitFor(() =>
    expect(app.stores.lessons.getState()).toMatchObject({ trial: 'stopped', result: null }),
  );
});

describe('a trial that makes its student smaller', () => {
  const smaller = lessons.find(({ trial }) => trial?.smaller)!;
  async function over(name: string) {
    const page = openPage('#task=points&dataset=rings&student=mlp-8', name);
    page.app.actions.openLesson(smaller);
    await vi.waitFor(() => expect(page.app.stores.lessons.getState().lesson).toBe(smaller));
    page.app.actions.startTrial(1);
    await vi.waitFor(() => expect(page.app.stores.lessons.getState().trial).toBe('running'));
    endRun(page, 0.8);
    await vi.waitFor(() => expect(page.worker().commands('student.tryWays')).toHaveLength(1));
    return page;
  }

  it('asks for all ways when its run is over, tells how far that is, and hands on what was measured', async () => {
    const { app, worker } = await over('lesson smaller');
    const [{ ways }] = worker().commands('student.tryWays') as [{ ways: unknown[] }];
    expect(ways[0]).toEqual({ bits: 8, hidden: 0, steps: 0, heads: 0, zeros: 0, taughtBy: 'run' });
    worker().say('model.compressing', { work: 'healing', done: 3, total: 9 });
    expect(app.stores.lessons.getState().compressing).toMatchObject({ work: 'healing', done: 3 });
    const one = { parameters: 10, bytes: 40, zipped: 30, ms: 1, score: 0.8, n: 100 };
    worker().answer('student.tryWays', { whole: one, ways: ways.map(() => one) });
    await vi.waitFor(() => expect(app.stores.lessons.getState().trial).toBe('done'));
    expect(app.stores.lessons.getState()).toMatchObject({
      compressing: null,
      result: { smaller: { whole: one } },
    });
  });

  it('calls that off with the trial, without a complaint', async () => {
    const { app, worker } = await over('lesson smaller stopped');
    app.actions.stopTrial();
    await vi.waitFor(() => expect(worker().commands('model.cancelCompression')).toHaveLength(1));
    worker().refuse('student.tryWays', { code: 'cancelled', message: 'Cancelled.' });
    await vi.waitFor(() => expect(app.stores.lessons.getState().compressing).toBeNull());
    expect(app.stores.lessons.getState()).toMatchObject({ trial: 'stopped', result: null });
    expect(app.stores.notices.getState().notices).toEqual([]);
  });
});

it('a trial whose run fails has failed, and takes no more runs', async () => {
  const page = await startedTrial('lesson failed');
  const { app } = page;
  page.worker().say('session', sessionAt('failed', 5));
  await vi.waitFor(() => expect(app.stores.lessons.getState().trial).toBe('failed'));
  expect(app.stores.studies.getState().lesson).toMatchObject({ status: 'cancelled' });
});

it('studies of the person’s own stay what they are', async () => {
  const page = openPage('#task=points', 'lesson beside a race');
  const { app } = page;
  app.actions.startRace({ seeds: 1, rivals: [] });
  endRun(page, 0.6);
  const { race } = app.stores.studies.getState();
  app.actions.openLesson(lesson);
  await vi.waitFor(() => expect(app.stores.lessons.getState().lesson).toBe(lesson));
  app.actions.startTrial(1);
  await vi.waitFor(() => expect(app.stores.lessons.getState().trial).toBe('running'));
  endRun(page, 0.6);
  expect(app.stores.studies.getState().race).toBe(race);
});

it.each(lessons.map((entry) => [entry.id, entry] as const))(
  '%s: every field of its experiment can be used, and its words name its figures alone',
  (_, { config, trial, ...rest }) => {
    const given = { seed: 1, backend: 'auto' } as const;
    expect(tableOf({ config }, given)).toMatchObject(config);
    for (const [i, made] of configsOf({ config, trial }, given).entries())
      expect(made).toMatchObject({ ...config, ...trial!.runs[i]!.config });
    const { title, about, text } = rest;
    for (const said of [title, about, ...text, ...(rest.onwards?.text ?? [])]) {
      expect(said.en).not.toContain('{{');
      expect(said['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
    if (!trial) return;
    const named = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, id]) => id).sort();
    for (const said of [trial.holds, trial.fails, trial.because])
      expect(named(said['zh-CN'])).toEqual(named(said.en)); // the same figures in both languages
    for (const { ask, choices } of [trial.prediction, trial.question]) {
      expect(ask['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
    }
  },
);
