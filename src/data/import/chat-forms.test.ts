// Dialogues in the forms that people have, each read as the same chats; tools in theirs.

import { describe, expect, test } from 'vitest';
import type { Chat } from '../chat-set';
import { transcriptOf } from '../chat-dialogues';
import { chatSetOf } from './draft';
import { previewOf, previewRows } from './preview';
import { draftOf, findingsOf, json, jsonl, range } from './testing';
import { parseTools } from './tool-lists';

const light = {
  name: 'set_light',
  description: 'Turns a lamp on or off.',
  parameters: {
    type: 'object',
    properties: { room: { type: 'string' }, on: { type: 'boolean' } },
    required: ['room'],
  },
};
const tools = [{ type: 'function', function: light }];
const args = (i: number) => ({ room: `room ${i}`, on: true });
const user = (i: number) => ({ role: 'user', content: `lamp ${i} on` });
const called = (i: number, written: unknown = JSON.stringify(args(i)), more: object = {}) => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'c1', type: 'function', function: { name: 'set_light', arguments: written } }],
  ...more,
});
const answer = { role: 'tool', tool_call_id: 'c1', content: 'ok' };
const said = { role: 'assistant', content: 'Bright.' };
const chat = (i: number) => [user(i), called(i), answer, said];
/** What each form is read as. */
const read = (i: number): Chat => [
  { role: 'user', content: `lamp ${i} on` },
  { role: 'assistant', content: '', calls: [{ name: 'set_light', args: args(i) }] },
  { role: 'tool', name: 'set_light', content: 'ok', call: 0 },
  { role: 'assistant', content: 'Bright.', calls: [] },
];
const call = (i: number) => ({ name: 'set_light', arguments: args(i) });

const forms: [name: string, record: (i: number) => unknown][] = [
  ['messages with tools', (i) => ({ messages: chat(i), tools })],
  ['tools as a text of JSON', (i) => ({ messages: chat(i), tools: JSON.stringify(tools) })],
  [
    'messages as a text of JSON',
    (i) => ({ messages: JSON.stringify(chat(i)), tools: JSON.stringify(tools) }),
  ],
  ['no tools in some', (i) => ({ messages: chat(i), tools: [tools, [], null, ''][i % 4] })],
  [
    'what Arrow fills with null',
    (i) => ({
      messages: chat(i).map((message) => ({
        name: null,
        tool_call_id: null,
        tool_calls: null,
        function_call: null,
        ...message,
      })),
      tools: [
        {
          type: 'function',
          function: {
            ...light,
            parameters: {
              ...light.parameters,
              properties: { ...light.parameters.properties, city: null },
              items: null,
              enum: null,
            },
          },
          input_schema: null,
        },
      ],
      functions: null,
    }),
  ],
  [
    'arguments as an object, with null for what is not given',
    (i) => ({ messages: [user(i), called(i, { ...args(i), city: null, days: null }), answer, said], tools }),
  ],
  [
    'the older function_call',
    (i) => ({
      messages: [
        user(i),
        {
          role: 'assistant',
          content: null,
          function_call: { name: 'set_light', arguments: JSON.stringify(args(i)) },
        },
        { role: 'function', name: 'set_light', content: 'ok' },
        said,
      ],
      functions: [light],
    }),
  ],
  [
    'ShareGPT with calls as a role',
    (i) => ({
      conversations: [
        { from: 'human', value: `lamp ${i} on` },
        { from: 'function_call', value: JSON.stringify(call(i)) },
        { from: 'observation', value: 'ok' },
        { from: 'gpt', value: 'Bright.' },
      ],
      tools: JSON.stringify([light]),
    }),
  ],
  [
    'ShareGPT with marked calls',
    (i) => ({
      conversations: [
        { from: 'system', value: `You have <tools>${JSON.stringify(tools)}</tools>` },
        { from: 'human', value: `lamp ${i} on` },
        { from: 'gpt', value: `<tool_call>\n${JSON.stringify(call(i))}\n</tool_call>` },
        { from: 'tool', value: '<tool_response>\nok\n</tool_response>' },
        { from: 'gpt', value: 'Bright.' },
      ],
    }),
  ],
];

describe('forms of dialogues', () => {
  test.each(forms)('%s', async (_, record) => {
    const records = range(8).map(record);
    for (const file of [jsonl('chats.jsonl', records), json('chats.json', records)]) {
      const draft = await draftOf([file]);
      expect(draft.problem).toBeNull();
      expect(draft.tools).toEqual([light]);
      expect(findingsOf(draft)).toEqual({});
      const { train, validation, test } = chatSetOf(draft);
      const chats = [...train, ...validation, ...test].map((one) =>
        one.filter(({ role }) => role !== 'system'),
      );
      expect(chats).toHaveLength(8);
      for (const i of range(8)) expect(chats).toContainEqual(read(i));
    }
  });

  test('splits of chats, a chat as a list of its messages, and one chat alone', async () => {
    const splits = {
      train: range(8).map((i) => ({ messages: chat(i), tools })),
      test: range(3).map((i) => ({ messages: chat(20 + i) })),
    };
    expect(previewOf(await draftOf([json('all.json', splits)]))).toMatchObject({
      kind: 'chats',
      rows: { train: 7, validation: 1, test: 3 },
    });
    const bare = await draftOf([json('bare.json', range(8).map(chat)), json('tools.json', { tools })]);
    expect(previewOf(bare)).toMatchObject({ kind: 'chats', read: 8, problem: null });
    const alone = await draftOf([json('one.json', { messages: chat(0), tools })]);
    expect(previewOf(alone)).toMatchObject({ kind: 'chats', read: 1, tools: ['set_light'] });
  });

  test('a question with the calls that answer it', async () => {
    const draft = await draftOf([
      json(
        'asked.json',
        range(8).map((i) => ({
          id: i,
          query: `lamp ${i} on`,
          answers: JSON.stringify([call(i)]),
          tools: JSON.stringify([
            {
              name: 'set_light',
              description: '',
              parameters: { room: { type: 'str', description: 'Where' }, on: { type: 'bool, optional' } },
            },
          ]),
        })),
      ),
    ]);
    expect(draft.problem).toBeNull();
    expect(draft.tools[0]!.parameters.properties).toMatchObject({
      room: { type: 'string' },
      on: { type: 'boolean' },
    });
    expect(draft.rows.labels.every((label) => label === 'set_light')).toBe(true);
  });
});

describe('calls', () => {
  const two = (ids: [string?, string?], answers: object[]) => ({
    messages: [
      { role: 'user', content: 'weather in Porto and Bergen' },
      {
        role: 'assistant',
        content: '',
        tool_calls: ['Porto', 'Bergen'].map((city, i) => ({
          id: ids[i],
          type: 'function',
          function: { name: 'weather', arguments: JSON.stringify({ city }) },
        })),
      },
      ...answers.map((answer) => ({ role: 'tool', ...answer })),
    ],
    tools: [{ name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }],
  });
  const resultsOf = async (record: object) => {
    const draft = await draftOf([jsonl('one.jsonl', [record])]);
    expect(findingsOf(draft)).toEqual({});
    const [only] = draft.given[0]!.rows.chats!;
    const { steps } = transcriptOf(only!, new Map(draft.tools.map((tool) => [tool.name, tool])));
    return Object.fromEntries(steps.map(({ call, result }) => [call.args[0], result]));
  };

  test('are paired with their answers by id, in whatever order those come', async () => {
    const answers = [
      { tool_call_id: 'b', content: 'rain' },
      { tool_call_id: 'a', content: 'sun' },
    ];
    expect(await resultsOf(two(['a', 'b'], answers))).toEqual({ porto: 'sun', bergen: 'rain' });
    expect(await resultsOf(two(['a', 'b'], answers.slice(0, 1)))).toEqual({ porto: '', bergen: 'rain' });
  });
  test('without ids, in their order', async () => {
    const answers = [{ content: 'sun' }, { content: 'rain', name: 'weather' }];
    expect(await resultsOf(two([], answers))).toEqual({ porto: 'sun', bergen: 'rain' });
    // ids that the calls do not have
    expect(await resultsOf(two([], [{ tool_call_id: 'x', content: 'sun' }]))).toEqual({
      porto: 'sun',
      bergen: '',
    });
  });

  test('the older call beside words is read, and both kinds in one message', async () => {
    const draft = await draftOf([
      jsonl(
        'words.jsonl',
        range(8).map((i) => ({
          messages: [
            user(i),
            {
              role: 'assistant',
              content: 'Let me do that.',
              function_call: { name: 'set_light', arguments: JSON.stringify(args(i)) },
            },
          ],
          tools,
        })),
      ),
    ]);
    expect(draft.problem).toBeNull();
    expect(draft.labels).toEqual(['set_light']);
  });

  test('arguments that were encoded twice are decoded twice, and it is said', async () => {
    const draft = await draftOf([
      jsonl(
        'twice.jsonl',
        range(8).map((i) => ({
          messages: [
            user(i),
            called(i, i % 2 ? JSON.stringify(JSON.stringify(args(i))) : undefined),
            answer,
            said,
          ],
          tools,
        })),
      ),
    ]);
    expect(findingsOf(draft)).toEqual({ 'double-encoded': 4 });
    expect(draft.given[0]!.rows.chats).toContainEqual(read(1));
  });

  test('null stays where the schema asks for it', async () => {
    const strict = {
      name: 'set_light',
      parameters: {
        type: 'object',
        properties: { room: { type: ['string', 'null'] }, on: { type: 'boolean' } },
        required: ['room', 'on'],
      },
    };
    const draft = await draftOf([
      jsonl('null.jsonl', [
        { messages: [user(0), called(0, { room: null, on: true })], tools: [strict] },
        { messages: [user(1), called(1, { room: 'x', on: null })] },
      ]),
    ]);
    expect(draft.given[0]!.rows.chats![0]![1]).toMatchObject({ calls: [{ args: { room: null, on: true } }] });
    expect(previewRows(draft, 'bad-arguments', 0, 1).rows).toMatchObject([
      { line: 2, detail: 'set_light: arguments.on is null, not boolean' },
    ]);
  });
});

test('what a tool answers may be an object, a list or a number: it is kept as JSON', async () => {
  const contents = [{ ok: true }, [1, 2], 7, [{ type: 'text', text: 'plain' }]];
  const draft = await draftOf([
    jsonl(
      'objects.jsonl',
      contents.map((content, i) => ({ messages: [user(i), called(i), { ...answer, content }, said], tools })),
    ),
  ]);
  expect(findingsOf(draft)).toEqual({});
  expect(draft.given[0]!.rows.chats!.map((chat) => chat![2]!.content)).toEqual([
    '{"ok":true}',
    '[1,2]',
    '7',
    'plain',
  ]);
});

test('reasons are in plain words', async () => {
  const bad: [messages: unknown[], reason: string][] = [
    [
      [{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }, said],
      'message 1 (user) has a piece of type image_url: models here read text alone',
    ],
    [[user(0), { role: 'assistant', content: '' }], 'message 2 (assistant) has neither words nor calls'],
    [
      [user(0), { ...called(0), tool_calls: [{ id: 'x' }] }],
      'message 2 (assistant) has a call without a name',
    ],
    [[{ content: 'hello' }, said], 'message 1 has no role'],
    [[], 'it has no messages'],
  ];
  const draft = await draftOf([
    jsonl('bad.jsonl', [...bad.map(([messages]) => ({ messages, tools })), { messages: chat(0), tools }]),
  ]);
  expect(previewRows(draft, 'bad-chat', 0, 9).rows.map(({ detail }) => detail)).toEqual(
    bad.map(([, reason]) => reason),
  );
  const none = await draftOf([
    jsonl('none.jsonl', [
      { messages: [], tools },
      { messages: [{ role: 'user', content: 'x' }], tools },
    ]),
  ]);
  expect(none.problem?.message).toMatch(/^No chat can be used/);
  expect(none.problem?.message).not.toMatch(/column|row/);
});

describe('lists of tools', () => {
  const typed = (type: unknown) =>
    parseTools([{ name: 'x', parameters: { type: 'dict', properties: { a: { type } } } }]);
  test.each([
    ['float', 'number'],
    ['double', 'number'],
    ['tuple', 'array'],
    ['list', 'array'],
    ['List[int]', 'array'],
    ['dict', 'object'],
    ['int', 'integer'],
    ['bool', 'boolean'],
    ['str, optional', 'string'],
    ['String', 'string'],
    ['any', undefined],
    ['Callable', undefined],
  ])('type %s is %s', (type, is) => {
    expect(typed(type)![0]!.parameters).toMatchObject({
      type: 'object',
      properties: { a: is === undefined ? {} : { type: is } },
    });
    if (is === undefined) expect(typed(type)![0]!.parameters.properties!['a']!.type).toBeUndefined();
  });
  test('nothing, a text, functions, input_schema, texts within', () => {
    for (const none of [undefined, null, [], '', '[]']) expect(parseTools(none)).toEqual([]);
    expect(parseTools(JSON.stringify(tools))).toEqual([light]);
    expect(parseTools([JSON.stringify(tools[0])])).toEqual([light]);
    const { parameters, ...rest } = light;
    expect(parseTools([{ ...rest, input_schema: parameters }])).toEqual([light]);
    expect(parseTools([{ ...light, parameters: JSON.stringify(parameters) }])).toEqual([light]);
    for (const wrong of ['tools', 3, [{ title: 'x' }], [[]]]) expect(parseTools(wrong)).toBeNull();
  });
});
