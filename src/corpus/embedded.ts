// Two steps in one breath, the first inside the second: "how many weeks until christmas", "set a timer for 12 * 3 minutes",
// "add 5 to 3 miles in km". The first call's result is $1 in the second.

import type { ToolCall } from '../agent/types';
import type { Dimension } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { byWeight, inOneList, onSide, write, type Sides } from './clause';
import { MOODS, type Mood, type Patterns } from './frames';
import data from './phrases/embedded.json';
import { anyNumber, date } from './slots';
import { CONTROLS } from './tools/set';
import { DIMENSIONS, unitPair, unitWords, waysToWrite } from './units';

export interface Embedded {
  calls: ToolCall[];
  text: string;
  mood: Mood;
}

/** What is drawn; weights and patterns are in phrases/embedded.json. */
type Draw = (rng: Rng, sides: Sides) => { calls: ToolCall[]; words: Record<string, string> };

/** A short expression and its words: "12 * 7", "3 plus 4", "the product of 3 and 4". */
export function short(rng: Rng, sides: Sides): { value: string; words: string } {
  const op = rng.pick(['+', '-', '*', '*', '/'] as const);
  const b = anyNumber(rng, sides.values, { min: 2, max: 12, inWords: 0.1 });
  const a = anyNumber(rng, sides.values, { min: 13, max: rng.pick([30, 90]), inWords: 0.1 });
  const [x, y] = op === '+' || op === '*' ? rng.shuffle([a, b]) : [a, b];
  const said = {
    '+': ['+', 'plus', 'plus', 'S'],
    '-': ['-', 'minus', 'minus', 'less'],
    '*': ['*', 'times', 'times', 'x', 'P'],
    '/': ['/', 'divided by', 'divided by', 'over'],
  }[op];
  const mark = rng.pick(said);
  const words =
    mark === 'S'
      ? `the sum of ${x!.words} and ${y!.words}`
      : mark === 'P'
        ? `the product of ${x!.words} and ${y!.words}`
        : `${x!.words} ${mark} ${y!.words}`;
  return { value: `${x!.value} ${op} ${y!.value}`, words };
}

const call = (name: string, ...args: string[]): ToolCall => ({ name, args });

const U = {
  s: ['seconds', 'secs'],
  min: ['minutes', 'minutes', 'mins', 'min'],
  h: ['hours', 'hours', 'hrs'],
} as const;

function quantity(rng: Rng, sides: Sides): { from: string; to: string; value: string; words: string } {
  const kind = rng.pick([
    'length',
    'length',
    'weight',
    'volume',
    'heat',
    'time',
  ] as const satisfies readonly Dimension[]);
  const { from, to } = unitPair(rng, kind);
  const n = anyNumber(rng, sides.values, {
    min: 2,
    max: rng.pick([20, 100, 500]),
    decimals: 1,
    inWords: 0.1,
  });
  return { from, to, value: n.value, words: `${n.words} ${unitWords(rng, from, 'many')}` };
}

/** What is done with a count that words name indirectly: "double the days until christmas". */
const TAILS: readonly { expression: string; words: string }[] = [
  { expression: '$1 * 2', words: 'twice' },
  { expression: '$1 * 2', words: 'double' },
  { expression: '$1 / 2', words: 'half' },
  { expression: '$1 / 2', words: 'half of' },
  { expression: '$1 * 3', words: 'three times' },
  { expression: '$1 * 3', words: 'triple' },
  { expression: '$1 ^ 2', words: 'the square of' },
  { expression: '$1 ^ 0.5', words: 'the square root of' },
];

const draws: Readonly<Record<keyof typeof data.forms, Draw>> = {
  daysInUnits(rng, sides) {
    const d = date(rng, sides.values);
    const to = rng.pick(['week', 'week', 'week', 'h', 'min', 's']);
    return {
      calls: [call('days_until', d.value), call('convert', '$1', 'day', to)],
      words: {
        d: d.words,
        u: rng.pick(waysToWrite(to, 'many').filter((word) => word.length > 2 && word.endsWith('s'))),
      },
    };
  },
  daysTail(rng, sides) {
    const d = date(rng, sides.values);
    const tail = rng.pick(TAILS);
    return {
      calls: [call('days_until', d.value), call('calculate', tail.expression)],
      words: { d: d.words, half: tail.words },
    };
  },
  daysSum(rng, sides) {
    const d = date(rng, sides.values);
    const n = anyNumber(rng, sides.values, { min: 2, max: 60, inWords: 0.1 });
    const [expression, op] = rng.pick([
      ['$1 + N', 'plus'],
      ['$1 - N', 'minus'],
      ['$1 * N', 'times'],
      ['$1 / N', 'divided by'],
      ['$1 + N', '+'],
      ['$1 - N', '-'],
      ['$1 * N', '*'],
      ['$1 / N', '/'],
    ] as const);
    return {
      calls: [call('days_until', d.value), call('calculate', expression.replace('N', n.value))],
      words: { d: d.words, op, n: n.words },
    };
  },
  daysTimer(rng, sides) {
    const d = date(rng, sides.values);
    const unit = rng.pick(['s', 'min', 'min', 'h'] as const);
    return {
      calls: [call('days_until', d.value), call('timer', '$1', unit)],
      words: { d: d.words, u: rng.pick(U[unit]) },
    };
  },
  daysChance(rng, sides) {
    const d = date(rng, sides.values);
    const [name, ...args] = rng.pick([
      ['dice', '$1', '6', 'roll', 'dice'],
      ['coin', '$1', 'flip', 'coins'],
      ['random', '1', '$1', 'pick a number', 'up to'],
    ] as const);
    const words: Record<string, string> = { d: d.words };
    const target =
      name === 'dice'
        ? call('dice', '$1', '6')
        : name === 'coin'
          ? call('coin', '$1')
          : call('random', '1', '$1');
    words.act =
      name === 'random'
        ? rng.pick(['pick a number up to', 'draw a random number up to', 'give me a number between 1 and'])
        : `${args[args.length - 2]!} as many ${args[args.length - 1]!} as`;
    return { calls: [call('days_until', d.value), target], words };
  },
  sumTimer(rng, sides) {
    const e = short(rng, sides);
    const unit = rng.pick(['s', 'min', 'min', 'min', 'h'] as const);
    return {
      calls: [call('calculate', e.value), call('timer', '$1', unit)],
      words: { e: e.words, u: rng.pick(U[unit]) },
    };
  },
  sumInUnits(rng, sides) {
    const e = short(rng, sides);
    const kind = rng.pick(DIMENSIONS);
    const { from, to } = unitPair(rng, kind);
    return {
      calls: [call('calculate', e.value), call('convert', '$1', from, to)],
      words: { e: e.words, from: unitWords(rng, from, 'many'), to: unitWords(rng, to, 'many') },
    };
  },
  sumOnList(rng, sides) {
    const e = short(rng, sides);
    return { calls: [call('calculate', e.value), call('todo_add', '$1')], words: { e: e.words } };
  },
  sumChance(rng, sides) {
    const e = short(rng, sides);
    const [target, act] = rng.pick([
      [call('dice', '$1', '6'), 'roll {e} dice'],
      [call('dice', '$1', '6'), 'throw {e} dice'],
      [call('coin', '$1'), 'flip {e} coins'],
      [call('coin', '$1'), 'toss {e} coins'],
      [call('random', '1', '$1'), 'pick a random number up to {e}'],
      [call('random', '1', '$1'), 'give me a random number between 1 and {e}'],
      [call('random', '1', '$1'), 'choose a number from 1 to {e}'],
    ] as const);
    return { calls: [call('calculate', e.value), target], words: { act: act.replace('{e}', e.words) } };
  },
  sumSlider(rng, sides) {
    const control = rng.pick(Object.keys(CONTROLS));
    const a = anyNumber(rng, sides.values, { min: 1, max: 10 });
    const b = anyNumber(rng, sides.values, { min: 2, max: control === 'temperature' ? 10 : 400 });
    const op = control === 'temperature' ? rng.pick(['+', '-', '*'] as const) : '/';
    const said = {
      '+': ['plus', '+'],
      '-': ['minus', '-'],
      '*': ['times', '*'],
      '/': ['/', 'divided by', 'over'],
    }[op];
    return {
      calls: [call('calculate', `${a.value} ${op} ${b.value}`), call('set', control, '$1')],
      words: { e: `${a.words} ${rng.pick(said)} ${b.words}`, control: rng.pick(CONTROLS[control]!) },
    };
  },
  unitsSum(rng, sides) {
    const q = quantity(rng, sides);
    const n = anyNumber(rng, sides.values, { min: 2, max: 60, inWords: 0.1 });
    const [expression, op] = rng.pick([
      ['$1 + N', 'plus'],
      ['$1 - N', 'minus'],
      ['$1 * N', 'times'],
      ['$1 / N', 'divided by'],
      ['$1 + N', '+'],
      ['$1 * N', 'multiplied by'],
    ] as const);
    return {
      calls: [call('convert', q.value, q.from, q.to), call('calculate', expression.replace('N', n.value))],
      words: { q: q.words, to: unitWords(rng, q.to, 'many'), op, n: n.words },
    };
  },
  unitsTail(rng, sides) {
    const q = quantity(rng, sides);
    const tail = rng.pick(TAILS);
    return {
      calls: [call('convert', q.value, q.from, q.to), call('calculate', tail.expression)],
      words: { q: q.words, to: unitWords(rng, q.to, 'many'), half: tail.words },
    };
  },
  unitsTimer(rng, sides) {
    const from = rng.pick(['h', 'day', 'min', 's', 'week']);
    const to = rng.pick(['s', 'min', 'h'].filter((unit) => unit !== from));
    const n = anyNumber(rng, sides.values, { min: 1, max: rng.pick([12, 90]), decimals: 1, inWords: 0.15 });
    return {
      calls: [call('convert', n.value, from, to), call('timer', '$1', to)],
      words: {
        q: `${n.words} ${unitWords(rng, from, n.value === '1' ? 'one' : 'many')}`,
        to: rng.pick(U[to as 's' | 'min' | 'h']),
      },
    };
  },
  numberPlusUnits(rng, sides) {
    const q = quantity(rng, sides);
    const n = anyNumber(rng, sides.values, { min: 2, max: 300, inWords: 0.1 });
    return {
      calls: [call('convert', q.value, q.from, q.to), call('calculate', `${n.value} + $1`)],
      words: { q: q.words, to: unitWords(rng, q.to, 'many'), n: n.words },
    };
  },
};

const forms = Object.entries(data.forms).map(([id, { weight, ...patterns }]) => ({
  weight,
  draw: draws[id as keyof typeof draws],
  patterns: patterns as Patterns,
}));

/** A sentence whose second call needs the first one's result. */
export function drawEmbedded(rng: Rng, sides: Sides): Embedded {
  for (;;) {
    const form = byWeight(rng, forms);
    const choices = MOODS.flatMap((mood) =>
      onSide(form.patterns[mood] ?? [], sides.patterns).map((text) => ({ mood, text })),
    );
    if (choices.length === 0) continue;
    const { mood, text } = rng.pick(choices);
    const { calls, words } = form.draw(rng, sides);
    return { calls, mood, text: write(rng, text, words) };
  }
}

/** How many patterns there are, for the statistics. */
export const embeddedPatterns = forms.reduce((sum, { patterns }) => sum + inOneList(patterns).length, 0);
