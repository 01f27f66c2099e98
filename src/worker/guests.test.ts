// Stored models in the chat: whom they speak beside. The models are stand-ins.

import { expect, test } from 'vitest';
import type { Events, Voice } from '../protocol/messages';
import type { Classifier } from '../tasks/intents/classifier';
import { Chat } from './chat';
import type { Guest } from './guests';
import { PageTools } from './page-tools';
import { Turns } from './turns';

const classifier = (labels: readonly string[], sure: string) =>
  ({
    labels,
    classify: () => Promise.resolve(Float32Array.from(labels, (label) => (label === sure ? 0.9 : 0.1))),
  }) as unknown as Classifier;

const INTENTS = ['coin', 'dice'];
const stored: Record<string, Guest> = {
  small: { classifier: classifier(INTENTS, 'dice') },
  other: { classifier: classifier(['refund', 'greeting'], 'refund') },
};

/** Who has a probability in the answer, or the error's code. */
async function asked(speaker: Voice, guests: { compressed?: string; guest?: string }, ofRun: Voice[]) {
  const said: Events['chat.intents'][] = [];
  const chat = new Chat({
    post: (name, payload) => void (name === 'chat.intents' && said.push(payload as Events['chat.intents'])),
    turns: new Turns(),
    pageTools: new PageTools(() => undefined),
    modelOf: () => Promise.resolve(null),
    classifiers: () => Promise.resolve(new Map(ofRun.map((who) => [who, classifier(INTENTS, 'coin')]))),
    guest: (id) => (stored[id] ? Promise.resolve(stored[id]) : Promise.reject(new Error('gone'))),
    tools: new Map(),
  });
  const { error } = await chat.send({ id: 1, text: 'toss', speaker, guests, constrained: true, sampling: 0 });
  return error?.code ?? { intent: said[0]!.intent, by: Object.keys(said[0]!.ranked[0]!.probability) };
}

test('a stored classifier answers beside the run’s, and they beside it, where they tell the same intents apart', async () => {
  const guests = { compressed: 'small', guest: 'other' };
  expect(await asked('compressed', guests, ['student'])).toEqual({
    intent: 'dice',
    by: ['student', 'compressed'],
  });
  expect(await asked('student', guests, ['student'])).toEqual({
    intent: 'coin',
    by: ['student', 'compressed'],
  });
  expect(await asked('guest', guests, ['student'])).toEqual({ intent: 'refund', by: ['guest'] });
});

test('without a run a guest answers by itself, and is not asked where the agent is', async () => {
  expect(await asked('guest', { guest: 'other' }, [])).toEqual({ intent: 'refund', by: ['guest'] });
  expect(await asked('teacher', { guest: 'other' }, [])).toBe('no-such-speaker'); // no agent is here
});

test('one that has gone is missed only where it should speak', async () => {
  expect(await asked('student', { compressed: 'gone' }, ['student'])).toMatchObject({ by: ['student'] });
  expect(await asked('compressed', { compressed: 'gone' }, ['student'])).toBe('internal');
});
