// Talking with a language model that teaches: cards of its calls, its words, and what its faults become.

import { expect, test } from 'vitest';
import type { Commands, Events } from '../protocol/messages';
import type { LanguageModel, Said } from '../models/language-model/language-model';
import { Chat } from './chat';
import { PageTools } from './page-tools';
import type { Post } from './post';
import { Turns } from './turns';

const said = (content: string, ...calls: Said['calls'][number][]): Said => ({ content, calls, cut: false });
const call = (name: string, args: string) => ({ id: `${name}-1`, name, arguments: args });

async function turn(
  answers: readonly Said[],
  { signal, before }: { signal?: AbortSignal; before?: Commands['chat.send']['before'] } = {},
) {
  const cards: Events['chat.call'][] = [];
  const heard: { role: string; content: string }[][] = [];
  const post: Post = (name, payload) => {
    if (name === 'chat.call') cards.push(payload as Events['chat.call']);
    if (name !== 'tool.request') return;
    const { requestId } = payload as Events['tool.request'];
    queueMicrotask(() => pageTools.answer({ requestId, result: '8.05' }));
  };
  const pageTools = new PageTools(post);
  let n = 0;
  const model: LanguageModel = {
    ...{ id: 'x', name: 'Big', parameters: 0, atOnce: 1, terms: '' },
    prompts: { label: '', agent: 'Call tools.' },
    say: ({ messages }) => {
      heard.push(messages.map(({ role, content }) => ({ role, content })));
      signal?.throwIfAborted();
      return Promise.resolve(answers[n++]!);
    },
    score: () => Promise.reject(new Error('not asked')),
  };
  const chat = new Chat({
    ...{ post, pageTools, turns: new Turns() },
    modelOf: () => Promise.reject(new Error('the page’s teacher was asked')),
    languageModel: () => Promise.resolve(model),
  });
  const how = { constrained: true, sampling: 0, languageModel: 'x', ...(before && { before }) };
  const done = await chat.send({ id: 1, text: '5 miles in km?', speaker: 'teacher', ...how });
  return { done, cards, heard };
}

test('its calls run in the page and are shown as cards, then it says what they found', async () => {
  const convert = call('convert', '{"value":5,"from":"mi","to":"km"}');
  const { done, cards, heard } = await turn([said('', convert), said('8.05 km')]);
  expect(done).toMatchObject({ say: '8.05 km', plan: ['convert'], stopped: false });
  expect(done.error).toBeUndefined();
  expect(cards).toEqual([
    { id: 1, index: 0, call: { name: 'convert', args: ['5', 'mi', 'km'] } },
    { id: 1, index: 0, call: { name: 'convert', args: ['5', 'mi', 'km'] }, result: '8.05' },
  ]);
  expect(heard[1]!.at(-1)).toEqual({ role: 'tool', content: '8.05' });
  expect(heard[0]![0]).toEqual({ role: 'system', content: 'Call tools.' });
});

test('a faulty call is a card that says so, and goes back to it', async () => {
  const { done, cards, heard } = await turn([said('', call('fly', '{}')), said('i cannot fly')]);
  expect(done.say).toBe('i cannot fly');
  expect(cards.at(-1)!.error).toContain('There is no tool fly');
  expect(heard[1]!.at(-1)!.content).toContain('error');
});

test('it is told of the turns before, with their calls and what came of them', async () => {
  const steps = [{ call: { name: 'convert', args: ['5', 'mi', 'km'] }, result: '8.05' }];
  const { heard } = await turn([said('and 3 more are 12.87 km')], {
    before: [{ user: 'how long is 5 miles', plan: ['convert'], steps, say: '8.05 km' }],
  });
  expect(heard[0]!.map(({ role }) => role)).toEqual([
    'system',
    'user',
    'assistant',
    'tool',
    'assistant',
    'user',
  ]);
  expect(heard[0]!.map(({ content }) => content).slice(1)).toEqual([
    'how long is 5 miles',
    '',
    '8.05',
    '8.05 km',
    '5 miles in km?',
  ]);
});

test('one that says nothing is told', async () => {
  const { done } = await turn([said('')]);
  expect(done.error).toMatchObject({ code: 'reply-broken' });
});
