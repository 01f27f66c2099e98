// Run files as people use them: saved with a word, opened in another profile, and whatever else has the ending ".json".

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { serialiseRunFile } from '../storage/run-file';
import { runFileOf } from '../storage/record-of-file';
import { openPage, reportOf, sessionAt } from './testing';

let page: ReturnType<typeof openPage>;
let databases = 0;

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  page = openPage('#task=points&steps=100&seed=7', `run-files-${databases++}`);
  return () => page.app.bridge.terminate();
});

const notices = () => page.app.stores.notices.getState().notices;
const runs = () => page.app.stores.runs.getState().runs;

/** The file of a finished run. */
function finishedRun(): string {
  page.train(30, 20);
  page.worker().say('train.evaluation', { arm: 'student', step: 30, n: 10, figures: { accuracy: 0.9 } });
  page.worker().say('train.report', reportOf({ teacher: 0.9, student: 0.7 }));
  page.worker().say('session', sessionAt('done', 100));
  return serialiseRunFile(runFileOf(page.app.recorder.current()!));
}

/** Reads a file, of whose run the worker has no models. */
async function read(text: string, name = 'mine.json'): Promise<void> {
  const reading = page.app.actions.openRunFile(new File([text], name));
  await vi.waitFor(() => page.worker().answer('train.open', { speakers: [] }));
  await reading;
}

test('a file from another profile is a run in the list and on show, once however often it is opened', async () => {
  const text = finishedRun();
  page.app.bridge.terminate();
  page = openPage('', `run-files-${databases++}`);
  await read(text);
  await read(text, 'the same.json');
  expect(notices()).toEqual([]);
  expect(runs()).toMatchObject([
    { status: 'done', step: 100, file: 'the same.json', hasReport: true, hasCheckpoint: false },
  ]);
  expect(page.app.stores.training.getState()).toMatchObject({
    phase: 'done',
    step: 100,
    config: { seed: 7, task: 'points' },
    report: { report: { step: 100 } },
  });
  expect(page.app.metrics.points('student')).toHaveLength(30);
  expect(page.app.metrics.evaluations).toMatchObject([{ figures: { accuracy: 0.9 } }]);
});

test('during a run a file joins the list, and the run stays on show', async () => {
  const text = finishedRun();
  page.train(5, 3);
  await page.app.actions.openRunFile(new File([text], 'mine.json'));
  expect(runs().map(({ status, file }) => [status, file])).toContainEqual(['done', 'mine.json']);
  expect(page.app.stores.training.getState()).toMatchObject({ phase: 'running', step: 5 });
});

test.each([
  ['a file cut off', (text: string) => text.slice(0, 200), 'file-shape'],
  ['a file of another kind', () => '{"messages": []}', 'file-shape'],
  ['an empty file', () => '', 'file-shape'],
  ['a picture', () => '\x89PNG\r\n\x1a\n', 'file-shape'],
  ['a file of a later version', (text: string) => text.replace('retort-run/1', 'retort-run/9'), 'file-shape'],
  ['a file that is far too large', () => ' '.repeat(51e6), 'file-too-large'],
])('%s is refused with the way out, and nothing changes', async (_, change, code) => {
  const text = change(finishedRun());
  const before = runs();
  await page.app.actions.openRunFile(new File([text], 'mine.json'));
  expect(notices()).toMatchObject([{ kind: 'error', code, message: expect.stringContaining('Export run') }]);
  expect(runs()).toEqual(before);
});

test('a value that is not there any more is named, and the run opens', async () => {
  await read(finishedRun().replace('"student": "mlp', '"student": "old-mlp'));
  expect(notices()).toMatchObject([{ code: 'link-rejected', fields: ['student'] }]);
  expect(page.app.stores.training.getState()).toMatchObject({ phase: 'done', step: 100 });
});

test('saving says a word: what is in the file and its name', async () => {
  const link = { href: '', download: '', click: vi.fn() };
  vi.stubGlobal('document', { createElement: () => link });
  URL.createObjectURL = () => 'blob:1';
  await page.app.actions.exportRun();
  expect(notices()).toMatchObject([{ code: 'nothing-to-export' }]);
  finishedRun();
  await page.app.actions.exportRun();
  expect(link.click).toHaveBeenCalledOnce();
  expect(notices().at(-1)).toMatchObject({ kind: 'note', code: 'run-saved', file: link.download });
});
