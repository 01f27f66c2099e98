// Two requests in one message that have nothing to do with each other: any two joined by "and", "then", a full stop …, and
// pairs of one tool that share their verb ("time in tokyo and in paris", "timers for 5 and 10 minutes").

import { todoItem } from '../agent/items';
import { anyNumber, city, date, duration, timeOfDay } from '../agent/slots';
import { CONTROLS, controlValue } from '../agent/tools/set';
import { unitPair } from '../agent/tools/convert';
import type { ToolCall } from '../agent/types';
import { TOPICS } from '../agent/words/topics';
import { unitWords, type Dimension } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { CLOSE, OPEN, drawClause, onSide, write, weighted, WEIGHTS, type Mood, type Sides } from './clause';

export interface Pair {
  calls: ToolCall[];
  text: string;
  mood: Mood;
}

const JOINS: readonly (readonly [string, number])[] = [
  [' and ', 12],
  [', and ', 3],
  [' and also ', 2.5],
  [' and then ', 3],
  [' then ', 2.5],
  [', then ', 2.5],
  ['. ', 4],
  ['; ', 2],
  [', ', 3],
  [', also ', 2],
  ['. also ', 2.5],
  [' also ', 1.5],
  ['. then ', 1.5],
  [', oh and ', 1.2],
  ['. oh and ', 1.2],
  [' oh and ', 0.8],
  [' & ', 0.8],
  [' plus ', 0.5],
  [', plus ', 0.6],
  ['. and ', 1],
  [', after that ', 1],
  ['. after that ', 0.8],
  [' and after that ', 0.8],
  [' and while you are at it ', 0.5],
  [', next ', 0.5],
  ['. next, ', 0.4],
  [' + ', 0.3],
  [', and also ', 0.8],
  [' - and ', 0.3],
  [' afterwards ', 0.2],
  [', afterwards ', 0.3],
  ['. another thing: ', 0.3],
  ['. one more thing, ', 0.3],
  [' btw ', 0.3],
  ['. btw ', 0.3],
  ['. by the way, ', 0.2],
  ['. second, ', 0.2],
  [' as well as ', 0.15],
  ['. finally ', 0.15],
  [' followed by ', 0.1],
  [' / ', 0.15],
  [', ok and ', 0.15],
  ['. when that is done, ', 0.2],
  ['. also, ', 0.6],
];
const ASK_JOINS: readonly (readonly [string, number])[] = [
  ['? ', 5],
  ['? and ', 3],
  ['? also ', 2],
  [' and ', 8],
  [', and ', 3],
  [', ', 2],
  ['? then ', 0.6],
  [' and also ', 1],
  ['? oh and ', 0.6],
  ['; ', 0.5],
  ['? also, ', 0.5],
  [' & ', 0.4],
  ['? after that ', 0.3],
];
const SECOND_ORDER = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  'please ',
  'can you ',
  'could you ',
  'can you please ',
  'i need you to ',
  'just ',
];

/** Any tool but one that makes little sense twice in a row. */
const PAIR_WEIGHTS = Object.entries(WEIGHTS).map(([name, weight]) => [name, Math.sqrt(weight)] as const);

/** Two different requests. */
export function drawPair(rng: Rng, sides: Sides): Pair {
  const name = weighted(rng, PAIR_WEIGHTS);
  let other = weighted(rng, PAIR_WEIGHTS);
  for (let i = 0; i < 4 && other === name; i++) other = weighted(rng, PAIR_WEIGHTS);
  // orders are the most usual here; the patterns' own shares would give few
  const a = drawClause(rng, sides, name, rng.next() < 0.55 ? 'order' : undefined);
  const b = drawClause(rng, sides, other, rng.next() < 0.55 ? 'order' : undefined);
  const calls = [a.call, b.call];
  const polite = b.mood === 'order' ? rng.pick(SECOND_ORDER) : '';
  const kind = rng.next();
  if (kind < 0.03) return { calls, mood: 'statement', text: `two things: ${a.text} and ${b.text}` };
  if (kind < 0.05) return { calls, mood: a.mood, text: `first ${a.text}, then ${b.text}` };
  if (kind < 0.06) return { calls, mood: a.mood, text: `1. ${a.text} 2. ${b.text}` };
  if (kind < 0.07 && a.mood === 'order') return { calls, mood: 'order', text: `both: ${a.text}, ${b.text}` };
  const join = weighted(rng, a.mood === 'question' ? ASK_JOINS : JOINS);
  return { calls, mood: b.mood, text: `${a.text}${join}${polite}${b.text}` };
}

interface Shared {
  weight: number;
  mood: Mood;
  draw(rng: Rng, sides: Sides): { calls: ToolCall[]; words: Record<string, string> };
  patterns: readonly string[];
}

const call = (name: string, ...args: string[]): ToolCall => ({ name, args });
const unit = (rng: Rng, name: string): string => unitWords(rng, name, 'many');

/** Two draws with different values. */
function both<T extends { value: string }>(draw: () => T): [T, T] {
  const first = draw();
  for (let i = 0; i < 50; i++) {
    const second = draw();
    if (second.value !== first.value) return [first, second];
  }
  return [first, first];
}

const shared: readonly Shared[] = [
  {
    weight: 1.2,
    mood: 'question',
    draw(rng, { values }) {
      const [a, b] = both(() => city(rng, values));
      return { calls: [call('time', a.value), call('time', b.value)], words: { a: a.words, b: b.words } };
    },
    patterns: [
      'what time is it in {a} and [in] {b}',
      "what's the time in {a} and [in] {b}",
      'time in {a} and {b}',
      'tell me the time in {a} and [in] {b}',
      'what time is it in {a}, and in {b}',
      'time {a} and {b}',
      '{a} and {b} time',
      'what time is it in {a}? and in {b}',
      'the time in both {a} and {b}',
      'give me the time in {a} and {b}',
      "what's the local time in {a} and [in] {b}",
      'check the time in {a} and then in {b}',
      'what time do they have in {a} and {b}',
      'i need the time in {a} and in {b}',
      'is it late in {a} and in {b}',
      'clocks in {a} and {b}',
      'current time for {a} and for {b}',
      'what time is it in {a} and what about {b}',
    ],
  },
  {
    weight: 1.4,
    mood: 'order',
    draw(rng, { values }) {
      const kinds = rng.shuffle<Dimension>(['length', 'weight', 'volume', 'heat', 'time', 'speed']);
      const [p, q] = [unitPair(rng, kinds[0]!), unitPair(rng, kinds[1]!)];
      const [m, n] = both(() =>
        anyNumber(rng, values, { min: 2, max: rng.pick([20, 500]), decimals: 1, inWords: 0.08 }),
      );
      return {
        calls: [call('convert', m.value, p.from, p.to), call('convert', n.value, q.from, q.to)],
        words: {
          a: `${OPEN}${m.words}${CLOSE} ${unit(rng, p.from)}`,
          from: unit(rng, p.to),
          b: `${OPEN}${n.words}${CLOSE} ${unit(rng, q.from)}`,
          to: unit(rng, q.to),
        },
      };
    },
    patterns: [
      'convert {a} to {from} and {b} to {to}',
      '{a} in {from} and {b} in {to}',
      "what's {a} in {from} and {b} in {to}",
      'how much is {a} in {from} and {b} in {to}',
      '{a} to {from}, {b} to {to}',
      'i need {a} in {from} and {b} in {to}',
      'convert {a} into {from} and {b} into {to}',
      'change {a} to {from} and also {b} to {to}',
      'how many {from} is {a} and how many {to} is {b}',
      'turn {a} into {from} and {b} into {to}',
      '{a} to {from} and {b} to {to}',
      'give me {a} in {from} and {b} in {to}',
      'convert {a} to {from}, then {b} to {to}',
      'tell me {a} in {from} and {b} in {to}',
      'please convert {a} to {from} and {b} to {to}',
      'convert: {a} to {from}; {b} to {to}',
      'the recipe says {a} and {b}, i need {from} and {to}',
      'how many {from} are {a}, and {b} in {to}',
    ],
  },
  {
    weight: 0.9,
    mood: 'order',
    draw(rng, { values }) {
      const { from, to } = unitPair(rng, rng.pick(['length', 'weight', 'volume', 'heat', 'speed'] as const));
      const [m, n] = both(() =>
        anyNumber(rng, values, { min: 2, max: rng.pick([20, 500]), decimals: 1, inWords: 0.08 }),
      );
      return {
        calls: [call('convert', m.value, from, to), call('convert', n.value, from, to)],
        words: { a: m.words, b: n.words, from: unit(rng, from), to: unit(rng, to) },
      };
    },
    patterns: [
      'convert {a} and {b} {from} to {to}',
      "what's {a} and {b} {from} in {to}",
      '{a} {from} and {b} {from} in {to}',
      'convert {a} {from} and {b} {from} to {to}',
      'how many {to} are {a} {from} and {b} {from}',
      '{a} and {b} {from} to {to}',
      'i need {a} and {b} {from} in {to}',
      'how much is {a} {from} in {to}, and {b} {from}',
      'convert {a} {from} to {to} and then {b}',
      'give me {a} and {b} {from} in {to}',
      'what is {a} {from} in {to} and what is {b}',
      '{a} {from} in {to} and also {b}',
    ],
  },
  {
    weight: 1.4,
    mood: 'question',
    draw(rng, { values }) {
      const draw = (): { value: string; words: string } => {
        const op = rng.pick(['+', '-', '*', '*', '/'] as const);
        const x = anyNumber(rng, values, { min: 2, max: rng.pick([30, 400]), inWords: 0.08 });
        const y = anyNumber(rng, values, { min: 2, max: rng.pick([12, 90]), inWords: 0.08 });
        const said = {
          '+': ['+', 'plus'],
          '-': ['-', 'minus'],
          '*': ['*', 'times', 'x'],
          '/': ['/', 'divided by'],
        }[op];
        return { value: `${x.value} ${op} ${y.value}`, words: `${x.words} ${rng.pick(said)} ${y.words}` };
      };
      const [a, b] = both(draw);
      return {
        calls: [call('calculate', a.value), call('calculate', b.value)],
        words: { a: a.words, b: b.words },
      };
    },
    patterns: [
      "what's {a} and {b}",
      "what's {a} and what's {b}",
      '{a} and {b}',
      'calculate {a} and {b}',
      'how much is {a} and how much is {b}',
      '{a}, {b}',
      'work out {a} and {b}',
      'what is {a}, and {b}',
      'compute {a} and also {b}',
      '{a}; {b}',
      'tell me {a} and {b}',
      'solve {a} and {b}',
      "what's {a}? and {b}",
      'first {a}, then {b}',
      'i need {a} and {b}',
      'two sums: {a} and {b}',
      'how much is {a}, and {b}',
      'do {a} and then {b}',
    ],
  },
  {
    weight: 1.2,
    mood: 'order',
    draw(rng, { values }) {
      const [a, b] = both(() => {
        const { amount, unit: u, words } = duration(rng, values);
        return { value: amount, unit: u, words };
      });
      return {
        calls: [call('timer', a.value, a.unit), call('timer', b.value, b.unit)],
        words: { a: a.words, b: b.words },
      };
    },
    patterns: [
      'set timers for {a} and {b}',
      'set a timer for {a} and another for {b}',
      'set two timers, {a} and {b}',
      'set a timer for {a} and one for {b}',
      'timers for {a} and {b}',
      'start a timer for {a} and a second one for {b}',
      'remind me in {a} and again in {b}',
      'set a {a} timer and a {b} timer',
      'timer {a} and timer {b}',
      'two timers: {a} and {b}',
      'i need timers for {a} and {b}',
      'wake me in {a} and again in {b}',
      'pasta {a} and sauce {b}, set timers',
      'set one timer for {a} and one for {b}',
      'ping me in {a} and in {b}',
      'set a timer for {a}, then another for {b}',
      'the rice needs {a} and the chicken {b}, set timers',
      'start timers of {a} and {b}',
    ],
  },
  {
    weight: 0.9,
    mood: 'order',
    draw(rng, { values }) {
      const [a, b] = both(() => timeOfDay(rng, values));
      return { calls: [call('alarm', a.value), call('alarm', b.value)], words: { a: a.words, b: b.words } };
    },
    patterns: [
      'set alarms for {a} and {b}',
      'wake me at {a} and again at {b}',
      'set an alarm for {a} and another for {b}',
      'alarms at {a} and {b}',
      'set two alarms, {a} and {b}',
      'wake me at {a} and at {b}',
      'i need alarms at {a} and {b}',
      'set an alarm for {a} and one for {b}',
      'alarm at {a} and at {b}',
      'ring at {a} and {b}',
      'set an alarm at {a}, then one at {b}',
      'two alarms please, {a} and {b}',
    ],
  },
  {
    weight: 1.1,
    mood: 'order',
    draw(rng, { values }) {
      const [control, other] = rng.shuffle(Object.keys(CONTROLS));
      const [a, b] = [controlValue(rng, values, control!), controlValue(rng, values, other!)];
      return {
        calls: [call('set', control!, a.value), call('set', other!, b.value)],
        words: {
          control: rng.pick(CONTROLS[control!]!),
          from: rng.pick(CONTROLS[other!]!),
          a: a.words,
          b: b.words,
        },
      };
    },
    patterns: [
      'set {control} to {a} and {from} to {b}',
      '{control} {a} and {from} {b}',
      '{control} {a}, {from} {b}',
      'put {control} at {a} and {from} at {b}',
      'set {control} {a} and {from} {b}',
      'change {control} to {a} and {from} to {b}',
      'use {control} {a} and {from} {b}',
      'make {control} {a} and {from} {b}',
      '{control} = {a}, {from} = {b}',
      'i want {control} at {a} and {from} at {b}',
      'set {control} to {a}, then {from} to {b}',
      "let's try {control} {a} and {from} {b}",
      'move {control} to {a} and {from} to {b}',
      'work with {control} {a} and {from} {b}',
      'set {control} to {a}. set {from} to {b}',
      'raise {control} to {a} and lower {from} to {b}',
      'turn {control} to {a} and {from} to {b}',
      '{control} should be {a} and {from} {b}',
    ],
  },
  {
    weight: 1.6,
    mood: 'order',
    draw(rng, { values }) {
      const [a, b] = both(() => todoItem(rng, values));
      return {
        calls: [call('todo_add', a.value), call('todo_add', b.value)],
        words: { a: a.value, b: b.value },
      };
    },
    patterns: [
      'remind me to {a} and also to {b}',
      'put {a} on my list and {b} too',
      'add {a} to my list and also {b}',
      'add {a} to my list, then add {b}',
      'put {a} on my list and also put {b} on it',
      'add two things to my list: {a}, and then {b}',
      'add {a} and separately {b} to my list',
      'remind me to {a}, also to {b}',
      'add {a} to my list. also {b}',
      'i need to {a} and i also need to {b}',
      'put {a} on the list, and {b} as well',
      'note {a}, then note {b}',
      'add {a} to my list and {b} too',
      'add {a} to the list. add {b} as well',
      'remind me to {a}. and to {b}',
      'put {a} and then also {b} on my list',
      'list {a} as one item and {b} as another',
      'todo: {a}; {b}',
    ],
  },
  {
    weight: 1,
    mood: 'order',
    draw(rng, { values }) {
      const [a, b] = both(() => todoItem(rng, values));
      const addFirst = rng.next() < 0.5;
      const [x, y] = [call('todo_add', a.value), call('todo_done', b.value)];
      return addFirst
        ? {
            calls: [x, y],
            words: {
              first: `${rng.pick(['add', 'put', 'note'])}`,
              a: a.value,
              on: 'to my list',
              b: b.value,
              p: 'add',
              q: rng.pick(['cross off', 'tick off', 'remove', 'check off', 'take off', 'delete']),
            },
          }
        : {
            calls: [y, x],
            words: {
              first: 'x',
              a: b.value,
              on: '',
              b: a.value,
              p: rng.pick(['cross off', 'tick off', 'remove', 'check off', 'delete']),
              q: rng.pick(['add', 'put down', 'note', 'write down']),
            },
          };
    },
    patterns: [
      '{p} {a} and {q} {b}',
      '{p} {a}, then {q} {b}',
      '{p} {a} and then {q} {b}',
      '{p} {a}, {q} {b}',
      'on my list, {p} {a} and {q} {b}',
      '{p} {a} and also {q} {b}',
      '{p} {a}; {q} {b}',
      'please {p} {a} and {q} {b} on my list',
      '{p} {a}. {q} {b}',
      '{p} {a} {on} and {q} {b}',
      'update my list: {p} {a} and {q} {b}',
      '{p} {a} and {q} {b} please',
    ],
  },
  {
    weight: 0.8,
    mood: 'question',
    draw(rng, { values }) {
      const [a, b] = both(() => date(rng, values));
      return {
        calls: [call('days_until', a.value), call('days_until', b.value)],
        words: { a: a.words, b: b.words },
      };
    },
    patterns: [
      'how many days until {a} and until {b}',
      'how long till {a} and till {b}',
      'days until {a} and {b}',
      'how many days to {a} and to {b}',
      'how long until {a}, and until {b}',
      'how far away are {a} and {b}',
      'days till {a} and days till {b}',
      'tell me the days until {a} and {b}',
      'how many days until {a}? and {b}',
      'count the days to {a} and to {b}',
      'how long is it until {a} and {b}',
      'how many days are left until {a} and how many until {b}',
    ],
  },
  {
    weight: 0.9,
    mood: 'order',
    draw(rng, sides) {
      const d = drawClause(rng, sides, 'dice', 'order');
      const c = drawClause(rng, sides, 'coin', 'order');
      return { calls: [d.call, c.call], words: { from: d.text, to: c.text } };
    },
    patterns: [
      '{from} and {to}',
      '{from}, {to}',
      '{from} then {to}',
      '{from} and then {to}',
      '{from} and also {to}',
      '{from} & {to}',
    ],
  },
  {
    weight: 0.9,
    mood: 'order',
    draw(rng, { values }) {
      const t = timeOfDay(rng, values);
      const item = todoItem(rng, values);
      return {
        calls: [call('alarm', t.value), call('todo_add', item.value)],
        words: { t: t.words, item: item.value },
      };
    },
    patterns: [
      'wake me at {t} and remind me to {item}',
      'set an alarm for {t} and add {item} to my list',
      'alarm at {t}, and put {item} on my list',
      'set an alarm for {t} and put {item} on the list',
      'wake me at {t}, and i need to {item}',
      'alarm {t}. also add {item}',
      "i need to be up at {t} and mustn't forget to {item}",
      'set an alarm at {t} and note {item}',
      'wake me up at {t} and write down {item}',
      'get me up at {t} and remind me to {item}',
      'be my alarm at {t} and add {item} to my todos',
      'set an alarm for {t} and make a note to {item}',
    ],
  },
  {
    weight: 0.9,
    mood: 'order',
    draw(rng, { values }) {
      const control = rng.pick(Object.keys(CONTROLS));
      const v = controlValue(rng, values, control);
      const [action, words] = rng.pick([
        ['start', 'start training'],
        ['start', 'start distilling'],
        ['start', 'distill'],
        ['start', 'train'],
        ['start', 'begin training'],
        ['reset', 'reset'],
        ['resume', 'resume'],
        ['resume', 'continue training'],
        ['step', 'do one step'],
        ['start', 'go'],
        ['reset', 'start over'],
        ['start', 'train the student'],
      ] as const);
      return {
        calls: [call('set', control, v.value), call('train', action)],
        words: { control: rng.pick(CONTROLS[control]!), v: v.words, from: words },
      };
    },
    patterns: [
      'set {control} to {v} and {from}',
      'set {control} to {v}, then {from}',
      '{control} {v} and {from}',
      'put {control} at {v} and {from}',
      'change {control} to {v} and then {from}',
      'with {control} at {v}, {from}',
      'use {control} {v} and {from}',
      'make {control} {v}, then {from}',
      'set {control} {v} then {from}',
      '{control} to {v}, {from}',
      'set {control} to {v}. {from}',
      'move {control} to {v} and {from}',
    ],
  },
  {
    weight: 1,
    mood: 'question',
    draw(rng) {
      const [a, b] = rng.shuffle(Object.keys(TOPICS));
      const bare = (name: string): string => rng.pick(TOPICS[name]!.called).replace(/^(the|an?) /, '');
      return {
        calls: [call('explain', a!), call('explain', b!)],
        words: {
          topic: bare(a!),
          bare: bare(b!),
          from: rng.pick(TOPICS[a!]!.called),
          to: rng.pick(TOPICS[b!]!.called),
        },
      };
    },
    patterns: [
      "what's the difference between {from} and {to}",
      "what's {from} and what's {to}",
      'explain {from} and {to}',
      '{topic} vs {bare}',
      'what is {from}, and what is {to}',
      'how (do|are) {from} and {to} (differ|different)',
      'tell me about {from} and {to}',
      'difference between {topic} and {bare}',
      'what are {from} and {to}',
      "what's {from}? and {to}",
      'explain {from}, then {to}',
      'what does {topic} mean, and {bare}',
      'how does {from} differ from {to}',
      'i mix up {from} and {to}',
      'define {topic} and {bare}',
      '{topic} and {bare}, what are they',
      "i don't get {from} or {to}",
      'teach me {topic} and {bare}',
    ],
  },
  {
    weight: 0.7,
    mood: 'order',
    draw(rng, { values }) {
      const control = rng.pick(Object.keys(CONTROLS));
      const v = controlValue(rng, values, control);
      return {
        calls: [call('explain', control), call('set', control, v.value)],
        words: { control: rng.pick(CONTROLS[control]!), v: v.words },
      };
    },
    patterns: [
      'explain {control} then change it to {v}',
      'what does {control} do? set it to {v}',
      'explain {control} and set it to {v}',
      'what is {control}, and make it {v}',
      'tell me what {control} is and put it at {v}',
      "what's {control}? change it to {v}",
      'explain {control}, then move it to {v}',
      'what does {control} mean? then set it to {v}',
      'tell me about {control} and turn it to {v}',
      'first explain {control}, then set it to {v}',
      'how does {control} work? put it at {v}',
      'describe {control} and change it to {v}',
    ],
  },
  {
    weight: 0.8,
    mood: 'order',
    draw(rng) {
      const words = {
        stop: ['stop the training', 'stop', 'stop the run', 'end the training'],
        reset: ['reset', 'start over', 'reset everything', 'reset it', 'reset the student'],
        pause: ['pause', 'pause it', 'pause the training'],
        start: ['start training', 'distill', 'start', 'train', 'start distilling'],
        step: ['do one step', 'step', 'take one step'],
        resume: ['resume', 'carry on', 'continue', 'keep training'],
      } as const;
      const [a, b] = rng.pick([
        ['stop', 'reset'],
        ['stop', 'reset'],
        ['reset', 'start'],
        ['pause', 'step'],
        ['step', 'resume'],
        ['stop', 'start'],
        ['step', 'pause'],
        ['resume', 'stop'],
        ['reset', 'step'],
        ['pause', 'reset'],
      ] as const);
      return {
        calls: [call('train', a), call('train', b)],
        words: { from: rng.pick(words[a]), to: rng.pick(words[b]) },
      };
    },
    patterns: [
      '{from} and {to}',
      '{from} and then {to}',
      '{from}, then {to}',
      '{from} then {to}',
      'first {from}, then {to}',
      '{from}, {to}',
      '{from} and after that {to}',
      '{from} & {to}',
      '{from}. {to}',
      '{from} and {to} please',
      'please {from} and {to}',
      '{from} - then {to}',
    ],
  },
  {
    weight: 1,
    mood: 'order',
    draw(rng, { values }) {
      const item = todoItem(rng, values);
      const done = rng.next() < 0.55;
      const [verb, off] = done
        ? [
            rng.pick(['cross off', 'tick off', 'check off', 'remove', 'delete', 'take off', 'strike']),
            rng.pick(['', '', 'from my list', 'from the list']),
          ]
        : [
            rng.pick(['add', 'put down', 'note', 'write down']),
            rng.pick(['', '', 'on my list', 'to my list']),
          ];
      return {
        calls: [call(done ? 'todo_done' : 'todo_add', item.value), call('todo_list')],
        words: { from: verb, item: item.value, to: off },
      };
    },
    patterns: [
      "{from} {item} {to} and show me (the rest|my list|what's left)",
      "{from} {item} {to}, then show me what's left",
      "{from} {item} {to} and tell me what's on my list",
      "{from} {item} {to}, what's left",
      '{from} {item} {to} then read me the list',
      '{from} {item} {to} and read me the rest',
      '{from} {item} {to}. what else is on there',
      '{from} {item} {to} and list everything',
      '{from} {item} {to}, then list my todos',
      "{from} {item} {to} and what's on my list now",
      '{from} {item} {to} and show my todos',
      'please {from} {item} {to} and then show the list',
    ],
  },
  {
    weight: 0.7,
    mood: 'order',
    draw(rng, { values }) {
      const die = (): { value: string; words: string; count: string; sides: string } => {
        const sides = rng.pick(['4', '6', '8', '10', '12', '20', '100']);
        const count = rng.next() < 0.6 ? '1' : String(2 + rng.int(5));
        return {
          value: `${count}d${sides}`,
          words: `${count === '1' ? rng.pick(['a ', '', 'one ']) : count}d${sides}`,
          count,
          sides,
        };
      };
      void values;
      const [a, b] = both(die);
      return {
        calls: [call('dice', a.count, a.sides), call('dice', b.count, b.sides)],
        words: { a: a.words, b: b.words },
      };
    },
    patterns: [
      'roll {a} and {b}',
      'roll {a} and then {b}',
      'roll {a}, then {b}',
      '{a} and {b}',
      'throw {a} and {b}',
      'roll {a} and also {b}',
      'roll {a} first, then {b}',
      '{a}, {b}',
      'i need {a} and {b}',
      'roll {a} to hit and {b} for damage',
      'roll both {a} and {b}',
      '{a} then {b}',
    ],
  },
  {
    weight: 0.6,
    mood: 'order',
    draw(rng, { values }) {
      const [a, b] = both(() => anyNumber(rng, values, { min: 3, max: rng.pick([20, 100, 1000]) }));
      return {
        calls: [call('random', '1', a.value), call('random', '1', b.value)],
        words: { a: a.words, b: b.words },
      };
    },
    patterns: [
      'pick a random number up to {a} and another up to {b}',
      'two random numbers, one up to {a} and one up to {b}',
      'a random number up to {a} and one up to {b}',
      'random number up to {a}, then one up to {b}',
      'give me a number up to {a} and a number up to {b}',
      'draw one number from 1 to {a} and one from 1 to {b}',
      'pick a number between 1 and {a} and then between 1 and {b}',
      'random up to {a} and random up to {b}',
      'i need a number up to {a} and one up to {b}',
      'choose a number from 1 to {a} and another from 1 to {b}',
      'random numbers up to {a} and up to {b}',
      'one number up to {a}, another up to {b}',
    ],
  },
  {
    weight: 0.7,
    mood: 'question',
    draw(rng) {
      const [day, time] = [
        rng.pick(["today's date", 'the date', 'the day', 'todays date', 'the date today']),
        rng.pick(['the time', 'the clock', 'the current time']),
      ];
      return rng.next() < 0.5
        ? { calls: [call('today'), call('time', 'here')], words: { a: day, b: time } }
        : { calls: [call('time', 'here'), call('today')], words: { a: time, b: day } };
    },
    patterns: [
      "what's {a} and {b}",
      "what's {a} and what's {b}",
      'tell me {a} and {b}',
      'give me {a} and then {b}',
      '{a} and {b} please',
      'i need {a} and {b}',
      'show me {a} and {b}',
      "what's {a}? and {b}",
      'can i get {a} and {b}',
      'do you know {a} and {b}',
      'let me know {a} and {b}',
      'first {a}, then {b}',
    ],
  },
];

const total = shared.reduce((sum, { weight }) => sum + weight, 0);

/** Two requests of one sentence that share words. */
export function drawShared(rng: Rng, sides: Sides): Pair {
  let at = rng.next() * total;
  const form = shared.find(({ weight }) => (at -= weight) < 0) ?? shared[0]!;
  const { calls, words } = form.draw(rng, sides);
  const pattern = rng.pick(onSide(form.patterns, sides.patterns));
  return { calls, mood: form.mood, text: write(rng, pattern, words) };
}

/** How many patterns there are, for the statistics. */
export const sharedPatterns = shared.reduce((sum, { patterns }) => sum + patterns.length, 0);
