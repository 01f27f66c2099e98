// Dice of any number of sides, one and several.

import type { Draw } from '../frames';
import { person } from '../items';
import { anyNumber } from '../slots';

const SIDES = ['4', '6', '8', '10', '12', '20', '20', '100', '3', '30', '7', '5', '16', '24'] as const;
const SIDE_WORDS: Readonly<Record<string, string>> = {
  '4': 'four',
  '6': 'six',
  '8': 'eight',
  '10': 'ten',
  '12': 'twelve',
  '20': 'twenty',
};

const counted: Draw = (rng, split) => {
  const slot =
    rng.next() < 0.25
      ? { value: '2', words: rng.pick(['a pair of', 'two', '2', 'both', 'a couple of', 'a couple']) }
      : anyNumber(rng, split, { min: 2, max: rng.pick([6, 6, 12, 30]), inWords: 0.35 });
  return {
    args: [slot.value === '' ? '2' : slot.value, '6'],
    words: { n: slot.words === 'both' ? '2' : slot.words, who: person(rng, split) },
  };
};

/** "d20", "a 20 sided die". */
const sided: Draw = (rng, split) => {
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
};

const both: Draw = (rng, split) => {
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
};

export const draws = { counted, sided, both };
