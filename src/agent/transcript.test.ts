import { describe, expect, it } from 'vitest';
import {
  agentMaskOf,
  encodeTranscript,
  encodeTurns,
  formatCall,
  formatTranscript,
  parseCall,
  parseTranscript,
  parseTurns,
  wholeTurns,
} from './transcript';
import { SPECIAL_TOKENS, type TokenCodec, type Transcript } from './types';

const twoSteps: Transcript = {
  user: 'convert 5 km to miles and add 2',
  plan: ['convert', 'calculate'],
  steps: [
    { call: { name: 'convert', args: ['5', 'km', 'mi'] }, result: '3.107' },
    { call: { name: 'calculate', args: ['3.107 + 2'] }, result: '5.107' },
  ],
  say: 'that makes 5.107',
};
const text =
  '<user> convert 5 km to miles and add 2<plan> convert; calculate<call> convert( 5, km, mi)<result> 3.107' +
  '<call> calculate( 3.107 + 2)<result> 5.107<say> that makes 5.107<eos>';

/** One id a character, so that the mask can be read back as text. */
const characters: TokenCodec = {
  vocabSize: 65_536,
  encode: (words) => [...words].map((c) => c.charCodeAt(0)),
  decode: (ids) => String.fromCharCode(...ids),
  special: (token) => SPECIAL_TOKENS.indexOf(token),
};

describe('transcript', () => {
  it('is written as specified and read back', () => {
    expect(formatTranscript(twoSteps)).toBe(text);
    expect(parseTranscript(text)).toEqual(twoSteps);
  });

  it('writes no tool as none, and reads it as an empty plan', () => {
    const greeting: Transcript = { user: 'hi', plan: [], steps: [], say: 'hello !' };
    expect(formatTranscript(greeting)).toBe('<user> hi<plan> none<say> hello !<eos>');
    expect(parseTranscript(formatTranscript(greeting))).toEqual(greeting);
  });

  it('counts loss on what the agent writes only', () => {
    const { ids, agentMask } = encodeTranscript(twoSteps, characters);
    expect(agentMask).toHaveLength(ids.length);
    expect(agentMaskOf(ids)).toEqual(agentMask);
    expect(agentMaskOf([...ids, 0, 0])).toEqual([...agentMask, 0, 0]);
    const shown = ids.map((id) =>
      id < SPECIAL_TOKENS.length ? SPECIAL_TOKENS[id]! : characters.decode([id]),
    );
    const written = shown.filter((_, i) => agentMask[i] === 1).join('');
    expect(written).toBe(
      '<plan> convert; calculate<call> convert( 5, km, mi)<result><call> calculate( 3.107 + 2)<result>' +
        '<say> that makes 5.107<eos>',
    );
  });

  it('puts turns after one another, each with its own mask', () => {
    const greeting: Transcript = { user: 'hi', plan: [], steps: [], say: 'hello !' };
    const row = encodeTurns([twoSteps, greeting], characters);
    const [first, second] = [encodeTranscript(twoSteps, characters), encodeTranscript(greeting, characters)];
    expect(row.ids).toEqual([...first.ids, ...second.ids]);
    expect(row.agentMask).toEqual([...first.agentMask, ...second.agentMask]);
    expect(agentMaskOf(row.ids)).toEqual(row.agentMask);
    expect(parseTurns(text + formatTranscript(greeting))).toEqual([twoSteps, greeting]);
    expect(parseTurns(`${text}<say> more<eos>`)).toBeNull();
    expect(wholeTurns(row, row.ids.length, characters)).toEqual(row);
    expect(wholeTurns(row, row.ids.length - 1, characters)).toEqual(first);
    expect(wholeTurns(row, first.ids.length - 1, characters)).toBeNull();
  });

  it.each([
    { name: 'today', args: [] },
    { name: 'calculate', args: ['( 3 + 4 ) * 2'] },
    { name: 'todo_add', args: ["mom's birthday"] },
  ])('reads back the call $name', (call) => {
    expect(parseCall(formatCall(call))).toEqual(call);
  });

  it.each(['', 'convert', 'convert( 5', '( 5)', '5( 5)'])('finds no call in "%s"', (broken) => {
    expect(parseCall(broken)).toBeNull();
  });

  it.each(['', 'hello', '<user> a<say> b', '<user> a<plan> coin<call> coin(<result> heads'])(
    'finds no transcript in "%s"',
    (broken) => {
      expect(parseTranscript(broken)).toBeNull();
    },
  );
});
