// Dice of any number of sides. One die gives its number; up to six give each and the sum, more give the sum alone.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { anyNumber } from '../slots';
import * as phrasings from '../phrasings/dice';
import { framed } from '../frames';
import { CHANCE_REASONS } from '../phrasings/reasons-numbers';
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
  patterns: phrasings.plain,
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
  patterns: phrasings.counted,
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
  patterns: phrasings.sided,
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
  patterns: phrasings.both,
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
  requests: [plain, plain, counted, counted, sided, sided, both, both].map((form) =>
    framed(form, CHANCE_REASONS),
  ),
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
