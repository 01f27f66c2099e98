// Importing dialogues with tool calls, and what task "intents" can make of them.

import { expect, test } from 'vitest';
import { requestsOf } from '../chat-set';
import { chatSetOf, draftImport } from './draft';
import { previewOf, previewRows } from './preview';

const tools = [
  {
    type: 'function',
    function: {
      name: 'weather',
      description: 'Weather of a city',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' }, days: { type: 'integer' }, unit: { enum: ['C', 'F'] } },
        required: ['city'],
        additionalProperties: false,
      },
    },
  },
  { name: 'news', description: '' },
];
const call = (name: string, args: unknown, id = 'c1') => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
});
const user = (content: string) => ({ role: 'user', content });
const good = (i: number) => [
  { role: 'system', content: 'Be brief.' },
  user(`weather in town ${i}?`),
  call('weather', { city: `town ${i}`, days: 2 }),
  { role: 'tool', tool_call_id: 'c1', content: 'sunny' },
  { role: 'assistant', content: 'Sunny.' },
];
const small = (i: number) => [user(`hello ${i}`), { role: 'assistant', content: 'Hi!' }];
const lines = (chats: object[][], withTools = true) =>
  chats.map((messages) => JSON.stringify(withTools ? { messages, tools } : { messages })).join('\n');
const draftOf = (...texts: [name: string, text: string][]) =>
  draftImport(
    texts.map(([name, text]) => ({ name, blob: new Blob([text]) })),
    [],
    { seed: 1 },
  );
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

test('dialogues become a set with tools and three splits; task intents can have the first tool as label', async () => {
  const draft = await draftOf(['chats.jsonl', lines([...range(10).map(good), ...range(10).map(small)])]);
  expect(previewOf(draft)).toMatchObject({
    kind: 'chats',
    rows: { train: 16, validation: 2, test: 2 },
    tools: ['weather', 'news'],
    problem: null,
  });
  const set = chatSetOf(draft);
  expect(set.test).toHaveLength(2);
  expect(set.train.find(([first]) => first!.role === 'system')).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: expect.stringMatching(/^weather in town/) },
    {
      role: 'assistant',
      content: '',
      calls: [{ name: 'weather', args: { city: expect.any(String), days: 2 } }],
    },
    { role: 'tool', name: 'weather', content: 'sunny', call: 0 },
    { role: 'assistant', content: 'Sunny.', calls: [] },
  ]);
  const requests = requestsOf(set);
  expect(requests.labels).toEqual(['none', 'weather']);
  expect(requests.outOfScope).toBe(0);
  for (const [i, text] of requests.train.texts.entries())
    expect(requests.labels[requests.train.labels[i]!]).toBe(text.startsWith('hello') ? 'none' : 'weather');
});

test('the tools may be in a file of their own, before or after', async () => {
  const chats = lines([...range(5).map(good), ...range(5).map(small)], false);
  const list = JSON.stringify(tools);
  for (const files of [
    [
      ['tools.json', list],
      ['chats.jsonl', chats],
    ],
    [
      ['chats.jsonl', chats],
      ['tools.json', `{"tools": ${list}}`],
    ],
  ] as [string, string][][])
    expect(previewOf(await draftOf(...files))).toMatchObject({ tools: ['weather', 'news'], problem: null });
  expect((await draftOf(['chats.jsonl', chats])).problem).toMatchObject({
    code: 'file-shape',
    message: expect.stringContaining('list of tools'),
  });
});

test('dialogues that break the rules are left out, each with its reason', async () => {
  const bad: [object[], string, RegExp][] = [
    [[user('x'), call('delete', {})], 'unknown-tool', /delete is not in the list/],
    [[user('x'), call('weather', {})], 'bad-arguments', /arguments\.city is missing/],
    [[user('x'), call('weather', { city: 3 })], 'bad-arguments', /arguments\.city is integer, not string/],
    [[user('x'), call('weather', { city: 'a', unit: 'K' })], 'bad-arguments', /unit is "K", not one of/],
    [[user('x'), call('weather', { city: 'a', wind: 1 })], 'bad-arguments', /wind is not in/],
    [[user('x'), { role: 'tool', tool_call_id: 'c9', content: '' }], 'bad-chat', /c9, which was not called/],
    [[{ role: 'robot', content: '' }], 'bad-chat', /message 1 has the role “robot”/],
    [[{ role: 'assistant', content: 'hi' }], 'bad-chat', /the user says nothing/],
    [[user('x')], 'bad-chat', /the assistant says nothing/],
  ];
  const draft = await draftOf([
    'chats.jsonl',
    lines([...bad.map(([chat]) => chat), ...range(5).map(good), ...range(5).map(small), good(0)]),
  ]);
  for (const [i, [, finding, reason]] of bad.entries())
    expect(previewRows(draft, null, i, 1).rows).toMatchObject([
      { line: i + 1, kept: false, findings: [finding], detail: expect.stringMatching(reason) },
    ]);
  expect(previewRows(draft, 'duplicate', 0, 5).rows).toMatchObject([{ line: bad.length + 11 }]);
  expect(Object.values(previewOf(draft).rows).reduce((a, b) => a + b)).toBe(10);
});

test('chats and texts do not mix', async () => {
  const draft = await draftOf(
    ['chats.jsonl', lines([good(1), small(1)])],
    ['rows.csv', 'text,label\na,b\nc,d'],
  );
  expect(draft.problem).toMatchObject({ code: 'file-shape' });
});
