// Stored models that are invited to the chat: how a message names them, whose words they remember, and how long they stay.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ModelCard } from './data-store';
import { openPage, sessionAt } from './testing';

const card = (id: string, name: string) => ({ id, name, run: null }) as ModelCard;

let page: ReturnType<typeof openPage>;
let databases = 0;
beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  page = openPage('#task=agent', `guests-${databases++}`);
});
afterEach(() => page.app.bridge.terminate());

/** What the library does is loaded at first use. */
async function talkWith(model: ModelCard): Promise<void> {
  const { chat } = page.app.stores;
  page.app.actions.talkWith(model, model.name);
  await vi.waitFor(() => expect(chat.getState().guests.guest?.id).toBe(model.id), { timeout: 20_000 });
}

/** Sends a message, has it answered, and gives what the worker was asked. */
async function say(text: string) {
  const { chat } = page.app.stores;
  page.app.actions.askModel(text);
  await vi.waitFor(() => page.worker().answer('chat.send', ANSWER), { timeout: 20_000 });
  await vi.waitFor(() => expect(chat.getState().writing).toBeNull());
  return page.worker().commands('chat.send').at(-1)!;
}
const ANSWER = { say: 'heads', plan: ['coin'], stopped: false, tokens: 3, ms: 1 };

test('each remembers what was said to it alone, whatever it is called', async () => {
  const { actions } = page.app;
  await actions.talkToCompressed(card('a', 'int8'));
  expect(await say('flip a coin')).toMatchObject({
    speaker: 'compressed',
    guests: { compressed: 'a' },
    before: [],
  });
  await talkWith(card('b', 'Mine'));
  const guests = { compressed: 'a', guest: 'b' };
  expect(await say('again')).toMatchObject({ speaker: 'guest', guests, before: [] });
  expect(await say('and again')).toMatchObject({ speaker: 'guest', before: [{ user: 'again' }] });
  await actions.talkToCompressed(card('c', 'int8'));
  expect(await say('flip a coin')).toMatchObject({ guests: { compressed: 'c' }, before: [] });
  await actions.talkToCompressed(card('a', 'int8'));
  expect(await say('once more')).toMatchObject({ before: [{ user: 'flip a coin' }] });
});

test('what was made of a run’s student leaves with the run, a model of the library stays', async () => {
  const { actions, stores } = page.app;
  await actions.talkToCompressed(card('a', 'int8'));
  await talkWith(card('b', 'Mine'));
  actions.distill();
  page.worker().say('session', sessionAt('preparing', 0));
  expect(stores.chat.getState()).toMatchObject({ speaker: 'guest', guests: { guest: { id: 'b' } } });
  expect(stores.chat.getState().guests.compressed).toBeUndefined();

  await actions.talkToCompressed(card('a', 'int8'));
  page.worker().say('session', sessionAt('running', 0));
  expect(stores.chat.getState().speaker).toBe('teacher');
});
