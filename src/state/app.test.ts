// The page's state as a whole, with a worker that the test speaks for and a database in memory. What is kept of runs is
// kept-runs.test.ts.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { modelTeacher } from '../catalog/run-config';
import { cardOfTeacher } from '../storage/older-versions';
import { openPage, sessionAt } from './testing';

let page: ReturnType<typeof openPage>;
let databases = 0;

function open(hash: string): void {
  page = openPage(hash, `app-${databases++}`);
}

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  open('#task=points&steps=100');
  return () => page.app.bridge.terminate();
});

test('a bad link is told, and what was good in it is on the table', () => {
  open('#task=points&temperature=banana');
  expect(page.app.stores.experiment.getState().config.task).toBe('points');
  expect(page.app.stores.notices.getState().notices).toMatchObject([
    { code: 'link-rejected', fields: ['temperature'] },
  ]);
});

test('whoever distils from the experiment’s tab sees the training; whoever is in another tab stays there', () => {
  const { page: view, chat } = page.app.stores;
  view.getState().show('experiment');
  page.app.actions.distill();
  expect(view.getState().panel).toBe('training');
  page.worker().say('session', sessionAt('done', 100));
  view.getState().show('chat');
  page.app.actions.distill();
  expect(view.getState().panel).toBe('chat');
  page.app.actions.talkWithStudent();
  expect(chat.getState().speaker).toBe('student');
});

test('steering a run: the worker hears it, the curve gets a mark, the table follows', () => {
  page.train(5, 5);
  page.app.actions.adjust('temperature', 6);
  expect(page.worker().commands('train.adjust')).toEqual([{ temperature: 6 }]);
  expect(page.app.stores.training.getState().marks).toMatchObject([{ step: 5, text: 'T = 6' }]);
  expect(page.app.stores.experiment.getState().config.temperature).toBe(6);
  page.worker().say('session', sessionAt('done', 100));
  page.app.actions.adjust('temperature', 2);
  expect(page.worker().commands('train.adjust')).toHaveLength(1);
});

test('once it trains, nothing is still being prepared, whatever was said of it last', () => {
  page.app.actions.distill();
  const { engine } = page.app.stores;
  page.worker().say('session', sessionAt('preparing', 0));
  page.worker().say('progress', { task: 'tokenizer', done: 52, total: 100 });
  expect(engine.getState().progress).toHaveProperty('tokenizer');
  page.worker().say('session', sessionAt('running', 0));
  expect(engine.getState().progress).toEqual({});
  page.worker().say('progress', { task: 'report', done: 1, total: 3 });
  page.worker().say('session', sessionAt('paused', 3));
  expect(engine.getState().progress).toHaveProperty('report');
  page.worker().say('session', sessionAt('done', 100));
  expect(engine.getState().progress).toEqual({});
});

/** Says something to the model: first the glossary is asked, which is loaded for it. */
async function say(text: string): Promise<void> {
  const sent = () => (page.workers.length > 0 ? page.worker().commands('chat.send').length : 0);
  const before = sent();
  page.app.actions.sendMessage(text);
  await vi.waitFor(() => expect(sent()).toBe(before + 1), { timeout: 20_000 });
}

test('a crash: the run is restored, paused, from its last checkpoint; the reply being written fails', async () => {
  page.train(30, 20);
  await say('hello');
  page.worker().crash('out of memory');
  expect(page.workers).toHaveLength(2);
  expect(page.app.stores.notices.getState().notices).toMatchObject([{ code: 'worker-restarted' }]);
  const [start] = page.worker().commands('train.start');
  expect(start).toMatchObject({ from: 'stored', run: page.app.recorder.current()!.id });
  expect(page.app.stores.training.getState()).toMatchObject({ phase: 'preparing', step: 20 });
  expect(page.app.metrics.points('student').at(-1)?.step).toBe(20);
  await vi.waitFor(() =>
    expect(page.app.stores.chat.getState().entries.at(-1)).toMatchObject({
      status: 'failed',
      error: { code: 'worker-crashed' },
    }),
  );
  expect(page.app.stores.notices.getState().notices).toHaveLength(1); // once, not for each command that waited
  page.worker().say('session', sessionAt('paused', 20));
  page.app.actions.resume();
  expect(page.worker().commands('train.resume')).toHaveLength(1);
});

test('a crash before any checkpoint leaves no run, and says so', () => {
  page.train(3, 99);
  page.worker().crash('gone');
  expect(page.app.stores.training.getState().phase).toBe('idle');
  expect(page.worker().commands('train.start')).toHaveLength(0);
  expect(page.app.stores.notices.getState().notices).toHaveLength(1);
});

test('a run that the worker does not take up is over, and the next one can begin', async () => {
  page.app.actions.distill();
  page.worker().refuse('train.start', { code: 'config-invalid', message: 'No.' });
  await vi.waitFor(() => expect(page.app.stores.training.getState().phase).toBe('failed'));
  expect(page.app.stores.notices.getState().notices).toMatchObject([{ code: 'config-invalid' }]);
  expect(page.app.stores.runs.getState().runs).toMatchObject([{ status: 'failed' }]);
  page.app.actions.distill();
  expect(page.worker().commands('train.start')).toHaveLength(2);
});

test('what a worker does not carry out is told in its own words', async () => {
  page.app.actions.stop();
  page.worker().refuse('train.stop', { code: 'internal', message: 'It would not.' });
  await vi.waitFor(() =>
    expect(page.app.stores.notices.getState().notices).toMatchObject([
      { kind: 'error', code: 'internal', message: 'It would not.' },
    ]),
  );
});

test('a tool call runs in the page, and its answer goes back', async () => {
  await say('set the temperature to 4');
  const ask = (requestId: number, name: string, args: string[]) =>
    page.worker().say('tool.request', { requestId, chatId: 1, call: { name, args } });
  ask(1, 'set', ['temperature', '400']);
  ask(2, 'train', ['pause']);
  ask(3, 'todo_add', ['milk']);
  await vi.waitFor(() => expect(page.worker().commands('tool.result')).toHaveLength(3), { timeout: 20_000 });
  ask(4, 'todo_list', []);
  await vi.waitFor(() => expect(page.worker().commands('tool.result')).toHaveLength(4));
  const answers = new Map(
    page
      .worker()
      .commands('tool.result')
      .map((answer) => [answer.requestId, answer]),
  );
  expect(page.app.stores.experiment.getState().config.temperature).toBe(10); // held in its range
  expect(answers.get(1)?.result).toContain('10');
  expect(answers.get(2)?.error).toMatch(/idle/);
  expect(answers.get(4)?.result).toContain('milk');
});

test('storage that fails is told once, and the run goes on', async () => {
  page = openPage('#task=points&steps=100', () =>
    Promise.reject(new DOMException('no', 'QuotaExceededError')),
  );
  page.train(3, 1);
  page.worker().say('train.checkpoint', page.checkpoint(2));
  page.worker().say('session', sessionAt('done', 100));
  await vi.waitFor(() => expect(page.app.stores.notices.getState().notices).toHaveLength(1));
  expect(page.app.stores.training.getState().phase).toBe('done');
  expect(page.app.stores.runs.getState().runs[0]).toMatchObject({ status: 'done', step: 100 });
});

const held = {
  call: { name: 'todo_add', args: ['milk'] },
  as: 'ask' as const,
  label: { en: 'Add to list', 'zh-CN': '添加待办' },
};
const askedBack = { say: '', plan: ['todo_add'], stopped: false, tokens: 3, ms: 1, confidence: 0.7, held };

test('yes to a question says the message again with its call allowed; no leaves it; anything else is a new message', async () => {
  const { chat } = page.app.stores;
  const sent = () => page.worker().commands('chat.send');
  const ask = async (text: string) => {
    await say(text);
    page.worker().answer('chat.send', askedBack);
    await vi.waitFor(() => expect(chat.getState().writing).toBeNull());
  };
  await ask('milk');
  expect(sent()[0]).toMatchObject({ text: 'milk', thresholds: { act: 0.75, ask: 0.5 }, before: [] });
  expect(sent()[0]!.confirmed).toBeUndefined();
  page.app.actions.sendMessage('Yes, please');
  expect(sent()[1]).toMatchObject({ text: 'milk', confirmed: held.call });
  page.worker().answer('chat.send', { ...askedBack, held: undefined, say: 'added milk' });
  await vi.waitFor(() => expect(chat.getState().writing).toBeNull());

  await ask('eggs');
  // what was confirmed is remembered by what was asked for, the question is not
  expect(sent()[2]!.before).toMatchObject([{ user: 'milk', say: 'added milk' }]);
  page.app.actions.sendMessage('no');
  expect(sent()).toHaveLength(3);
  expect(chat.getState().entries.at(-1)).toMatchObject({ role: 'user', text: 'no' });

  await ask('bread');
  await say('what time is it');
  expect(sent()[4]).toMatchObject({ text: 'what time is it' });
  expect(
    chat
      .getState()
      .entries.filter((entry) => entry.role === 'assistant')
      .map(({ answer }) => answer),
  ).toEqual(['yes', undefined, 'no', 'other', undefined]);
});

test('what is asked about the playground the glossary answers in the agent’s place, until the model is asked', async () => {
  const { chat } = page.app.stores;
  page.app.actions.sendMessage('why t squared');
  await vi.waitFor(() => expect(chat.getState().entries.at(-1)).toMatchObject({ role: 'glossary' }), {
    timeout: 20_000,
  });
  expect(chat.getState()).toMatchObject({
    writing: null,
    entries: [{ role: 'user' }, { ids: ['t-squared'], known: true, alone: true, chinese: false }],
  });
  expect(page.workers).toHaveLength(0);
  page.app.actions.askModel('why t squared');
  expect(page.worker().commands('chat.send')).toMatchObject([{ text: 'why t squared' }]);
});

test('what the agent’s own tool explains the model answers, too; and a guest answers everything', async () => {
  const { chat } = page.app.stores;
  await say('what is lambda');
  expect(chat.getState().entries.map(({ role }) => role)).toEqual(['user', 'assistant', 'glossary']);
  page
    .worker()
    .answer('chat.send', { say: 'that is lambda', plan: ['explain'], stopped: false, tokens: 3, ms: 1 });
  await vi.waitFor(() => expect(chat.getState().writing).toBeNull());
  chat.getState().setSpeaker('guest');
  await say('why t squared');
  expect(chat.getState().entries.at(-1)).toMatchObject({ role: 'glossary', alone: false });
});

test('what a call took off the list is put back by Undo', async () => {
  const { chat } = page.app.stores;
  await say('cross off milk');
  const ask = (requestId: number, name: string, args: string[]) => {
    const call = { name, args };
    if (name === 'todo_done') page.worker().say('chat.call', { id: 1, index: 0, call });
    page.worker().say('tool.request', { requestId, chatId: 1, call });
    return vi.waitFor(() => expect(page.worker().commands('tool.result')).toHaveLength(requestId), {
      timeout: 20_000,
    });
  };
  await ask(1, 'todo_add', ['oat milk for undo']);
  await ask(2, 'todo_done', ['oat milk for undo']);
  const turn = () => chat.getState().entries.findLast((entry) => entry.role === 'assistant')!;
  expect(turn().cards[0]!.removed).toEqual(['oat milk for undo']);
  await page.app.actions.undoCall(turn().id, 0);
  expect(turn().cards[0]!.removed).toEqual([]);
  await ask(3, 'todo_list', []);
  expect(page.worker().commands('tool.result').at(-1)!.result).toContain('oat milk for undo');
});

const wise = cardOfTeacher({
  id: '',
  name: 'Wise',
  createdAt: 1,
  labels: 2,
  parameters: 3,
  textSet: '',
  accuracy: null,
});

test('a model from files becomes the teacher, of its own task where it is of another', async () => {
  open('#task=points');
  const { experiment } = page.app.stores;
  const loaded = async (id: string, task: string) => {
    const card = { ...wise, id, task, dataSet: null };
    const loading = page.app.actions.loadTeacherFiles([]);
    await vi.waitFor(() => page.worker().answer('teacher.load', card));
    await loading;
    const { config } = experiment.getState();
    return [config.task, config.teacher === modelTeacher(card)];
  };
  expect(await loaded('a', 'points')).toEqual(['points', true]);
  expect(await loaded('b', 'intents')).toEqual(['intents', true]);
});
