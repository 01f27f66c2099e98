import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConstraint, LONGEST_FREE } from '../agent/constrain';
import { encodeTranscript, parseTranscript, formatTranscript, plainTexts } from '../agent/transcript';
import { SPECIAL_TOKENS } from '../agent/types';
import { chatDialogues, hasLaterTurns, transcriptOf } from './chat-dialogues';
import type { Chat, ChatTool } from './chat-set';
import { trainTokenizer } from './tokenizer';

const weather: ChatTool = {
  name: 'getWeather',
  description: 'The weather of a day.',
  parameters: {
    type: 'object',
    properties: {
      place: { type: 'string' },
      unit: { type: 'string', enum: ['Celsius', 'Fahrenheit'] },
      days: { type: 'integer' },
      wind: { type: 'boolean' },
    },
    required: ['place'],
  },
};
const tools = new Map([[weather.name, weather]]);

const ask = (args: Record<string, unknown>, answer = 'Sunny, 21°'): Chat => [
  { role: 'system', content: 'You are a forecaster.' },
  { role: 'user', content: "What's the weather in Paris, France?" },
  { role: 'assistant', content: '', calls: [{ name: 'getWeather', args }] },
  { role: 'tool', name: 'getWeather', content: answer },
  { role: 'assistant', content: 'It will be sunny.', calls: [] },
  { role: 'user', content: 'And tomorrow?' },
  { role: 'assistant', content: 'Rain.', calls: [] },
];

describe('transcriptOf', () => {
  it('takes the first request with its calls and the reply', () => {
    expect(transcriptOf(ask({ place: 'Paris, France', unit: 'Celsius' }), tools)).toEqual({
      user: "what's the weather in paris , france ?",
      plan: ['getWeather'],
      steps: [
        {
          call: { name: 'getWeather', args: ['paris ， france', 'celsius', '_', '_'] },
          result: 'sunny , 21',
        },
      ],
      say: 'it will be sunny .',
    });
  });

  it('gives calls made at once their own answers, by name and in order', () => {
    const call = (place: string) => ({ name: 'getWeather', args: { place } });
    const { steps } = transcriptOf(
      [
        { role: 'user', content: 'Rome and Oslo' },
        { role: 'assistant', content: '', calls: [call('Rome'), call('Oslo')] },
        { role: 'tool', name: 'getWeather', content: 'hot' },
        { role: 'tool', name: 'getWeather', content: 'cold' },
      ],
      tools,
    );
    expect(steps.map(({ call: { args }, result }) => [args[0], result])).toEqual([
      ['rome', 'hot'],
      ['oslo', 'cold'],
    ]);
  });

  it('cuts long answers and replies, and says something where the assistant said nothing', () => {
    const long = Array.from({ length: 200 }, (_, i) => `word${i}.`).join(' ');
    const { steps, say } = transcriptOf(
      [
        { role: 'user', content: 'Rome' },
        { role: 'assistant', content: '', calls: [{ name: 'getWeather', args: { place: 'Rome' } }] },
        { role: 'tool', name: 'getWeather', content: long },
        { role: 'assistant', content: long, calls: [] },
      ],
      tools,
    );
    expect(steps[0]!.result.split(' ')).toHaveLength(24);
    expect(say.split(' ').length).toBeLessThanOrEqual(24);
    expect(transcriptOf([{ role: 'user', content: 'Hi' }], tools).say).not.toBe('');
  });

  it('writes any arguments so that the transcript can be read again and the grammar allows it', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });
    const anyArgs = fc.record(
      {
        place: anyText,
        unit: fc.constantFrom('Celsius', 'Fahrenheit'),
        days: fc.integer(),
        wind: fc.boolean(),
      },
      { requiredKeys: ['place'] },
    );
    fc.assert(
      fc.property(anyArgs, anyText, (args, answer) => {
        const chat = ask(args, answer);
        const transcript = transcriptOf(chat, tools);
        const read = parseTranscript(formatTranscript(transcript));
        expect(read?.steps.map(({ call }) => call)).toEqual(transcript.steps.map(({ call }) => call));
        const own = chatDialogues({ tools: [weather], train: [chat], validation: [], test: [] }).tools;
        const codec = trainTokenizer(plainTexts(transcript), 300);
        const { user, steps } = transcript;
        fc.pre(steps[0]!.call.args.every((arg) => codec.encode(` ${arg}`).length <= LONGEST_FREE));
        const constraint = createConstraint({ codec, tools: own, user });
        const { ids, agentMask } = encodeTranscript(transcript, codec);
        let results = 0;
        for (const [i, id] of ids.entries()) {
          if (!agentMask[i]) continue;
          expect(constraint.allowed()).toContain(id);
          constraint.advance(id);
          if (id === SPECIAL_TOKENS.indexOf('<result>')) constraint.addResult(steps[results++]!.result);
        }
        expect(constraint.allowed()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('chatDialogues', () => {
  it('learns a chat turn by turn, four at most, with the answers of each turn’s own calls', () => {
    const call = (place: string) => ({ name: 'getWeather', args: { place } });
    const turn = (place: string, n: number): Chat => [
      { role: 'user', content: `And in ${place}?` },
      { role: 'assistant', content: '', calls: [call(place)] },
      { role: 'tool', name: 'getWeather', content: `${n} degrees`, call: n },
      { role: 'assistant', content: `It has ${n} degrees.`, calls: [] },
    ];
    const chat = ['Rome', 'Oslo', 'Bern', 'Bonn', 'Graz'].flatMap(turn);
    const { train } = chatDialogues({ tools: [weather], train: [chat], validation: [], test: [] });
    const turns = [train[0]!, ...train[0]!.later!];
    expect(turns.map(({ transcript }) => transcript.steps[0])).toEqual(
      ['rome', 'oslo', 'bern', 'bonn'].map((place, n) => ({
        call: { name: 'getWeather', args: [place, '_', '_', '_'] },
        result: `${n} degrees`,
      })),
    );
    expect(hasLaterTurns(chat)).toBe(true);
    expect(hasLaterTurns(chat.slice(0, 16))).toBe(false);
    // what takes too many calls ends it
    const many: Chat = [
      ...turn('Rome', 0),
      { role: 'user', content: 'all' },
      { role: 'assistant', content: '', calls: Array.from({ length: 4 }, () => call('Oslo')) },
    ];
    expect(
      chatDialogues({ tools: [weather], train: [many], validation: [], test: [] }).train[0]!.later,
    ).toBeUndefined();
    // unanswered words at the end are left out
    const open: Chat = [...turn('Rome', 0), { role: 'user', content: 'and' }];
    expect(
      chatDialogues({ tools: [weather], train: [open], validation: [], test: [] }).train[0]!.later,
    ).toBeUndefined();
  });

  it('answers a call as the chats recorded it, and says so where they did not', async () => {
    const { tools: own, train } = chatDialogues({
      tools: [weather],
      train: [ask({ place: 'Paris, France' })],
      validation: [],
      test: [],
    });
    const tool = own.get('getWeather')!;
    const environment = {} as Parameters<typeof tool.run>[1];
    await expect(tool.run(train[0]!.transcript.steps[0]!.call.args, environment)).resolves.toBe('sunny , 21');
    await expect(tool.run(['oslo', '_', '_', '_'], environment)).rejects.toMatchObject({
      code: 'tool-failed',
    });
  });
});
