import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { Correction } from '../protocol/correction';
import { beginTurn, endTurn, rememberedTurns } from './chat-store';
import { chatsOf } from './corrected-chats';
import './correction-actions'; // so that the page need not wait for it
import { openPage } from './testing';

vi.stubGlobal('navigator', { userAgent: 'test' });

const DONE = { say: 'added', plan: ['todo_add'], stopped: false, tokens: 9, ms: 1 };
const turn = {
  user: 'what is on my list',
  plan: ['todo_list'],
  steps: [{ call: { name: 'todo_list', args: [] }, result: 'milk' }],
  say: 'milk',
};
const typed = { kind: 'call' as const, calls: [{ name: 'todo_list', args: [] }], say: '' };

/** A page in which a turn has been put right. */
async function corrected(database: string, start = (_: ReturnType<typeof openPage>) => {}) {
  const page = openPage('#task=agent', database);
  const { app, worker } = page;
  start(page);
  const { chat, corrections } = app.stores;
  beginTurn(chat, 1, 'what is on my list');
  endTurn(chat, 1, DONE);
  const opened = app.actions.correctTurn(1);
  await vi.waitFor(() => expect(worker().commands('correction.tools')).toHaveLength(1));
  worker().answer('correction.tools', { dataSet: 'built-in', tools: [] });
  await opened;
  const kept = app.actions.keepCorrection(1, typed);
  await vi.waitFor(() => expect(worker().commands('correction.check')).toHaveLength(1));
  return { ...page, chat, corrections, kept };
}

test('what is put right is tried out first; what cannot be is told, and the form stays', async () => {
  const { worker, chat, corrections, kept } = await corrected('corrections unfit');
  expect(worker().commands('correction.check')[0]).toMatchObject({ said: 'what is on my list', ...typed });
  worker().refuse('correction.check', { code: 'correction-unfit', message: 'Not so.' });
  await kept;
  expect(corrections.getState()).toMatchObject({ list: [], checking: false, unfit: { message: 'Not so.' } });
  expect(corrections.getState().editing).not.toBeNull();
  expect(rememberedTurns(chat.getState())[0]).toMatchObject({ say: 'added' });
});

test('it is kept over a reload, remembered in the talk, and can be taken back', async () => {
  const { app, worker, chat, corrections, kept } = await corrected('corrections kept');
  worker().answer('correction.check', { before: [], turn });
  await kept;
  expect(corrections.getState()).toMatchObject({ editing: null, list: [{ kind: 'call', turn }] });
  expect(rememberedTurns(chat.getState())).toEqual([turn]);

  const again = openPage('', 'corrections kept');
  await again.app.actions.refreshCorrections();
  const { list } = again.app.stores.corrections.getState();
  expect(list).toEqual(corrections.getState().list);
  await again.app.actions.removeCorrection(list[0]!);
  expect(again.app.stores.corrections.getState().list).toEqual([]);
  again.app.stores.notices.getState().notices.at(-1)!.undo!();
  await vi.waitFor(() => expect(again.app.stores.corrections.getState().list).toHaveLength(1));

  await app.actions.takeBackCorrection(1);
  expect(corrections.getState().list).toEqual([]);
  expect(rememberedTurns(chat.getState())[0]).toMatchObject({ say: 'added' });
});

test('a run under way is told, and steered by it; the next one has it from its first step on', async () => {
  const { app, worker, corrections, kept } = await corrected('corrections running', ({ train }) =>
    train(3, 3),
  );
  worker().answer('correction.check', { before: [], turn });
  await kept;
  const adjusted = () => worker().commands('train.adjust');
  expect(adjusted()).toMatchObject([{ corrections: [{ turn }] }]);
  worker().answer('train.adjust', undefined);
  const { training } = app.stores;
  await vi.waitFor(() =>
    expect(training.getState().marks).toMatchObject([{ field: 'corrections', value: 1, step: 3 }]),
  );
  expect(app.recorder.current()?.corrections?.list).toEqual(corrections.getState().list);

  app.actions.reset();
  app.actions.distill();
  await vi.waitFor(() => expect(adjusted()).toHaveLength(2));
});

test('it leaves as chats with tool calls, the turns before it too, arguments by their names', () => {
  const before = [{ user: 'hello', plan: [], steps: [], say: 'hi' }];
  const done = ['convert', 'own_tool'].map((name) => ({ call: { name, args: ['5', 'km'] }, result: '3' }));
  const correction: Correction = {
    ...{ id: '1', at: 1, dataSet: 'built-in', said: 'x', wrote: 'y', kind: 'call', before },
    turn: { ...turn, plan: ['convert', 'own_tool'], steps: done },
  };
  const words = { en: '', 'zh-CN': '' };
  const params = ['value', 'from'].map((name) => ({ name, help: words, kind: 'free', offered: [] }));
  const { messages } = JSON.parse(
    chatsOf([correction], [{ name: 'convert', label: words, help: words, params }]),
  );
  expect(messages.map(({ role }: { role: string }) => role)).toEqual(
    'user assistant user assistant tool assistant tool assistant'.split(' '),
  );
  const callOf = (at: number) => messages[at].tool_calls[0].function;
  expect(callOf(3)).toEqual({ name: 'convert', arguments: '{"value":"5","from":"km"}' });
  expect(callOf(5)).toEqual({ name: 'own_tool', arguments: '{"arg1":"5","arg2":"km"}' });
});
