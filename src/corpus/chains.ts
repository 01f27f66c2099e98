// Second steps that use the first one's result: "and double it", "what's that in miles", "set a timer for that many minutes".
// The result is written $1 in gold calls; it is the last number of the first result's text.

import { tools } from '../agent/registry';
import type { ToolCall } from '../agent/types';
import { UNITS } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { byWeight, inOneList, onSide, weighted, write, type MoodPattern, type Sides } from './clause';
import type { Mood } from './frames';
import { withGroups } from './phrasing';
import data from './phrases/chains.json';
import { anyNumber } from './slots';
import { CONTROLS } from './tools/set';
import { DIMENSIONS, unitsOf, unitWords } from './units';

/** A second step in words; its call has $1 where the first result goes. */
export interface FollowUp {
  call: ToolCall;
  text: string;
  mood: Mood;
}

/** When a link can follow, and what it then draws; its weight and patterns are in phrases/chains.json. */
interface Step {
  /** Whether it can follow this call with this result. */
  fits(first: ToolCall, result: number): boolean;
  draw(rng: Rng, sides: Sides, first: ToolCall): { call: ToolCall; words: Record<string, string> } | null;
}

interface Link extends Step {
  weight: number;
  patterns: readonly MoodPattern[];
}

const calculate = (expression: string): ToolCall => ({ name: 'calculate', args: [expression] });
const always = (): boolean => true;
const whole =
  (least: number, most: number) =>
  (_: ToolCall, result: number): boolean =>
    Number.isInteger(result) && result >= least && result <= most;

/** Arithmetic on the result with one more number, {n}. */
const withNumber = (expression: string, max: number): Step => ({
  fits: always,
  draw(rng, sides) {
    const n = anyNumber(rng, sides.values, {
      min: 2,
      max: rng.pick([12, max]),
      decimals: rng.next() < 0.2 ? 1 : 0,
    });
    return { call: calculate(expression.replace('N', n.value)), words: { n: n.words } };
  },
});

/** Arithmetic on the result alone. */
const alone = (expression: string): Step => ({
  fits: (_, result) => expression !== '$1 ^ 0.5' || result >= 0,
  draw: () => ({ call: calculate(expression), words: {} }),
});

/** Arithmetic on the result with a percentage, {p}. */
const withPercent = (expression: string): Step => ({
  fits: always,
  draw(rng, sides) {
    const n = anyNumber(rng, sides.values, { min: 1, max: 95, inWords: 0 });
    return {
      call: calculate(expression.replace('N', n.value)),
      words: { p: `${n.words}${rng.pick(['%', '%', ' percent'])}` },
    };
  },
});

/** A call that takes the result as it is. */
const plain = (fits: Step['fits'], name: string, ...args: string[]): Step => ({
  fits,
  draw: () => ({ call: { name, args }, words: {} }),
});

const likeUnits = (unit: string): string[] => unitsOf(UNITS[unit]!.dimension);

/** A unit of the same kind as another. */
const otherUnit = (rng: Rng, from: string, among: readonly string[] = likeUnits(from)): string =>
  rng.pick(among.filter((unit) => unit !== from));

const UNIT_OF_TIMER = {
  s: ['seconds', 'secs', 'sec'],
  min: ['minutes', 'minutes', 'mins', 'min'],
  h: ['hours', 'hours', 'hrs'],
} as const;

const steps: Readonly<Record<keyof typeof data.links, Step>> = {
  add: withNumber('$1 + N', 500),
  subtract: withNumber('$1 - N', 100),
  multiply: withNumber('$1 * N', 60),
  divide: withNumber('$1 / N', 40),
  subtractFrom: withNumber('N - $1', 500),
  divideInto: withNumber('N / $1', 500),
  addTo: withNumber('N + $1', 500),
  timesIt: withNumber('N * $1', 60),
  double: alone('$1 * 2'),
  halve: alone('$1 / 2'),
  triple: alone('$1 * 3'),
  square: alone('$1 ^ 2'),
  cube: alone('$1 ^ 3'),
  root: alone('$1 ^ 0.5'),
  quarter: alone('$1 / 4'),
  percentOf: withPercent('$1 * N / 100'),
  percentOff: withPercent('$1 - $1 * N / 100'),
  percentOn: withPercent('$1 + $1 * N / 100'),
  /** The result's unit is known. */
  otherUnit: {
    fits: (first) => first.name === 'convert' || first.name === 'days_until',
    draw(rng, _, first) {
      const converted = first.name === 'convert';
      const from = converted ? first.args[2]! : 'day';
      const to = otherUnit(rng, from, converted ? likeUnits(from) : ['week', 'week', 'h', 'min', 's']);
      if (converted && (likeUnits(from).length < 3 || to === first.args[1])) return null;
      return { call: { name: 'convert', args: ['$1', from, to] }, words: { to: unitWords(rng, to, 'many') } };
    },
  },
  thatManyUnits: {
    fits: (first) => ['calculate', 'random', 'dice'].includes(first.name),
    draw(rng) {
      const from = rng.pick(unitsOf(rng.pick(DIMENSIONS)));
      const to = otherUnit(rng, from);
      return {
        call: { name: 'convert', args: ['$1', from, to] },
        words: { from: unitWords(rng, from, 'many'), to: unitWords(rng, to, 'many') },
      };
    },
  },
  thatManyOnTimer: {
    fits: (_, result) => result > 0 && result < 5000,
    draw(rng) {
      const unit = rng.pick(['s', 'min', 'min', 'h'] as const);
      return { call: { name: 'timer', args: ['$1', unit] }, words: { u: rng.pick(UNIT_OF_TIMER[unit]) } };
    },
  },
  thatLongTimer: {
    fits: (first, result) =>
      first.name === 'convert' && result > 0 && ['s', 'min', 'h'].includes(first.args[2]!),
    draw: (_, __, first) => ({ call: { name: 'timer', args: ['$1', first.args[2]!] }, words: {} }),
  },
  // several dice give more than a number
  onList: plain(({ name, args }) => name !== 'dice' || args[0] === '1', 'todo_add', '$1'),
  thatManyDice: {
    fits: whole(1, 100),
    draw(rng, sides) {
      if (rng.next() < 0.55) return { call: { name: 'dice', args: ['$1', '6'] }, words: { d: 'dice' } };
      const sidesOfDie = rng.pick([
        '4',
        '8',
        '10',
        '12',
        '20',
        anyNumber(rng, sides.values, { min: 3, max: 40, inWords: 0 }).value,
      ]);
      return {
        call: { name: 'dice', args: ['$1', sidesOfDie] },
        words: { d: rng.pick([`d${sidesOfDie}`, `${sidesOfDie} sided dice`, `d${sidesOfDie} dice`]) },
      };
    },
  },
  thatManySides: plain(whole(2, 5000), 'dice', '1', '$1'),
  thatManyCoins: plain(whole(1, 1000), 'coin', '$1'),
  numberUpTo: plain(whole(2, 100_000), 'random', '1', '$1'),
  slider: {
    fits: (first, result) => first.name !== 'days_until' && result >= 0 && result <= 20,
    draw(rng) {
      const control = rng.pick(['temperature', 'temperature', 'lambda', 'learning_rate']);
      return {
        call: { name: 'set', args: [control, '$1'] },
        words: { control: rng.pick(CONTROLS[control]!) },
      };
    },
  },
};

const links: readonly Link[] = Object.entries(data.links).map(([id, { weight, ...patterns }]) => ({
  ...steps[id as keyof typeof steps],
  weight,
  patterns: inOneList(patterns).map(({ mood, pattern }) => ({
    mood,
    pattern: withGroups(pattern, data.groups),
  })),
}));

const joins = Object.entries(data.joins);
const joinsAfterQuestion = Object.entries(data.joinsAfterQuestion);

/** What stands between the first step and the second. @param last how the first one ends. */
export const drawJoin = (rng: Rng, last: Mood): string =>
  weighted(rng, last === 'question' && rng.next() < 0.35 ? joinsAfterQuestion : joins);

/** Tools whose result is a number that a second step can use. */
export const NUMBER_TOOLS: readonly (readonly [string, number])[] = [
  ['calculate', 4],
  ['convert', 3.5],
  ['days_until', 1.6],
  ['random', 1.1],
  ['dice', 1],
];

/** Draws a second step that fits the first call and its result; null where none was found in a few tries. */
export function drawFollowUp(rng: Rng, sides: Sides, first: ToolCall, value: number): FollowUp | null {
  const fitting = links.filter(
    (link) => link.fits(first, value) && onSide(link.patterns, sides.patterns).length > 0,
  );
  for (let tries = 0; tries < 12; tries++) {
    const link = byWeight(rng, fitting);
    const drawn = link.draw(rng, sides, first);
    if (!drawn || !tools.has(drawn.call.name)) continue;
    const { mood, pattern } = rng.pick(onSide(link.patterns, sides.patterns));
    return { call: drawn.call, mood, text: write(rng, pattern, drawn.words) };
  }
  return null;
}

/** How many follow-up patterns there are, for the statistics. */
export const followUpPatterns = links.reduce((sum, { patterns }) => sum + patterns.length, 0);
