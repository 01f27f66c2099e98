// Messages with several right answers: "set it to 5", "5 and 7". The gold answers are all of them;
// the transcript follows one drawn at random, so that a teacher's soft targets have something to say.

import type { ToolCall } from '../agent/types';
import type { Rng } from '../lib/rng';
import { byWeight, onSide, write, type Sides } from './clause';
import type { Mood } from './frames';
import { thingItem } from './items';
import data from './phrases/ambiguous.json';
import { anyNumber } from './slots';

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

const { forms: phrases } = data;

/** What is drawn, and all that it can mean; weights and patterns are in phrases/ambiguous.json. */
type Draw = (rng: Rng, sides: Sides) => { words: Record<string, string>; answers: readonly Answer[] };

const call = (name: string, ...args: string[]): ToolCall => ({ name, args });
const calls = (...list: ToolCall[]): Answer => ({ calls: list });
/** No call, but a question back. */
const asked = (ask: readonly string[]): Answer => ({ calls: [], ask });

const draws: Readonly<Record<keyof typeof phrases, Draw>> = {
  sliderNumber(rng, { values }) {
    const n = anyNumber(rng, values, { min: 1, max: 10, decimals: rng.next() < 0.3 ? 1 : 0 });
    const temperature = calls(call('set', 'temperature', n.value));
    return {
      words: { n: n.words },
      answers:
        Number(n.value) <= 1
          ? [temperature, calls(call('set', 'lambda', n.value)), asked(phrases.sliderNumber.ask)]
          : [temperature, asked(phrases.sliderNumber.ask)],
    };
  },
  sliderShare(rng) {
    const v = `0.${1 + rng.int(9)}`;
    return {
      words: { n: v },
      answers: [
        calls(call('set', 'lambda', v)),
        calls(call('set', 'learning_rate', v)),
        calls(call('set', 'temperature', v)),
        asked(phrases.sliderShare.ask),
      ],
    };
  },
  bareTimer(rng) {
    const n = rng.pick(['2', '3', '4', '5', '6', '7', '8', '9', '10', '15', '20', '30', '45']);
    const time = Number(n) <= 12 ? `${n.padStart(2, '0')}:00` : null;
    return {
      words: { n },
      answers: [
        calls(call('timer', n, 'min')),
        ...(time ? [calls(call('alarm', time))] : []),
        asked(phrases.bareTimer.ask.map((question) => question.replaceAll('{n}', n))),
      ],
    };
  },
  chance: () => ({
    words: {},
    answers: [calls(call('coin', '1')), calls(call('random', '1', '100')), calls(call('dice', '1', '6'))],
  }),
  bareItem(rng, { values }) {
    const item = thingItem(rng, values);
    return {
      words: { item: item.words },
      answers: [
        calls(call('todo_add', item.value)),
        calls(call('todo_done', item.value)),
        asked(phrases.bareItem.ask),
      ],
    };
  },
  twoNumbers(rng, { values }) {
    const a = anyNumber(rng, values, { min: 1, max: 100 });
    const b = anyNumber(rng, values, { min: 2, max: 30 });
    return {
      words: { a: a.words, b: b.words },
      answers: [
        calls(call('calculate', `${a.value} + ${b.value}`)),
        calls(call('calculate', `${a.value} * ${b.value}`)),
        asked(phrases.twoNumbers.ask),
      ],
    };
  },
  pauseOrStop: () => ({ words: {}, answers: [calls(call('train', 'pause')), calls(call('train', 'stop'))] }),
  startOrResume: () => ({
    words: {},
    answers: [calls(call('train', 'start')), calls(call('train', 'resume'))],
  }),
  dateOrTime: () => ({
    words: {},
    answers: [
      calls(call('time', 'here'), call('today')),
      calls(call('today'), call('time', 'here')),
      calls(call('today')),
      calls(call('time', 'here')),
    ],
  }),
};

const forms = Object.entries(phrases).map(([id, { weight, order }]) => ({
  weight,
  draw: draws[id as keyof typeof draws],
  patterns: order,
}));

/** A message that can be taken in several ways, and all of these. */
export function drawAmbiguous(rng: Rng, sides: Sides): Ambiguous {
  const form = byWeight(rng, forms);
  const { words, answers } = form.draw(rng, sides);
  return {
    text: write(rng, rng.pick(onSide(form.patterns, sides.patterns)), words),
    mood: 'order',
    answers,
  };
}
