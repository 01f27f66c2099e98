import { describe, expect, it } from 'vitest';
import { Tokenizer } from '../data/tokenizer';
import fixture from '../data/fixtures/tokenizer.json?raw';
import { createRng } from '../lib/rng';
import { createConstraint } from './constrain';
import { normalise } from './normalise';
import { formatTranscript, parseTranscript } from './transcript';
import type { ArgType, Tool, Transcript } from './types';

const codec = Tokenizer.fromJson(fixture);
const both = (text: string) => ({ en: text, 'zh-CN': text });
const tool = (name: string, ...types: ArgType[]): Tool => ({
  name,
  label: both(name),
  help: both(name),
  example: both(name),
  params: types.map((type, i) => ({ name: `p${i}`, type, help: both('') })),
  run: async () => '7',
});
const unit: ArgType = { kind: 'enum', values: ['km', 'm', 'mi', 'min'] };
const tools = new Map(
  [
    tool('calculate', { kind: 'expression' }),
    tool('convert', { kind: 'number', defaults: ['1'] }, unit, unit),
    tool('random', { kind: 'number', defaults: ['1'] }, { kind: 'number', defaults: ['100'] }),
    tool('plain', { kind: 'number' }, { kind: 'number' }),
    tool('time', { kind: 'city' }),
    tool('alarm', { kind: 'time' }),
    tool('days_until', { kind: 'date' }),
    tool('todo_add', { kind: 'text' }),
    tool('todo_list'),
  ].map((t) => [t.name, t]),
);

/** Feeds a whole transcript; answers where it was refused, or null. */
function refusal(transcript: Transcript): string | null {
  const constraint = createConstraint({ codec, tools, user: transcript.user });
  const [, ...rest] = formatTranscript(transcript).split(/(?=<(?:plan|call|result|say|eos)>)/);
  let result = 0;
  for (const part of rest) {
    const [, token, text] = /^(<\w+>)(.*)$/.exec(part)!;
    const words = token === '<result>' ? [] : codec.encode(text!);
    for (const id of [codec.special(token as '<plan>'), ...words]) {
      if (!constraint.allowed().includes(id)) return `${codec.decode([id])} in ${part}`;
      constraint.advance(id);
    }
    if (token === '<result>') constraint.addResult(transcript.steps[result++]!.result);
  }
  return null;
}

const oneCall = (user: string, name: string, ...args: string[]): Transcript => ({
  user: normalise(user),
  plan: [name],
  steps: [{ call: { name, args }, result: '7' }],
  say: 'here you are : 7',
});

describe('createConstraint', () => {
  it.each([
    oneCall("what's 12*7?", 'calculate', '12 * 7'),
    oneCall('15% of 80', 'calculate', '80 * 15 / 100'),
    oneCall('(18 + 7) * 3 please', 'calculate', '( 18 + 7 ) * 3'),
    oneCall('square root of 169', 'calculate', '169 ^ 0.5'),
    oneCall('five km in miles', 'convert', '5', 'km', 'mi'),
    oneCall('how many m in a km', 'convert', '1', 'km', 'm'),
    oneCall('random number', 'random', '1', '100'),
    oneCall('between 5 and 5', 'random', '5', '5'),
    oneCall('time in nyc', 'time', 'new york'),
    oneCall('wake me at 7pm', 'alarm', '19:00'),
    oneCall('how long till dec 25th', 'days_until', 'dec 25'),
    oneCall('remind me to buy 🥚 and milk', 'todo_add', 'buy 🥚 and milk'),
    oneCall('my list', 'todo_list'),
    { user: 'hello !', plan: [], steps: [], say: 'hi there' },
    {
      user: normalise('convert 5 km to mi, square it and put it on my list'),
      plan: ['convert', 'calculate', 'todo_add'],
      steps: [
        { call: { name: 'convert', args: ['5', 'km', 'mi'] }, result: '3.107' },
        { call: { name: 'calculate', args: ['3.107 * 3.107'] }, result: '9.65' },
        { call: { name: 'todo_add', args: ['9.65'] }, result: 'ok' },
      ],
      say: 'done',
    },
  ])('allows $user -> $plan', (transcript) => {
    expect(refusal(transcript)).toBeNull();
  });

  it.each([
    ['a tool that does not exist', oneCall('hi 5', 'weather', '5')],
    ['a number nobody said', oneCall('12 * 7', 'calculate', '12 * 8')],
    ['a number used twice', oneCall('12 * 7', 'calculate', '12 * 12')],
    ['a number used twice in two arguments', oneCall('between 5 and 9', 'plain', '5', '5')],
    ['an expression of one number', oneCall('12 * 7', 'calculate', '12')],
    ['an open parenthesis', oneCall('12 * 7', 'calculate', '( 12 * 7')],
    ['a value that is not in the list', oneCall('5 km', 'convert', '5', 'km', 'kg')],
    ['a time nobody said', oneCall('wake me at 7', 'alarm', '08:00')],
    ['a tool without a possible argument', oneCall('wake me', 'alarm', '07:00')],
    ['words nobody said', oneCall('remind me to sleep', 'todo_add', 'buy milk')],
    ['a missing argument', oneCall('5 km', 'convert', '5', 'km')],
    ['a call that was not planned', { ...oneCall('5 + 5', 'calculate', '5 + 5'), plan: ['time'] }],
    ['an empty reply', { user: 'hello', plan: [], steps: [], say: '' }],
    ['a fourth step', { user: '1 + 2', plan: ['time', 'time', 'time', 'time'], steps: [], say: 'x' }],
  ])('refuses %s', (_, transcript) => {
    expect(refusal(transcript)).not.toBeNull();
  });

  it('always offers a way on, and every random walk ends in a transcript whose calls fit their tools', () => {
    const rng = createRng(7);
    const messages = [
      'convert 12.5 km and 3 mi',
      "what's (4 + 4) * 15%?",
      '!!!',
      '你好 5',
      'at 7:30 on dec 25 in paris, ok',
      '',
    ];
    for (let run = 0; run < 300; run++) {
      const user = normalise(rng.pick(messages));
      const constraint = createConstraint({ codec, tools, user });
      const ids: number[] = [];
      for (let allowed = constraint.allowed(); allowed.length > 0; allowed = constraint.allowed()) {
        expect(new Set(allowed).size).toBe(allowed.length);
        // replies end soon, so that the walk spends itself on calls
        const id = allowed.includes(codec.special('<eos>')) ? codec.special('<eos>') : rng.pick(allowed);
        constraint.advance(id);
        ids.push(id);
        if (id === codec.special('<result>')) {
          const text = rng.pick(['7', '3.107', 'heads', '']);
          constraint.addResult(text);
          ids.push(...codec.encode(` ${text}`));
        }
      }
      const written = parseTranscript(`<user> ${user}${codec.decode(ids)}`);
      expect(written, codec.decode(ids)).not.toBeNull();
      expect(written!.steps.map(({ call }) => call.name)).toEqual(written!.plan);
      for (const { call } of written!.steps)
        expect(call.args).toHaveLength(tools.get(call.name)!.params.length);
    }
  });

  it('throws when fed a token that it did not allow', () => {
    const constraint = createConstraint({ codec, tools, user: 'hi' });
    expect(() => constraint.advance(codec.special('<eos>'))).toThrow(/does not follow/);
  });
});
