// Second steps that use the first one's result: "and double it", "what's that in miles", "set a timer for that many minutes".
// The result is written $1 in gold calls; it is the last number of the first result's text.

import { tools } from '../agent/registry';
import { CONTROLS } from '../agent/tools/set';
import { anyNumber } from '../agent/slots';
import type { ToolCall } from '../agent/types';
import { DIMENSIONS, UNITS, unitWords, type Dimension } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { onSide, write, type Mood, type Sides } from './clause';

/** A second step in words; its call has $1 where the first result goes. */
export interface FollowUp {
  call: ToolCall;
  text: string;
  mood: Mood;
}

interface Pattern {
  mood: Mood;
  text: string;
}

interface Link {
  weight: number;
  /** Whether it can follow this call with this result. */
  fits(first: ToolCall, result: number): boolean;
  draw(rng: Rng, sides: Sides, first: ToolCall): { call: ToolCall; words: Record<string, string> } | null;
  patterns: readonly Pattern[];
}

const IT = '(it|that|the result|the answer|this|it|that)';
const FROM = '[ from it| from that| from the result]';
const orders = (...texts: string[]): Pattern[] => texts.map((text) => ({ mood: 'order', text }));
const questions = (...texts: string[]): Pattern[] => texts.map((text) => ({ mood: 'question', text }));
const calculate = (expression: string): ToolCall => ({ name: 'calculate', args: [expression] });
const always = (): boolean => true;
const whole =
  (least: number, most: number) =>
  (_: ToolCall, result: number): boolean =>
    Number.isInteger(result) && result >= least && result <= most;

/** Arithmetic on the result with one more number, {n}. */
const withNumber = (expression: string, max: number, weight: number, ...patterns: Pattern[]): Link => ({
  weight,
  fits: always,
  draw(rng, sides) {
    const n = anyNumber(rng, sides.values, {
      min: 2,
      max: rng.pick([12, max]),
      decimals: rng.next() < 0.2 ? 1 : 0,
    });
    return { call: calculate(expression.replace('N', n.value)), words: { n: n.words } };
  },
  patterns,
});

/** Arithmetic on the result alone. */
const alone = (expression: string, weight: number, ...patterns: Pattern[]): Link => ({
  weight,
  fits: (_, result) => expression !== '$1 ^ 0.5' || result >= 0,
  draw: () => ({ call: calculate(expression), words: {} }),
  patterns,
});

/** Arithmetic on the result with a percentage, {p}. */
const withPercent = (expression: string, ...patterns: Pattern[]): Link => ({
  weight: 0.5,
  fits: always,
  draw(rng, sides) {
    const n = anyNumber(rng, sides.values, { min: 1, max: 95, inWords: 0 });
    return {
      call: calculate(expression.replace('N', n.value)),
      words: { p: `${n.words}${rng.pick(['%', '%', ' percent'])}` },
    };
  },
  patterns,
});

/** A unit of the same kind as another. */
const otherUnit = (rng: Rng, from: string, among?: readonly string[]): string =>
  rng.pick((among ?? DIMENSIONS[UNITS[from]!.dimension].units).filter((unit) => unit !== from));

const UNIT_OF_TIMER = {
  s: '(seconds|secs|sec)',
  min: '(minutes|minutes|mins|min)',
  h: '(hours|hours|hrs)',
} as const;

const links: readonly Link[] = [
  withNumber(
    '$1 + N',
    500,
    1.4,
    ...orders(
      'add {n}',
      `add {n} to ${IT}`,
      'plus {n}',
      'add another {n}',
      'add {n} more',
      `increase ${IT} by {n}`,
      'add {n} on top',
      `put {n} on top of ${IT}`,
      'add {n} to what you get',
      '+ {n}',
      'tack on {n}',
      `plus another {n}`,
      'count {n} more',
      `raise ${IT} by {n}`,
      'throw in {n} more',
    ),
    ...questions(
      `what is ${IT} plus {n}`,
      `what's ${IT} and {n} more`,
      `how much is ${IT} plus {n}`,
      `what do i get if i add {n}`,
      `what if i add {n} to ${IT}`,
      `how much with {n} more`,
    ),
  ),
  withNumber(
    '$1 - N',
    100,
    1.4,
    ...orders(
      `subtract {n}${FROM}`,
      'minus {n}',
      'take away {n}',
      `take {n} away${FROM}`,
      `take {n} off [it|that]`,
      `take {n} from ${IT}`,
      `deduct {n}${FROM}`,
      `reduce ${IT} by {n}`,
      'remove {n}',
      '- {n}',
      'less {n}',
      `lower ${IT} by {n}`,
      `knock {n} off`,
      `knock off {n}`,
      `drop {n}${FROM}`,
    ),
    ...questions(
      `what is ${IT} minus {n}`,
      `what's left after {n}`,
      `how much is ${IT} minus {n}`,
      `how much is left if i take {n} away`,
      `what's {n} less than ${IT}`,
      `what if i take {n} off`,
    ),
  ),
  withNumber(
    '$1 * N',
    60,
    1.4,
    ...orders(
      `multiply ${IT} by {n}`,
      'multiply by {n}',
      'times {n}',
      `times ${IT} by {n}`,
      `multiply ${IT} with {n}`,
      `multiply the (result|answer|number|outcome) by {n}`,
      '* {n}',
      'x {n}',
      `take ${IT} times {n}`,
      `take ${IT} {n} times`,
      'multiply what you get by {n}',
      `scale ${IT} by {n}`,
    ),
    ...questions(
      `what's ${IT} times {n}`,
      `how much is ${IT} times {n}`,
      `what is ${IT} multiplied by {n}`,
      `how much for {n} of (them|those)`,
      `what would {n} of those be`,
      `what do i get if i multiply ${IT} by {n}`,
    ),
  ),
  withNumber(
    '$1 / N',
    40,
    1.4,
    ...orders(
      `divide ${IT} by {n}`,
      'divide by {n}',
      `split ${IT} {n} ways`,
      `split ${IT} (between|among|by) {n} [people|friends]`,
      'divided by {n}',
      `share ${IT} (between|among) {n} [people|kids]`,
      '/ {n}',
      'over {n}',
      `divide the (result|answer|number) by {n}`,
      `cut ${IT} into {n} parts`,
      `spread ${IT} over {n} days`,
      `break ${IT} into {n} parts`,
    ),
    ...questions(
      `what's ${IT} divided by {n}`,
      `how much is ${IT} split {n} ways`,
      `how much is ${IT} for each of {n} people`,
      `what is ${IT} over {n}`,
      `how many times does {n} go into ${IT}`,
      `how much is that per person for {n} people`,
    ),
  ),
  withNumber(
    'N - $1',
    500,
    0.5,
    ...orders(
      `subtract ${IT} from {n}`,
      `take ${IT} from {n}`,
      `take ${IT} away from {n}`,
      `deduct ${IT} from {n}`,
      `take ${IT} off {n}`,
      `remove ${IT} from {n}`,
    ),
    ...questions(
      `what's {n} minus ${IT}`,
      `how much is {n} minus ${IT}`,
      `what is {n} less ${IT}`,
      `what is left of {n} then`,
      `how far is ${IT} from {n}`,
      `how much is missing to {n}`,
    ),
  ),
  withNumber(
    'N / $1',
    500,
    0.25,
    ...orders(
      `divide {n} by ${IT}`,
      `split {n} by ${IT}`,
      `take {n} and divide it by ${IT}`,
      `put {n} over ${IT}`,
      `divide {n} through ${IT}`,
      `share {n} by ${IT}`,
    ),
    ...questions(
      `what's {n} divided by ${IT}`,
      `how much is {n} over ${IT}`,
      `how many times does ${IT} go into {n}`,
    ),
  ),
  withNumber(
    'N + $1',
    500,
    0.25,
    ...orders(
      `add ${IT} to {n}`,
      `put ${IT} on top of {n}`,
      `add ${IT} onto {n}`,
      `count ${IT} and {n} together`,
      `raise {n} by ${IT}`,
      `increase {n} by ${IT}`,
    ),
    ...questions(
      `what's {n} plus ${IT}`,
      `how much is {n} plus ${IT}`,
      `what do i get if i add ${IT} to {n}`,
    ),
  ),
  withNumber(
    'N * $1',
    60,
    0.3,
    ...orders(
      `multiply {n} by ${IT}`,
      `multiply {n} with ${IT}`,
      `take {n} times ${IT}`,
      `do {n} times ${IT}`,
      `give me {n} times ${IT}`,
      `calculate {n} times ${IT}`,
    ),
    ...questions(
      `what's {n} times ${IT}`,
      `how much is {n} times ${IT}`,
      `what is {n} multiplied by ${IT}`,
      `what would {n} times ${IT} be`,
    ),
  ),
  alone(
    '$1 * 2',
    1.2,
    ...orders(
      `double ${IT}`,
      `double ${IT}`,
      `double the (result|answer|number|outcome|whole thing)`,
      'times two',
      'times 2',
      `multiply ${IT} by (two|2)`,
      'double up',
      `make ${IT} double`,
      `take ${IT} twice`,
      `give me (double|twice) ${IT}`,
      `give me the double`,
      'twice that',
    ),
    ...questions(
      `what's ${IT} doubled`,
      `what is (twice|double) that`,
      'how much is (double|twice) that',
      `how much is ${IT} times (two|2)`,
      'what would twice that be',
      'and doubled',
    ),
  ),
  alone(
    '$1 / 2',
    1,
    ...orders(
      `halve ${IT}`,
      `take half [of] ${IT}`,
      `cut ${IT} in half`,
      `divide ${IT} by (two|2)`,
      `half ${IT}`,
      `split ${IT} in half`,
      `give me half of ${IT}`,
      'halve the (result|number|answer)',
      'take half',
      'divide by (two|2)',
      'half of that',
      `split ${IT} in two`,
    ),
    ...questions(
      `what's half of ${IT}`,
      `how much is half of ${IT}`,
      `what is ${IT} divided by (two|2)`,
      'how much is half',
      `what would half of ${IT} be`,
      'and half of that',
    ),
  ),
  alone(
    '$1 * 3',
    0.5,
    ...orders(
      `triple ${IT}`,
      `triple the (result|answer|number)`,
      `multiply ${IT} by (three|3)`,
      'times (three|3)',
      `treble ${IT}`,
      `take three times ${IT}`,
      'make it triple',
    ),
    ...questions(
      `what's ${IT} tripled`,
      `how much is three times ${IT}`,
      `what is triple ${IT}`,
      'what would three times that be',
      'and tripled',
    ),
  ),
  alone(
    '$1 ^ 2',
    0.6,
    ...orders(
      `square ${IT}`,
      `square the (result|answer|number)`,
      `take the square of ${IT}`,
      'squared',
      `raise ${IT} to the power of (2|two)`,
      `find the square of ${IT}`,
      `give me the square of ${IT}`,
      `then square`,
    ),
    ...questions(
      `what's ${IT} squared`,
      `how much is ${IT} squared`,
      `what is the square of ${IT}`,
      'and squared',
    ),
  ),
  alone(
    '$1 ^ 3',
    0.15,
    ...orders(
      `cube ${IT}`,
      'cube the (result|answer)',
      `take the cube of ${IT}`,
      'cubed',
      `give me the cube of ${IT}`,
      `cube the number`,
    ),
    ...questions(`what's ${IT} cubed`, `what is the cube of ${IT}`),
  ),
  alone(
    '$1 ^ 0.5',
    0.4,
    ...orders(
      `take the square root of ${IT}`,
      'take the square root',
      `give me the square root of ${IT}`,
      `find the (square root|root) of ${IT}`,
      `take the root of ${IT}`,
      `calculate the square root of ${IT}`,
    ),
    ...questions(
      `what's the square root of ${IT}`,
      `what is the root of ${IT}`,
      `how much is the square root of ${IT}`,
      'and the square root of that',
    ),
  ),
  alone(
    '$1 / 4',
    0.2,
    ...orders(
      `take a quarter of ${IT}`,
      `give me a quarter of ${IT}`,
      `quarter ${IT}`,
      `find a quarter of ${IT}`,
      `calculate a quarter of ${IT}`,
      'take a quarter',
    ),
    ...questions(`what's a quarter of ${IT}`, `how much is a quarter of ${IT}`),
  ),
  withPercent(
    '$1 * N / 100',
    ...orders(
      `take {p} of ${IT}`,
      `give me {p} of ${IT}`,
      `calculate {p} of ${IT}`,
      `find {p} of ${IT}`,
      `work out {p} of ${IT}`,
      `tell me {p} of ${IT}`,
    ),
    ...questions(
      `what's {p} of ${IT}`,
      `how much is {p} of ${IT}`,
      `what is {p} of the (total|result)`,
      `and {p} of ${IT}`,
      `how much is a {p} tip on ${IT}`,
      `what is a {p} tip on ${IT}`,
    ),
  ),
  withPercent(
    '$1 - $1 * N / 100',
    ...orders(
      'take {p} off',
      `take {p} off ${IT}`,
      `knock {p} off ${IT}`,
      `reduce ${IT} by {p}`,
      `discount ${IT} by {p}`,
      `lower ${IT} by {p}`,
    ),
    ...questions(`what's ${IT} with {p} off`, `how much is ${IT} with {p} off`, `what is ${IT} minus {p}`),
  ),
  withPercent(
    '$1 + $1 * N / 100',
    ...orders(
      'add {p}',
      'add a {p} tip',
      `add {p} (tax|tip|vat)`,
      `increase ${IT} by {p}`,
      `raise ${IT} by {p}`,
      `put {p} on top`,
      `add {p} to ${IT}`,
    ),
    ...questions(
      `what's ${IT} plus {p}`,
      `how much is ${IT} with {p} (tax|tip)`,
      `what is ${IT} with a {p} tip`,
    ),
  ),
  {
    // the result's unit is known
    weight: 3,
    fits: (first) => first.name === 'convert' || first.name === 'days_until',
    draw(rng, _, first) {
      const from = first.name === 'convert' ? first.args[2]! : 'day';
      const to = otherUnit(
        rng,
        from,
        from === 'day' && first.name !== 'convert' ? ['week', 'week', 'h', 'min', 's'] : undefined,
      );
      if (
        first.name === 'convert' &&
        (DIMENSIONS[UNITS[from]!.dimension].units.length < 3 || to === first.args[1])
      )
        return null;
      return { call: { name: 'convert', args: ['$1', from, to] }, words: { to: unitWords(rng, to, 'many') } };
    },
    patterns: [
      ...orders(
        `convert ${IT} to {to}`,
        `hand (it|that) to me in {to}`,
        `i want (it|that) in {to}`,
        `let me have (it|that) in {to}`,
        'but in {to}',
        'then in {to}',
        'now in {to}',
        `convert ${IT} into {to}`,
        `turn ${IT} into {to}`,
        `change ${IT} to {to}`,
        `express ${IT} in {to}`,
        `give me ${IT} in {to}`,
        `tell me what ${IT} is in {to}`,
        `put ${IT} in {to}`,
        `show ${IT} in {to}`,
        `convert the result to {to}`,
        `tell me how many {to} that is`,
        `convert to {to}`,
      ),
      ...questions(
        `what's ${IT} in {to}`,
        `what is ${IT} in {to}`,
        `how many {to} is ${IT}`,
        `how much is ${IT} in {to}`,
        `how many {to} would that be`,
        `what is the result in {to}`,
        `how many {to} are those`,
        'what does that make in {to}',
      ),
    ],
  },
  {
    weight: 1.3,
    fits: (first) => ['calculate', 'random', 'dice'].includes(first.name),
    draw(rng) {
      const kind = rng.pick(Object.keys(DIMENSIONS) as Dimension[]);
      const from = rng.pick(DIMENSIONS[kind].units);
      const to = otherUnit(rng, from);
      return {
        call: { name: 'convert', args: ['$1', from, to] },
        words: { from: unitWords(rng, from, 'many'), to: unitWords(rng, to, 'many') },
      };
    },
    patterns: [
      ...orders(
        `convert ${IT} from {from} to {to}`,
        'convert that many {from} to {to}',
        `convert ${IT} from {from} into {to}`,
        'turn that many {from} into {to}',
        `change ${IT} from {from} to {to}`,
        'give me that many {from} in {to}',
        `take ${IT} as {from} and convert to {to}`,
        'tell me what that many {from} is in {to}',
        'express that many {from} in {to}',
        `convert ${IT} {from} into {to}`,
        `convert the (result|answer) from {from} to {to}`,
        'convert from {from} to {to}',
      ),
      ...questions(
        "what's that many {from} in {to}",
        'how many {to} is that many {from}',
        `if ${IT} is in {from}, what is it in {to}`,
        'how much is that many {from} in {to}',
        `what would ${IT} {from} be in {to}`,
        'how many {to} are that many {from}',
      ),
    ],
  },
  {
    weight: 1.3,
    fits: (_, result) => result > 0 && result < 5000,
    draw(rng) {
      const unit = rng.pick(['s', 'min', 'min', 'h'] as const);
      return {
        call: { name: 'timer', args: ['$1', unit] },
        words: { u: rng.pick(UNIT_OF_TIMER[unit].slice(1, -1).split('|')) },
      };
    },
    patterns: orders(
      'set a timer for that many {u}',
      'set a timer for whatever (comes out|comes up|it is) in {u}',
      'make that a timer in {u}',
      'and that many {u} on the timer',
      'let me know in that many {u}',
      'i need a timer for that many {u}',
      'ring after that many {u}',
      'set a timer for (the result|the answer) in {u}',
      'start a timer (for|of) that many {u}',
      'start a timer for that many {u}',
      `use ${IT} as a timer in {u}`,
      '(remind|wake|ping|nudge|buzz) me in that many {u}',
      'time that many {u}',
      'put that many {u} on the timer',
      'set that many {u} on a timer',
      'set the timer to that many {u}',
      'run a timer for that many {u}',
      'count down that many {u}',
      `set a timer with ${IT} in {u}`,
      'let me know when that many {u} are over',
      'set a timer for as many {u}',
      'give me a timer of that many {u}',
      'make a timer for that many {u}',
      `set a timer for ${IT} {u}`,
    ),
  },
  {
    weight: 1.2,
    fits: (first, result) =>
      first.name === 'convert' && result > 0 && ['s', 'min', 'h'].includes(first.args[2]!),
    draw: (_, __, first) => ({ call: { name: 'timer', args: ['$1', first.args[2]!] }, words: {} }),
    patterns: orders(
      'set a timer for that',
      'set a timer for that long',
      'start a timer for it',
      'set the timer to that',
      'start a timer of that length',
      'time that',
      'use that for a timer',
      'run a timer for that long',
      'put that on a timer',
      'set a timer with that',
      'start the timer for that long',
      'ring when that is over',
    ),
  },
  {
    weight: 1.5,
    // several dice give more than a number
    fits: ({ name, args }) => name !== 'dice' || args[0] === '1',
    draw: () => ({ call: { name: 'todo_add', args: ['$1'] }, words: {} }),
    patterns: orders(
      'put (it|that|the result|the answer|the number) on my [to-do] list',
      `add ${IT} to my [to-do] list`,
      'write (it|that|the answer|the result) on my list',
      'write (it|that|the result) down on my list',
      'save (it|that|the answer|the result) (to|on|in) my list',
      'note (it|that|the result) on my list',
      'stick (it|that|the answer) on the list',
      'add (the result|the answer|the number) to the list',
      'jot (it|that|the answer) down on my list',
      'put (the outcome|what you get) on my list',
      'keep (it|that|the answer) on my list',
      'add (it|that) to my todos',
      'throw (it|the result) on my list',
      'put (the result|the answer) on my todo list',
      'store (it|that) on my list',
      'list (it|that)',
      'remember (it|that number|the answer) on my list',
      'make (it|that) a to-do',
      'put (that|it) down on the list',
      'add what you get to my list',
      'log (it|the result) on my list',
    ),
  },
  {
    weight: 0.5,
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
    patterns: orders(
      'roll that many {d}',
      'throw that many {d}',
      'roll as many {d}',
      'toss that many {d}',
      'then roll that number of {d}',
      'roll that number of {d}',
      'use that many {d} and roll',
      'give me that many {d}',
      'cast that many {d}',
      'take that many {d} and roll them',
      'roll me that many {d}',
      'let that many {d} roll',
      'do a roll of that many {d}',
    ),
  },
  {
    weight: 0.3,
    fits: whole(2, 5000),
    draw: () => ({ call: { name: 'dice', args: ['1', '$1'] }, words: {} }),
    patterns: orders(
      'roll a die with that many sides',
      'throw a die with that many sides',
      'roll a dice that has that many sides',
      'use a die with that many sides',
      'roll one with that many sides',
      'roll a die of that many sides',
      'take a die with that many sides and roll it',
    ),
  },
  {
    weight: 0.5,
    fits: whole(1, 1000),
    draw: () => ({ call: { name: 'coin', args: ['$1'] }, words: {} }),
    patterns: orders(
      'flip that many coins',
      'flip a coin that many times',
      'toss that many coins',
      'toss a coin that many times',
      'throw a coin that many times',
      'flip as many coins',
      'throw that many coins',
      'do that many coin flips',
      'flip a coin as many times',
      'give me that many coin tosses',
      'flip it that many times',
      'flip that number of coins',
    ),
  },
  {
    weight: 0.7,
    fits: whole(2, 100_000),
    draw: () => ({ call: { name: 'random', args: ['1', '$1'] }, words: {} }),
    patterns: orders(
      `pick a [random] number up to ${IT}`,
      'pick a number between 1 and that',
      'give me a random number up to that',
      'choose a number from 1 to that',
      `draw a number up to ${IT}`,
      'random number up to that',
      'pick something between 1 and that',
      `pick a random number between 1 and ${IT}`,
      'generate a number up to that',
      `use ${IT} as the maximum for a random number`,
      'draw one out of that many',
      `choose a random number up to ${IT}`,
      'pick one of that many',
    ),
  },
  {
    weight: 0.7,
    fits: (first, result) => first.name !== 'days_until' && result >= 0 && result <= 20,
    draw(rng) {
      const control = result(rng);
      return {
        call: { name: 'set', args: [control, '$1'] },
        words: { control: rng.pick(CONTROLS[control]!) },
      };
    },
    patterns: orders(
      `set {control} to ${IT}`,
      'set {control} to whatever (comes up|comes out|it is|i get|it shows)',
      'use whatever (comes up|comes out|it is) (as|for) {control}',
      'make {control} whatever (comes out|it is|that is)',
      'put {control} (at|to) that',
      'put {control} on whatever comes out',
      'let that be {control}',
      `use ${IT} (as|for) {control}`,
      `make {control} ${IT}`,
      `put ${IT} in for {control}`,
      `set {control} to (the result|the answer|that number|that value)`,
      `move {control} to ${IT}`,
      `change {control} to ${IT}`,
      `let {control} be ${IT}`,
      'set {control} to what you get',
      `take ${IT} as {control}`,
      `put {control} at ${IT}`,
      `use ${IT} as the value of {control}`,
      `adjust {control} to ${IT}`,
    ),
  },
];

function result(rng: Rng): string {
  return rng.pick(['temperature', 'temperature', 'lambda', 'learning_rate']);
}

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
  const total = fitting.reduce((sum, { weight }) => sum + weight, 0);
  for (let tries = 0; tries < 12; tries++) {
    let at = rng.next() * total;
    const link = fitting.find(({ weight }) => (at -= weight) < 0) ?? fitting[0]!;
    const drawn = link.draw(rng, sides, first);
    if (!drawn || !tools.has(drawn.call.name)) continue;
    const { mood, text } = rng.pick(onSide(link.patterns, sides.patterns));
    return { call: drawn.call, mood, text: write(rng, text, drawn.words) };
  }
  return null;
}

/** How many follow-up patterns there are, for the statistics. */
export const followUpPatterns = links.reduce((sum, { patterns }) => sum + patterns.length, 0);
