// Dice of any number of sides. One die gives its number; up to six give each and the sum, more give the sum alone.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { anyNumber } from '../slots';
import type { RequestForm, Tool } from '../types';

const SIDES = ['4', '6', '8', '10', '12', '20', '20', '100', '3', '30', '7', '5', '16', '24'] as const;
const SIDE_WORDS: Readonly<Record<string, string>> = {
  '4': 'four',
  '6': 'six',
  '8': 'eight',
  '10': 'ten',
  '12': 'twelve',
  '20': 'twenty',
};
const MOST_DICE = 100;
const MOST_SIDES = 10_000;

const plain: RequestForm = {
  draw: (rng, split) => ({ args: ['1', '6'], words: { who: person(rng, split) } }),
  patterns: {
    order: [
      'roll (a|the|one|my) (die|dice)',
      'roll [a|the|some] dice',
      'throw (a|the|one) (die|dice)',
      'toss (a|the) (die|dice)',
      'roll',
      'roll it',
      'roll a die',
      'roll for me',
      'dice',
      'die',
      'dice roll',
      'roll dice',
      'cast a die',
      'shake the dice',
      'throw dice',
      'roll one die',
      'roll me a die',
      'give me a (dice|die) roll',
      'do a (dice|die) roll',
      'make a dice roll',
      'let the dice (roll|decide)',
      'let a die decide',
      'roll the bones',
      'roll again',
      'roll once',
      'roll a single die',
      'roll a normal (die|dice)',
      'roll a regular die',
      'roll a cube',
      'rol a dice',
      'rol the dice',
      'have a roll',
    ],
    question: [
      'can i get a (dice|die) roll',
      'what does the (dice|die) say',
      'what do you roll',
      'what do i roll',
      'what did i roll',
      'got a die',
      'do you have (a die|dice)',
      'how about a dice roll',
      'could i get a roll of the dice',
      'mind rolling a (die|dice)',
      'what do the dice show',
      "what's my roll",
    ],
    statement: [
      'i need a (dice|die) roll',
      'i need (a die|one die) rolled',
      "i'd like to roll (a|the) (die|dice)",
      'i want to roll (a|the) (die|dice)',
      "it's my turn, roll [the dice|a die]",
      'my turn to roll',
      "we're playing (monopoly|a board game|ludo|yahtzee|snakes and ladders) and lost the (die|dice)",
      'we lost our die',
      'i lost my die, roll for me',
      'our board game has no (die|dice), roll one',
      "it's {who}'s turn, roll the die",
      'i wanna roll the dice',
    ],
  },
};

const counted: RequestForm = {
  draw(rng, split) {
    const slot =
      rng.next() < 0.25
        ? { value: '2', words: rng.pick(['a pair of', 'two', '2', 'both', 'a couple of', 'a couple']) }
        : anyNumber(rng, split, { min: 2, max: rng.pick([6, 6, 12, 30]), inWords: 0.35 });
    return {
      args: [slot.value === '' ? '2' : slot.value, '6'],
      words: { n: slot.words === 'both' ? '2' : slot.words, who: person(rng, split) },
    };
  },
  patterns: {
    order: [
      'roll {n} dice',
      'throw {n} dice',
      'toss {n} dice',
      'cast {n} dice',
      'roll {n} (die|dices)',
      '{n} dice',
      'dice, {n} of them',
      'roll {n} dice',
      'roll {n} (normal|regular|six sided|ordinary|d6) dice',
      'give me {n} dice',
      'shake {n} dice',
      'roll dice, {n} of them',
      'roll {n} dice at once',
      'roll {n} dice and (tell me|give me) the (sum|total)',
      'roll me {n} dice',
      'do a roll (of|with) {n} dice',
      'roll {n} d6',
      'roll {n}d6',
    ],
    question: [
      'can i get {n} dice [rolled]',
      'what do {n} dice (show|say|give|make)',
      'what do i get on {n} dice',
      "what's a roll of {n} dice",
      'how about {n} dice',
      'mind rolling {n} dice',
      'could you roll {n} dice',
      'what would {n} dice come to',
      'what do i roll with {n} dice',
      'got {n} dice for me',
      'can we roll {n} dice',
      'what is the sum of {n} dice',
    ],
    statement: [
      'i need {n} dice [rolled]',
      "i'd like {n} dice",
      'i want to roll {n} dice',
      'the game needs {n} dice',
      "we're playing (yahtzee|monopoly|craps|catan|risk), roll {n} dice",
      'my turn with {n} dice',
      'i attack with {n} dice',
      'i have {n} dice to roll',
    ],
  },
};

/** "d20", "a 20 sided die". */
const sided: RequestForm = {
  draw(rng, split) {
    const s =
      rng.next() < 0.75 ? rng.pick(SIDES) : anyNumber(rng, split, { min: 3, max: 100, inWords: 0 }).value;
    const word = SIDE_WORDS[s] !== undefined && rng.next() < 0.3 ? SIDE_WORDS[s] : s;
    return {
      args: ['1', s],
      words: {
        s,
        sw: word,
        die: rng.pick([`d${s}`, `d${s}`, `d${s}`, `d ${s}`, `D${s}`, `1d${s}`]),
        sided: rng.pick([`${word} sided`, `${word} sided`, `${s}-sided`, `${word} side`]),
        skill: rng.pick([
          'perception',
          'stealth',
          'initiative',
          'attack',
          'damage',
          'insight',
          'athletics',
          'dexterity',
          'luck',
          'arcana',
        ]),
      },
    };
  },
  patterns: {
    order: [
      '{die}',
      'roll {die}',
      'roll [a|the|one|my] {die}',
      '(throw|toss|cast) a {die}',
      'roll a {sided} (die|dice)',
      'throw a {sided} (die|dice)',
      '{sided} (die|dice)',
      'roll a die with {sw} sides',
      'roll a {die} for {skill}',
      'roll {skill}, {die}',
      '{skill} check, {die}',
      'do a {die} roll',
      'give me a {die} [roll]',
      'roll the {sided} die',
      '{die} roll',
      '{die} please',
      'roll a (die|dice) that has {sw} sides',
      'roll me a {die}',
      '{skill} roll with a {die}',
      'one {die} for {skill}',
      'let the {die} decide',
      'roll one {sided} die',
      'throw a die with {sw} faces',
      'make a {die} {skill} roll',
    ],
    question: [
      'can i (get|have) a {die} [roll]',
      'what do i get on a {die}',
      'what does the {die} say',
      'mind rolling a {die}',
      'how about a {die} for {skill}',
      'what do i roll on a {sided} die',
      'got a {die}',
      'do you have a {sided} die',
      "what's my {skill} on a {die}",
      'could i have a {die} roll',
      'what did the {sided} die show',
      'can we roll a die with {sw} sides',
    ],
    statement: [
      'i need a {die} [roll] [for {skill}]',
      "i'd like to roll a {die}",
      'i want to roll a {sided} (die|dice)',
      'i attack, {die}',
      "i'm rolling {skill}, {die}",
      'my character rolls for {skill}, {die}',
      'we need a {sided} die',
      'i lost my {die}, roll one',
      'the dm wants a {die} for {skill}',
      "i'm playing dnd and need a {die}",
      "it's a {skill} check, {die}",
      'i need a die with {sw} sides rolled',
    ],
  },
};

const both: RequestForm = {
  draw(rng, split) {
    const s =
      rng.next() < 0.75 ? rng.pick(SIDES) : anyNumber(rng, split, { min: 3, max: 100, inWords: 0 }).value;
    const n = anyNumber(rng, split, { min: 2, max: rng.pick([4, 6, 12, 20]), inWords: 0 });
    const spoken = anyNumber(rng, split, { min: 2, max: 10, inWords: 0.5 });
    if (rng.next() < 0.5) {
      const word = SIDE_WORDS[s] !== undefined && rng.next() < 0.3 ? SIDE_WORDS[s] : s;
      return {
        args: [spoken.value, s],
        words: {
          d: `${spoken.words} ${rng.pick([`d${s}`, `d${s}s`, `d ${s} dice`, `${word} sided dice`, `${word} sided dice`, `${s}-sided dice`, 'dice with ' + word + ' sides'])}`.replace(
            /d(\d+)s$/,
            "d$1's",
          ),
          skill: 'damage',
        },
      };
    }
    return {
      args: [n.value, s],
      words: {
        d: rng.pick([
          `${n.value}d${s}`,
          `${n.value}d${s}`,
          `${n.value}d${s}`,
          `${n.value} d${s}`,
          `${n.value}D${s}`,
          `${n.value} d ${s}`,
        ]),
        skill: rng.pick(['damage', 'fire damage', 'healing', 'fall damage', 'stats', 'sneak attack']),
      },
    };
  },
  patterns: {
    order: [
      '{d}',
      '{d}',
      'roll {d}',
      'roll {d} [for {skill}]',
      '(throw|toss|cast|do) {d}',
      'roll me {d}',
      'give me {d}',
      '{d} (roll|please)',
      '{d} for {skill}',
      'roll {skill}, {d}',
      'do a {d} roll',
      '{skill}: {d}',
      'dice {d}',
      'roll the {d}',
      'make a roll of {d}',
      'roll {d} and add them up',
      'roll {d} in total',
      'take {d} and roll',
      'shake {d}',
    ],
    question: [
      'can i (get|have) {d}',
      'what do i get on {d}',
      'what does {d} give',
      'mind rolling {d}',
      'how about {d} [for {skill}]',
      "what's {d}",
      'what do {d} come to',
      'can we roll {d}',
      'could i get {d} for {skill}',
      'what would {d} give me',
      'got {d} for me',
      'how much {skill} is {d}',
    ],
    statement: [
      'i need {d} [for {skill}]',
      "i'd like to roll {d}",
      'i want to roll {d}',
      'i cast fireball, {d}',
      'the spell does {d} [{skill}]',
      'my sword does {d}',
      'that is {d} of {skill}',
      "i'm rolling {d}",
      'i have to roll {d}',
      'my character takes {d} {skill}',
      'i roll {d}',
      'we roll {d} for {skill}',
    ],
  },
};

export const tool: Tool = {
  name: 'dice',
  label: { en: 'Dice', 'zh-CN': '骰子' },
  help: { en: 'Rolls dice.', 'zh-CN': '掷骰子。' },
  example: { en: 'roll 2d20', 'zh-CN': 'roll 2d20' },
  params: [
    {
      name: 'count',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'How many dice.', 'zh-CN': '骰子个数。' },
    },
    {
      name: 'sides',
      type: { kind: 'number', defaults: ['6'] },
      help: { en: 'Sides of each.', 'zh-CN': '每个骰子的面数。' },
    },
  ],
  requests: [plain, plain, counted, counted, sided, sided, both, both],
  replies: [
    'you rolled {result}',
    'you rolled {result}',
    '{result}',
    "it's {result}",
    'the dice say {result}',
    'rolled: {result}',
    'you got {result}',
    '{result} it is',
  ],
  async run(args, environment) {
    const [count, sides] = args.map(Number);
    if (
      !count ||
      !sides ||
      !Number.isInteger(count) ||
      !Number.isInteger(sides) ||
      count < 1 ||
      sides < 2 ||
      count > MOST_DICE ||
      sides > MOST_SIDES
    ) {
      throw new RetortError(
        'tool-failed',
        `I cannot roll ${args[0]} dice of ${args[1]} sides. Ask for 1 to ${MOST_DICE} dice of 2 to ${MOST_SIDES} sides.`,
      );
    }
    const rolls = Array.from({ length: count }, () => 1 + environment.rng.int(sides));
    const sum = String(rolls.reduce((a, b) => a + b));
    return count > 1 && count <= 6 ? `${rolls.join(' + ')} = ${sum}` : sum;
  },
};
