// A random whole number between two bounds, both included.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { anyNumber } from '../slots';
import type { RequestForm, Tool } from '../types';

const PRIZES = '(raffle|lottery|giveaway|draw|game|quiz|prize draw|bingo|competition|secret santa)';

const between: RequestForm = {
  draw(rng, split) {
    const low =
      rng.next() < 0.4
        ? { value: '1', words: rng.pick(['1', '1', '1', 'one']) }
        : anyNumber(rng, split, { min: 1, max: rng.pick([20, 100, 900]) });
    let high = anyNumber(rng, split, {
      min: Number(low.value) + 2,
      max: Number(low.value) + rng.pick([20, 100, 1000, 5000]),
    });
    if (high.value === low.value) high = { value: low.value, words: low.words };
    return { args: [low.value, high.value], words: { a: low.words, b: high.words, who: person(rng, split) } };
  },
  patterns: {
    order: [
      '(pick|choose|give me|generate|draw|get me|select|think of|roll|make up|produce|spit out|name|say|tell me|find me) (a|any|some) number between {a} and {b}',
      '(pick|choose|give me|generate|draw|get me|select) (a|any|some) random number between {a} and {b}',
      '(pick|choose|give me|generate|draw|get|select|print) a random (number|integer|whole number|value|digit) from {a} to {b}',
      'random number between {a} and {b}',
      'random number from {a} to {b}',
      'random number {a} to {b}',
      'random number {a} - {b}',
      'random {a} to {b}',
      'random {a} {b}',
      'random between {a} and {b}',
      'random {a}-{b}',
      'random integer (from {a} to|between {a} and) {b}',
      'rand {a} {b}',
      'rng {a} to {b}',
      'randomize {a} to {b}',
      '(pick|choose|draw|select|grab) one [number] from {a} to {b}',
      '(pick|choose|give me|draw) something between {a} and {b}',
      'pick between {a} and {b}',
      'choose a value (between {a} and|from {a} to) {b}',
      'number between {a} and {b}',
      'number from {a} to {b}',
      'any number from {a} to {b}',
      'let chance (pick|decide|choose) between {a} and {b}',
      'give me a lucky number (between {a} and|from {a} to) {b}',
      'pick a lucky number between {a} and {b}',
      'give me any whole number between {a} and {b}',
      `draw a number for the ${PRIZES}, {a} to {b}`,
      'draw a [raffle] ticket between {a} and {b}',
      'pick a page (between {a} and|from {a} to) {b}',
      'surprise me with a number (between {a} and|from {a} to) {b}',
      'choose randomly (between {a} and|from {a} to) {b}',
      'throw me a number between {a} and {b}',
      'spin a wheel (from {a} to|with numbers {a} to) {b}',
      'between {a} and {b}, pick one',
      'between {a} and {b}, (choose|pick|give me) a number',
      'from {a} to {b}, (choose|pick) a number',
      'generate (something|a value) (between {a} and|from {a} to) {b}',
      'take a random number from {a} to {b}',
      'guess a number between {a} and {b}',
      'roll between {a} and {b}',
      'roll a number from {a} to {b}',
      'make it random, {a} to {b}',
    ],
    question: [
      'can i (have|get) a [random] number (between {a} and|from {a} to) {b}',
      "what's a [good|random|nice] number (between {a} and|from {a} to) {b}",
      'which number (between {a} and|from {a} to) {b} [should i take|do you pick|would you pick|shall i pick|wins]',
      'how about a [random] number between {a} and {b}',
      'may i get a number from {a} to {b}',
      'could i have a random number between {a} and {b}',
      'what number between {a} and {b} comes to mind',
      'what number would you pick between {a} and {b}',
      'mind picking a number between {a} and {b}',
      "what's your pick (between {a} and|from {a} to) {b}",
      'do you have a number between {a} and {b} for me',
      'got a random number between {a} and {b}',
    ],
    statement: [
      'i need a [random] number (between {a} and|from {a} to) {b}',
      "i'd like a [random] number (between {a} and|from {a} to) {b}",
      'i want a random (number|integer) (between {a} and|from {a} to) {b}',
      `we're doing a ${PRIZES}, pick a number (between {a} and|from {a} to) {b}`,
      `for the ${PRIZES} i need a number from {a} to {b}`,
      "i can't decide, pick a number (between {a} and|from {a} to) {b}",
      'we have tickets numbered {a} to {b}, pick (one|a winner)',
      'our players are numbered {a} to {b}, draw one',
      '{who} and i are playing, we need a number from {a} to {b}',
      'i have to choose a chapter from {a} to {b}, you pick',
      "i'm thinking of a number between {a} and {b}, guess it",
      'i need something random between {a} and {b}',
    ],
  },
};

const upTo: RequestForm = {
  draw(rng, split) {
    const high = anyNumber(rng, split, { min: 3, max: rng.pick([20, 100, 1000, 9000]) });
    return { args: ['1', high.value], words: { b: high.words, who: person(rng, split) } };
  },
  patterns: {
    order: [
      '(pick|choose|give me|generate|draw|select|get me) a [random] number (up to|no higher than|not above|at most) {b}',
      'random number up to {b}',
      'random up to {b}',
      'a number up to {b}',
      'number up to {b}',
      '(pick|choose|give me) a number, max {b}',
      'random number, max {b}',
      'random number max {b}',
      '(pick|choose|draw) one (of|out of) {b}',
      'pick a number out of {b}',
      'draw one of {b} tickets',
      'choose a number, {b} at most',
      'pick any number to {b}',
      'give me a random number that goes up to {b}',
      'pick someone from a list of {b} people',
      'random {b}',
      'random number, {b} max',
      'pick a random page of a {b} page book',
    ],
    question: [
      'can i get a [random] number up to {b}',
      "what's a [random] number up to {b}",
      'could i have a number up to {b}',
      'how about a number up to {b}',
      'which of {b} [numbered] (doors|boxes|seats|cards) should i take',
      'which one out of {b} should i pick',
    ],
    statement: [
      'i need a [random] number up to {b}',
      "i'd like a number up to {b}",
      'i have {b} (options|cards|songs|names|tickets|books) and need one at random',
      'there are {b} people in the raffle, draw (a winner|one)',
      'i want a random number up to {b}',
      'we have {b} raffle tickets, pick the winner',
    ],
  },
};

const unbounded: RequestForm = {
  draw: () => ({ args: ['1', '100'], words: {} }),
  patterns: {
    order: [
      '(pick|choose|give me|generate|draw|say|tell me|name|get me) a random number',
      'random number',
      '(pick|choose|think of|say|name|give me) (a|any) number',
      'random',
      'give me a lucky number',
      'pick a lucky number',
      'any number',
      'generate a number',
      'give me some random number',
      'show me a random number',
      'make up a number',
      'surprise me with a number',
    ],
    question: [
      "what's a random number",
      'can i (get|have) a random number',
      'what is my lucky number [today]',
      'how about a random number',
      'got a random number',
      "what's my lucky number",
      'may i have a random number',
    ],
    statement: [
      'i need a random number',
      "i'd like a random number",
      'i want a random number',
      'i need some number',
      'i need a number, any number',
      'we need a random number for a game',
      'i need a lucky number',
    ],
  },
};

export const tool: Tool = {
  name: 'random',
  label: { en: 'Random number', 'zh-CN': '随机数' },
  help: { en: 'Draws a random whole number.', 'zh-CN': '抽取一个随机整数。' },
  example: { en: 'pick a number between 1 and 50', 'zh-CN': 'pick a number between 1 and 50' },
  params: [
    {
      name: 'min',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'The smallest.', 'zh-CN': '最小值。' },
    },
    {
      name: 'max',
      type: { kind: 'number', defaults: ['100'] },
      help: { en: 'The largest.', 'zh-CN': '最大值。' },
    },
  ],
  requests: [between, between, between, between, upTo, upTo, unbounded],
  replies: [
    '{result}',
    'i picked {result}',
    '{result} it is',
    'how about {result}',
    'your number is {result}',
    "it's {result}",
    'i drew {result}',
    'the number is {result}',
  ],
  async run(args, environment) {
    const [a, b] = args.map(Number);
    if (a === undefined || b === undefined || !Number.isInteger(a) || !Number.isInteger(b)) {
      throw new RetortError(
        'tool-failed',
        `${args.join(' to ')} is no range of whole numbers. Ask for one such as 1 to 50.`,
      );
    }
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return String(low + environment.rng.int(high - low + 1));
  },
};
