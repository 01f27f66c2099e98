// A language model in the page on a runtime that goes on as its script says.

import { expect, test } from 'vitest';
import type { ToolSpec } from '../language-model';
import { plainMessages, promptOf } from './chat-format';
import { Speaker } from './speaker';
import { scriptedLlama } from './testing';

const ask = (content: string) => ({ messages: [{ role: 'user' as const, content }] });
const CONVERT: ToolSpec = {
  name: 'convert',
  description: 'Converts.',
  parameters: {
    type: 'object',
    properties: { value: { type: 'number' }, to: { type: 'string', enum: ['km', 'mi'] } },
    required: ['value', 'to'],
  },
};

/** Writes one text, whatever it is told. */
const saying = (words: string) => (text: string) => {
  const written = text.split('assistant\n').at(-1)!;
  return [[words[written.length] ?? '', 0.9] as const];
};

test('answers are scored by what their tokens are likely to be, and what questions share is read once', async () => {
  const llama = scriptedLlama((text) => {
    const written = text.split('assistant\n').at(-1)!;
    if (written === '') return [['c', 0.6], ['t', 0.3], ['x', 0.1]]; // prettier-ignore
    return written === 'c' ? [['o', 0.75], ['l', 0.25]] : [['x', 0.5], ['', 0.5]]; // prettier-ignore
  });
  const speaker = new Speaker(llama);
  const answers = ['coin', 'clock', 'timer'];
  const question = (sentence: string) => ({ ...ask(`One of coin, clock, timer. ${sentence}`), answers });
  const scores = await speaker.score(question('flip a coin'));
  const [coin, clock, timer] = [...scores].map(Math.exp);
  expect(coin).toBeCloseTo(0.6 * 0.75);
  expect(clock).toBeCloseTo(0.6 * 0.25);
  expect(timer).toBeCloseTo(0.3);

  const before = llama.reads.reduce((a, b) => a + b, 0);
  expect(await speaker.score(question('flip a dime'))).toEqual(scores);
  const after = llama.reads.reduce((a, b) => a + b, 0) - before;
  expect(after).toBeLessThan(before / 2);
});

test('a call is written so that it fits the schema, whatever the model would rather write', async () => {
  const words = '<tool_call>\n{"name": "convert", "arguments": {"value": five, "to": "ft"}}';
  const said = await new Speaker(scriptedLlama(saying(words))).say({
    ...ask('five km in miles'),
    ...{ tools: [CONVERT], temperature: 0, most: 300, seed: 0 },
  });
  expect(said.calls).toHaveLength(1);
  const { name, arguments: args } = said.calls[0]!;
  expect(name).toBe('convert');
  const { value, to } = JSON.parse(args) as { value: unknown; to: unknown };
  expect(typeof value).toBe('number');
  expect(['km', 'mi']).toContain(to);
  expect(said.cut).toBe(false);
});

test('words are words, cut off where they may go on no longer', async () => {
  const say = (words: string, most: number) =>
    new Speaker(scriptedLlama(saying(words))).say({
      ...ask('hello'),
      ...{ tools: [CONVERT], temperature: 0, most, seed: 0 },
    });
  expect(await say('good morning', 40)).toEqual({ content: 'good morning', calls: [], cut: false });
  expect(await say('good morning', 4)).toEqual({ content: 'good', calls: [], cut: true });
});

test('drawn with a seed it says the same again, with another one something else', async () => {
  const llama = () => scriptedLlama((text) => [['a', 0.5], ['b', 0.4], ['', text.length > 150 ? 1 : 0.001]]); // prettier-ignore
  const say = (seed: number) =>
    new Speaker(llama()).say({ ...ask('go'), tools: [], temperature: 1, most: 30, seed });
  expect(await say(1)).toEqual(await say(1));
  expect((await say(1)).content).not.toBe((await say(2)).content);
});

test('what is longer than it can think of is refused before it is read, and what is called off ends', async () => {
  const llama = scriptedLlama(() => [['', 1]], 90);
  const speaker = new Speaker(llama);
  await expect(speaker.score({ ...ask('a'.repeat(100)), answers: ['a', 'b'] })).rejects.toMatchObject({
    code: 'message-too-long',
  });
  expect(llama.reads).toEqual([]);
  const abort = new AbortController();
  abort.abort();
  await expect(
    speaker.score({ ...ask('a'), answers: ['a', 'b'] }, { signal: abort.signal }),
  ).rejects.toMatchObject({ code: 'cancelled' });
});

test('tools are told of in the system’s message, and calls and results stand as models write them', () => {
  const messages = [
    { role: 'system', content: 'You help.' },
    { role: 'user', content: 'five km' },
    { role: 'assistant', content: '', calls: [{ id: '1', name: 'convert', arguments: '{"value": 5}' }] },
    { role: 'tool', content: '3.107', callId: '1' },
  ] as const;
  const plain = plainMessages(messages, [CONVERT]);
  expect(plain.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
  expect(plain[0]!.content).toContain('- convert(value: number; to: km|mi): Converts.');
  expect(plain[2]!.content).toBe('<tool_call>\n{"name": "convert", "arguments": {"value": 5}}\n</tool_call>');
  expect(plain[3]!.content).toBe('<tool_response>\n3.107\n</tool_response>');
});

test('a template that takes no system’s message gets it with the user’s first one', () => {
  const template =
    "{% for message in messages %}{% if message.role == 'system' %}{{ raise_exception('none') }}{% endif %}[{{ message.role }}: {{ message.content }}]{% endfor %}";
  const messages = [
    { role: 'system', content: 'Help.' },
    { role: 'user', content: 'Hi.' },
  ] as const;
  const names = { bos_token: '', eos_token: '' };
  expect(promptOf(messages, [], { template, names })).toBe('[user: Help.\n\nHi.]');
  expect(() => promptOf(messages, [], { template: '{% for', names })).toThrow(/chat template/);
});
