// Messages with several right answers: "set it to 5", "remind me about the dentist at 5". The gold answers are all of them;
// the transcript follows one drawn at random, so that a teacher's soft targets have something to say.

import { chore, taskItem, thingItem, withoutArticle } from '../agent/items';
import { anyNumber, duration, timeOfDay } from '../agent/slots';
import type { ToolCall } from '../agent/types';
import type { Rng } from '../lib/rng';
import { onSide, write, type Mood, type Sides } from './clause';

/** One of the right answers: its calls, or no call and what to ask back. */
export interface Answer {
  calls: ToolCall[];
  ask?: readonly string[];
}

export interface Ambiguous {
  text: string;
  mood: Mood;
  answers: readonly Answer[];
}

interface Form {
  weight: number;
  draw(rng: Rng, sides: Sides): { words: Record<string, string>; answers: readonly Answer[] };
  patterns: readonly string[];
}

const call = (name: string, ...args: string[]): ToolCall => ({ name, args });
const calls = (...list: ToolCall[]): Answer => ({ calls: list });
const WHICH = [
  'which slider: temperature, lambda or learning rate',
  'do you mean temperature, lambda or learning rate',
  'set what? i have temperature, lambda and learning rate',
];

const forms: readonly Form[] = [
  {
    weight: 2,
    draw(rng, { values }) {
      const n = anyNumber(rng, values, { min: 1, max: 10, decimals: rng.next() < 0.3 ? 1 : 0 });
      const temperature = calls(call('set', 'temperature', n.value));
      return {
        words: { n: n.words },
        answers:
          Number(n.value) <= 1
            ? [temperature, calls(call('set', 'lambda', n.value)), { calls: [], ask: WHICH }]
            : [temperature, { calls: [], ask: WHICH }],
      };
    },
    patterns: [
      'set it to {n}',
      'make it {n}',
      'put it at {n}',
      'change it to {n}',
      'turn it (up|down|) to {n}',
      'move the slider to {n}',
      'set the slider to {n}',
      'use {n}',
      'try {n}',
      'set the value to {n}',
      'go (up|down) to {n}',
      'raise it to {n}',
      'lower it to {n}',
      'crank it up to {n}',
      'let it be {n}',
      'set the parameter to {n}',
      "let's try {n}",
      'set that to {n}',
    ],
  },
  {
    weight: 2,
    draw(rng, { values }) {
      const v = `0.${1 + rng.int(9)}`;
      void values;
      return {
        words: { n: v },
        answers: [
          calls(call('set', 'lambda', v)),
          calls(call('set', 'learning_rate', v)),
          calls(call('set', 'temperature', v)),
          { calls: [], ask: WHICH },
        ],
      };
    },
    patterns: [
      'set it to {n}',
      'make it {n}',
      'put it at {n}',
      'change it to {n}',
      'move the slider to {n}',
      'use {n}',
      'try {n}',
      'set the weight to {n}',
      'set the rate to {n}',
      'lower it to {n}',
      'let it be {n}',
      'bring it down to {n}',
    ],
  },
  {
    weight: 4,
    draw(rng, { values }) {
      const t = timeOfDay(rng, values);
      const item = taskItem(rng, values);
      const [alarm, add] = [call('alarm', t.value), call('todo_add', item.value)];
      return {
        words: { t: t.words, item: item.words },
        answers: [calls(alarm), calls(add), calls(alarm, add), calls(add, alarm)],
      };
    },
    patterns: [
      'remind me to {item} at {t}',
      'at {t} remind me to {item}',
      'remind me at {t} to {item}',
      "don't let me forget to {item} at {t}",
      'i need to {item} at {t}',
      'i have to {item} at {t}',
      'make sure i {item} at {t}',
      'reminder to {item} at {t}',
      'i must {item} at {t}',
      'remember that i have to {item} at {t}',
      '{item} at {t}, remind me',
      'set a reminder to {item} at {t}',
    ],
  },
  {
    weight: 2.5,
    draw(rng, { values }) {
      const t = timeOfDay(rng, values);
      const noun = chore(rng, values);
      const [alarm, add] = [call('alarm', t.value), call('todo_add', withoutArticle(noun))];
      return {
        words: { t: t.words, item: `the ${noun}` },
        answers: [calls(alarm), calls(add), calls(alarm, add)],
      };
    },
    patterns: [
      'remind me about {item} at {t}',
      'remind me of {item} at {t}',
      '{item} at {t}, remind me',
      "don't let me forget {item} at {t}",
      'reminder: {item} at {t}',
      'i have {item} at {t}, remind me',
      'at {t} remind me of {item}',
      'remember {item} at {t}',
      'reminder for {item} at {t}',
      'set a reminder for {item} at {t}',
      'i need a reminder about {item} at {t}',
      "i mustn't forget {item} at {t}",
    ],
  },
  {
    weight: 3,
    draw(rng, { values }) {
      const d = duration(rng, values);
      const item = taskItem(rng, values);
      const [timer, add] = [call('timer', d.amount, d.unit), call('todo_add', item.value)];
      return {
        words: { d: d.words, item: item.words },
        answers: [calls(timer), calls(add), calls(timer, add), calls(add, timer)],
      };
    },
    patterns: [
      'remind me to {item} in {d}',
      'in {d} remind me to {item}',
      'remind me in {d} to {item}',
      'i need to {item} in {d}, remind me',
      "don't let me forget to {item} in {d}",
      'reminder to {item} in {d}',
      'ping me in {d} so i can {item}',
      'i have to {item} in {d}',
      'make sure i {item} in {d}',
      'nudge me to {item} in {d}',
      'set a reminder to {item} in {d}',
      '{item} in {d}, remind me',
    ],
  },
  {
    weight: 1.5,
    draw(rng, { values }) {
      const n = rng.pick(['2', '3', '4', '5', '6', '7', '8', '9', '10', '15', '20', '30', '45']);
      void values;
      const time = Number(n) <= 12 ? `${n.padStart(2, '0')}:00` : null;
      return {
        words: { n },
        answers: [
          calls(call('timer', n, 'min')),
          ...(time ? [calls(call('alarm', time))] : []),
          {
            calls: [],
            ask: ['minutes, or a time of day', 'do you mean minutes', `${n} minutes, or ${n} o'clock`],
          },
        ],
      };
    },
    patterns: [
      'set a timer for {n}',
      'timer {n}',
      'timer for {n}',
      'wake me in {n}',
      'set it for {n}',
      'remind me in {n}',
      'start a timer for {n}',
      '{n} on the timer',
      'ring in {n}',
      'give me {n}',
      'put {n} on the clock',
      'set the timer to {n}',
    ],
  },
  {
    weight: 1.2,
    draw: () => ({
      words: {},
      answers: [calls(call('coin', '1')), calls(call('random', '1', '100')), calls(call('dice', '1', '6'))],
    }),
    patterns: [
      'decide for me',
      "i can't decide, you choose",
      'pick something',
      'pick one',
      'choose for me',
      'let chance decide',
      'let luck decide',
      'you decide',
      'surprise me',
      'random pick',
      'make a random choice',
      'help me decide',
      'leave it to chance',
      'do something random',
      'choose one',
      'let fate decide',
      'pick for me',
      'you pick',
    ],
  },
  {
    weight: 1.2,
    draw(rng, { values }) {
      const item = thingItem(rng, values);
      return {
        words: { item: item.words },
        answers: [
          calls(call('todo_add', item.value)),
          calls(call('todo_done', item.value)),
          {
            calls: [],
            ask: [
              'should i add that to your list',
              'add it, or cross it off',
              'what about it? shall i put it on your list',
            ],
          },
        ],
      };
    },
    patterns: [
      '{item}',
      '{item} please',
      'what about {item}',
      'and {item}',
      '{item} on my list',
      '{item}, list',
      'the {item}',
      'also {item}',
      'how about {item}',
      '{item} again',
      '{item} - list',
      'about {item}',
    ],
  },
  {
    weight: 1.2,
    draw(rng, { values }) {
      const a = anyNumber(rng, values, { min: 1, max: 100 });
      const b = anyNumber(rng, values, { min: 2, max: 30 });
      return {
        words: { a: a.words, b: b.words },
        answers: [
          calls(call('calculate', `${a.value} + ${b.value}`)),
          calls(call('calculate', `${a.value} * ${b.value}`)),
          {
            calls: [],
            ask: ['add them, or multiply', 'what should i do with them', `plus, minus, times or divided by`],
          },
        ],
      };
    },
    patterns: [
      '{a} and {b}',
      '{a} {b}',
      '{a}, {b}',
      'do {a} and {b}',
      '{a} with {b}',
      'take {a} and {b}',
      'what about {a} and {b}',
      'combine {a} and {b}',
      'i have {a} and {b}',
      'the numbers {a} and {b}',
      'calculate {a} and {b}',
      'calculate with {a} and {b}',
    ],
  },
  {
    weight: 0.8,
    draw: () => ({ words: {}, answers: [calls(call('train', 'pause')), calls(call('train', 'stop'))] }),
    patterns: [
      'stop for now',
      'hold the run',
      'halt',
      'stop a moment',
      'no more for now',
      'give it a rest',
      'stop please, just for now',
      'wait',
      'wait a moment',
      'hold',
      'stop here for now',
      'leave it for now',
    ],
  },
  {
    weight: 0.8,
    draw: () => ({ words: {}, answers: [calls(call('train', 'start')), calls(call('train', 'resume'))] }),
    patterns: [
      'start it again',
      'run it again',
      'go again',
      'train again',
      'get it going again',
      'again',
      'start again',
      'make it run again',
      'keep at it',
      'turn it back on',
      'train some more',
      'do it again',
    ],
  },
  {
    weight: 1,
    draw: () => ({
      words: {},
      answers: [
        calls(call('time', 'here'), call('today')),
        calls(call('today'), call('time', 'here')),
        calls(call('today')),
        calls(call('time', 'here')),
      ],
    }),
    patterns: [
      'what time and day is it',
      'date and time',
      'when is now',
      "what's now",
      'time and date please',
      'what are the date and time',
      'tell me the date and time',
      'when are we',
      'current date and time',
      'what day and time is it',
      'date time',
      'day and time please',
    ],
  },
];

const total = forms.reduce((sum, { weight }) => sum + weight, 0);

/** A message that can be taken in several ways, and all of these. */
export function drawAmbiguous(rng: Rng, sides: Sides): Ambiguous {
  let at = rng.next() * total;
  const form = forms.find(({ weight }) => (at -= weight) < 0) ?? forms[0]!;
  const { words, answers } = form.draw(rng, sides);
  return {
    text: write(rng, rng.pick(onSide(form.patterns, sides.patterns)), words),
    mood: 'order',
    answers,
  };
}
