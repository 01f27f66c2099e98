// Two steps in one breath, the first inside the second: "how many weeks until christmas", "set a timer for 12 * 3 minutes",
// "add 5 to 3 miles in km". The first call's result is $1 in the second.

import { anyNumber, date } from '../agent/slots';
import { CONTROLS } from '../agent/tools/set';
import { unitPair } from '../agent/tools/convert';
import type { ToolCall } from '../agent/types';
import { DIMENSIONS, UNITS, unitWords, type Dimension } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { onSide, write, type Mood, type Sides } from './clause';

export interface Embedded {
  calls: ToolCall[];
  text: string;
  mood: Mood;
}

interface Form {
  weight: number;
  draw(rng: Rng, sides: Sides): { calls: ToolCall[]; words: Record<string, string> };
  order?: readonly string[];
  question?: readonly string[];
  statement?: readonly string[];
}

/** A short expression and its words: "12 * 7", "3 plus 4", "the product of 3 and 4". */
function short(rng: Rng, sides: Sides): { value: string; words: string } {
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

const forms: readonly Form[] = [
  {
    weight: 2.2,
    draw(rng, sides) {
      const d = date(rng, sides.values);
      const to = rng.pick(['week', 'week', 'week', 'h', 'min', 's']);
      return {
        calls: [call('days_until', d.value), call('convert', '$1', 'day', to)],
        words: {
          d: d.words,
          u: rng.pick(UNITS[to]!.many.filter((word) => word.length > 2 && word.endsWith('s'))),
        },
      };
    },
    question: [
      'how many {u} (until|till|til|to|before) {d}',
      'how many {u} (are there|are left|left) (until|till|before) {d}',
      'how many {u} is it (until|till|to) {d}',
      'how many {u} away is {d}',
      'how long (until|till) {d} in {u}',
      'how long is it (until|till) {d} in {u}',
      'how far (away|off) is {d} in {u}',
      '{u} (until|till|to|before) {d}',
      'in how many {u} is {d}',
      'how many more {u} (until|till|before) {d}',
      '{d} is how many {u} away',
      'how many {u} do i have (until|before) {d}',
      "what's the time until {d} in {u}",
      'how many {u} of waiting until {d}',
      'days until {d} in {u}',
      'how many days until {d} and how many {u} is that',
    ],
    order: [
      'tell me how many {u} (it is|are left) (until|till) {d}',
      'count the {u} (until|till) {d}',
      'give me the (number of|) {u} until {d}',
      'tell me how long until {d} in {u}',
      'convert the days until {d} to {u}',
      'give me the days until {d} in {u}',
      'show the {u} left until {d}',
      'work out the {u} until {d}',
      'count down to {d} in {u}',
      'turn the days until {d} into {u}',
      'calculate how many {u} until {d}',
      'express the days until {d} in {u}',
    ],
    statement: [
      'i want to know how many {u} until {d}',
      'i need the {u} until {d}',
      'i wonder how many {u} are left until {d}',
      "i'd like to know the {u} to {d}",
      'my trip is {d}, how many {u} is that',
      'the exam is {d}, how many {u} do i have',
    ],
  },
  {
    weight: 1.2,
    draw(rng, sides) {
      const d = date(rng, sides.values);
      const tail = rng.pick(TAILS);
      return {
        calls: [call('days_until', d.value), call('calculate', tail.expression)],
        words: { d: d.words, half: tail.words },
      };
    },
    question: [
      "what's {half} the days until {d}",
      'how much is {half} the (days|number of days) (until|to) {d}',
      'what is {half} the number of days until {d}',
      '{half} the days (until|till|to) {d}',
      'how many is {half} the days left until {d}',
      '{half} the number of days until {d} is what',
    ],
    order: [
      'calculate {half} the days until {d}',
      'give me {half} the number of days until {d}',
      'tell me {half} the days (until|to) {d}',
      'work out {half} the days till {d}',
      'compute {half} the number of days to {d}',
      'take {half} the days until {d}',
    ],
  },
  {
    weight: 1.4,
    draw(rng, sides) {
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
    question: [
      'how many days until {d} {op} {n}',
      "what's the days until {d} {op} {n}",
      'days (until|till|to) {d} {op} {n}',
      'the number of days until {d} {op} {n} is what',
      'how much is the days until {d} {op} {n}',
      'what is the number of days to {d} {op} {n}',
    ],
    order: [
      'calculate the days until {d} {op} {n}',
      'give me the days to {d} {op} {n}',
      'tell me the number of days until {d} {op} {n}',
      'take the days until {d} {op} {n}',
      'work out days till {d} {op} {n}',
      'compute the days until {d} {op} {n}',
    ],
  },
  {
    weight: 1.6,
    draw(rng, sides) {
      const d = date(rng, sides.values);
      const unit = rng.pick(['s', 'min', 'min', 'h'] as const);
      return {
        calls: [call('days_until', d.value), call('timer', '$1', unit)],
        words: { d: d.words, u: rng.pick(U[unit]) },
      };
    },
    order: [
      'set a timer for as many {u} as [there are] days (until|till|to) {d}',
      'set a timer with as many {u} as days until {d}',
      'start a timer for as many {u} as there are days left until {d}',
      'set a timer for the number of days until {d} in {u}',
      'timer, as many {u} as days to {d}',
      'remind me in as many {u} as there are days until {d}',
      'time as many {u} as days till {d}',
      'wake me in as many {u} as days until {d}',
      'count down as many {u} as there are days until {d}',
      'set the timer to the days until {d} but in {u}',
      'run a timer of as many {u} as days before {d}',
      'for every day until {d} put some {u} on the timer',
    ],
    statement: [
      'i want a timer with as many {u} as days until {d}',
      'i need a timer for as many {u} as days left to {d}',
      "i'd like a timer for as many {u} as there are days to {d}",
      'the timer should run as many {u} as days until {d}',
      'i want to plank as many {u} as days until {d}',
      "let's do as many {u} on the timer as days till {d}",
    ],
  },
  {
    weight: 0.5,
    draw(rng, sides) {
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
    order: [
      '{act} the days until {d}',
      '{act} the number of days until {d}',
      '{act} the days left till {d}',
      '{act} the number of days until {d}',
      '{act} the days to {d}',
      '{act} the days before {d}',
    ],
  },
  {
    weight: 2,
    draw(rng, sides) {
      const e = short(rng, sides);
      const unit = rng.pick(['s', 'min', 'min', 'min', 'h'] as const);
      return {
        calls: [call('calculate', e.value), call('timer', '$1', unit)],
        words: { e: e.words, u: rng.pick(U[unit]) },
      };
    },
    order: [
      'set a timer for {e} {u}',
      'set a timer (for|of) {e} {u}',
      'start a {e} {u} timer',
      'timer for {e} {u}',
      'timer {e} {u}',
      'start a timer of {e} {u}',
      '(remind|wake|ping|nudge) me in {e} {u}',
      'set a timer that runs {e} {u}',
      'calculate {e} and set a timer for that many {u}',
      'work out {e} and start a timer of that many {u}',
      'set a timer for as many {u} as {e}',
      'time {e} {u}',
      'put {e} {u} on the timer',
      'count down {e} {u}',
      'set the timer to {e} {u}',
      'give me a timer of {e} {u}',
      'run a timer for {e} {u}',
      'set a timer for (the result of|) {e} {u}',
    ],
    statement: [
      'i need a timer for {e} {u}',
      'i need {e} {u} on the clock',
      'my cake needs {e} {u}, set a timer',
      'the workout is {e} {u}, set a timer',
      "i'd like a timer of {e} {u}",
      'i want a timer for {e} {u}',
    ],
    question: [
      'can i get a timer for {e} {u}',
      'how about a timer of {e} {u}',
      'mind setting a timer for {e} {u}',
      'could i have {e} {u} on the clock',
      'may i get a {e} {u} timer',
      'would you set a timer for {e} {u}',
    ],
  },
  {
    weight: 2.2,
    draw(rng, sides) {
      const e = short(rng, sides);
      const kind = rng.pick(Object.keys(DIMENSIONS) as Dimension[]);
      const { from, to } = unitPair(rng, kind);
      return {
        calls: [call('calculate', e.value), call('convert', '$1', from, to)],
        words: { e: e.words, from: unitWords(rng, from, 'many'), to: unitWords(rng, to, 'many') },
      };
    },
    order: [
      'convert {e} {from} to {to}',
      'convert {e} {from} (to|into) {to}',
      'calculate {e} and convert it from {from} to {to}',
      'work out {e} {from} in {to}',
      'turn {e} {from} into {to}',
      'change {e} {from} to {to}',
      'add it up, {e} {from}, in {to}',
      'give me {e} {from} in {to}',
      'tell me what {e} {from} is in {to}',
      'express {e} {from} in {to}',
      'take {e} {from} and convert to {to}',
      'tell me how many {to} {e} {from} is',
    ],
    question: [
      "what's {e} {from} in {to}",
      'how (many|much) {to} is {e} {from}',
      '{e} {from} in {to}',
      '{e} {from} to {to}',
      'how much is {e} {from} in {to}',
      'what is {e} {from} [converted] to {to}',
      'what do {e} {from} make in {to}',
      'how many {to} are {e} {from}',
      'how many {to} do i get for {e} {from}',
      'in {to}, how much is {e} {from}',
      "what's {e} in {to} if it's {from}",
      'how many {to} would {e} {from} be',
    ],
    statement: [
      'i have {e} {from} and need {to}',
      'i need {e} {from}, what is that in {to}',
      'i need {e} {from} in {to}',
      'i have {e} {from}, how many {to} is that',
      "i'd like to know {e} {from} in {to}",
      'the total is {e} {from}, how many {to} is that',
    ],
  },
  {
    weight: 0.9,
    draw(rng, sides) {
      const e = short(rng, sides);
      return { calls: [call('calculate', e.value), call('todo_add', '$1')], words: { e: e.words } };
    },
    order: [
      'put the (result|answer) of {e} on my list',
      'add the (result|answer) of {e} to my list',
      'write the answer to {e} on my list',
      'calculate {e} and put (it|that|the result) on my list',
      'work out {e} and note it on my list',
      'save the result of {e} on my list',
      'compute {e} and add it to my todos',
      'note the answer to {e} on my list',
      'put what {e} makes on my list',
      'figure out {e} and write it on the list',
      'stick the result of {e} on the list',
      'add what {e} is to my list',
    ],
  },
  {
    weight: 1,
    draw(rng, sides) {
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
    order: ['{act}', '{act} [for me]', 'now {act}', 'just {act}', '{act}, quick', '{act} right now'],
  },
  {
    weight: 1,
    draw(rng, sides) {
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
    order: [
      'set {control} to {e}',
      'put {control} at {e}',
      'change {control} to {e}',
      'make {control} {e}',
      'use {e} for {control}',
      'move {control} to {e}',
      'let {control} be {e}',
      'set {control} = {e}',
      'set {control} to the result of {e}',
      'calculate {e} and use it as {control}',
      'work out {e} and set {control} to it',
      '{control} {e}',
    ],
  },
  {
    weight: 2.4,
    draw(rng, sides) {
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
    question: [
      "what's {q} in {to} {op} {n}",
      '{q} in {to} {op} {n}',
      '{q} to {to} {op} {n}',
      'how many {to} is {q}, {op} {n}',
      'how much is {q} in {to} {op} {n}',
      'what is {q} [converted] to {to} {op} {n}',
      'how many {to} are {q}, and that {op} {n}',
      "what's {q} in {to}, {op} {n}",
      '{q} in {to}, then {op} {n}',
      'what do you get for {q} in {to} {op} {n}',
      'how much would {q} in {to} {op} {n} be',
      'what about {q} in {to} {op} {n}',
    ],
    order: [
      'calculate {q} in {to} {op} {n}',
      'give me {q} in {to} {op} {n}',
      'work out {q} in {to} {op} {n}',
      'take {q} in {to} {op} {n}',
      'convert {q} to {to}, {op} {n}',
      'tell me {q} in {to} {op} {n}',
      'convert {q} to {to} {op} {n}',
      'compute {q} in {to} {op} {n}',
      'find {q} in {to}, {op} {n}',
      'convert {q} into {to}, then {op} {n}',
      'do {q} to {to} {op} {n}',
      'show me {q} in {to} {op} {n}',
    ],
  },
  {
    weight: 1.1,
    draw(rng, sides) {
      const q = quantity(rng, sides);
      const tail = rng.pick(TAILS);
      return {
        calls: [call('convert', q.value, q.from, q.to), call('calculate', tail.expression)],
        words: { q: q.words, to: unitWords(rng, q.to, 'many'), half: tail.words },
      };
    },
    question: [
      "what's {half} the {to} in {q}",
      'how much is {half} the {to} in {q}',
      'how many is {half} the {to} of {q}',
      'what is {half} what {q} is in {to}',
      '{half} the number of {to} in {q}',
      'what would {half} the {to} in {q} be',
    ],
    order: [
      'calculate {half} the {to} in {q}',
      'give me {half} the {to} in {q}',
      'tell me {half} the number of {to} in {q}',
      'work out {half} the {to} that {q} make',
      'compute {half} the {to} in {q}',
      'take {half} the {to} in {q}',
    ],
  },
  {
    weight: 1.3,
    draw(rng, sides) {
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
    order: [
      'convert {q} to {to} and set a timer for (it|that)',
      'set a timer for {q} converted to {to}',
      'convert {q} to {to} and start a timer [for that long|with that]',
      'work out {q} in {to} and set a timer for that',
      'turn {q} into {to} and time (it|that)',
      'figure out how many {to} {q} is and set a timer for it',
      'tell me {q} in {to} and set a timer for that',
      'set a timer for as many {to} as {q}',
      'set a timer for however many {to} are in {q}',
      'change {q} to {to} and put that on the timer',
      'put {q} on the timer but in {to}',
      'find out how many {to} are in {q} and start that timer',
    ],
    question: [
      'how many {to} is {q}, and set a timer for that',
      'how many {to} are in {q}? set a timer for that',
      "what's {q} in {to}? start a timer for it",
      'how many {to} in {q}, then time that',
      'can you convert {q} to {to} and time it',
      'how many {to} is {q}? time it',
    ],
  },
  {
    weight: 1,
    draw(rng, sides) {
      const q = quantity(rng, sides);
      const n = anyNumber(rng, sides.values, { min: 2, max: 300, inWords: 0.1 });
      return {
        calls: [call('convert', q.value, q.from, q.to), call('calculate', `${n.value} + $1`)],
        words: { q: q.words, to: unitWords(rng, q.to, 'many'), n: n.words },
      };
    },
    question: [
      "what's {n} plus {q} in {to}",
      '{n} plus {q} in {to}',
      '{n} {to} plus {q}',
      'how many {to} are {n} {to} plus {q}',
      'how much is {n} {to} and {q} in {to}',
      "what's {n} {to} plus {q} in {to}",
      'what is {n} {to} and {q} together in {to}',
      '{n} + {q} in {to}',
      'how many {to} is {n} {to} plus {q}',
      'what do {n} {to} and {q} make in {to}',
      'how much is {n} plus {q} in {to}',
      '{n} {to} and {q}, how many {to} together',
    ],
    order: [
      'add {n} to {q} in {to}',
      'calculate {n} plus {q} in {to}',
      'add {n} {to} and {q}',
      'add {n} {to} to {q} in {to}',
      'add {n} to what {q} is in {to}',
      'work out {n} {to} plus {q} in {to}',
      'give me {n} plus {q} in {to}',
      'tell me {n} {to} plus {q} in {to}',
      'add {n} to the {to} in {q}',
      'add {n} to {q} converted to {to}',
      'sum {n} {to} and {q} in {to}',
      'take {n} plus {q} in {to}',
    ],
  },
];

const total = forms.reduce((sum, { weight }) => sum + weight, 0);

/** A sentence whose second call needs the first one's result. */
export function drawEmbedded(rng: Rng, sides: Sides): Embedded {
  for (;;) {
    let at = rng.next() * total;
    const form = forms.find(({ weight }) => (at -= weight) < 0) ?? forms[0]!;
    const choices = (['order', 'question', 'statement'] as const).flatMap((mood) =>
      onSide(form[mood] ?? [], sides.patterns).map((text) => ({ mood, text })),
    );
    if (choices.length === 0) continue;
    const { mood, text } = rng.pick(choices);
    const { calls, words } = form.draw(rng, sides);
    return { calls, mood, text: write(rng, text, words) };
  }
}

/** How many patterns there are, for the statistics. */
export const embeddedPatterns = forms.reduce(
  (sum, { order = [], question = [], statement = [] }) =>
    sum + order.length + question.length + statement.length,
  0,
);
