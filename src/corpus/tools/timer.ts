// Lengths of time, as a phrase or as an adjective, and what they are for.

import type { Draw } from '../frames';
import { person } from '../items';
import { anyNumber, duration } from '../slots';
import { wordsOf } from '../words/lists';
import data from './timer.json';

const DISHES = wordsOf(data.words.dish);
const ACTIVITIES = wordsOf(data.words.activity);
const JOBS = wordsOf(data.words.job);

const withUnit: Draw = (rng, split) => {
  const { amount, unit, words } = duration(rng, split);
  const dish = rng.pick(DISHES);
  return {
    args: [amount, unit],
    words: {
      d: words,
      dish,
      isAre: /[^s]s$/.test(dish) ? 'are' : 'is',
      needs: /[^s]s$/.test(dish) ? 'need' : 'needs',
      activity: rng.pick(ACTIVITIES),
      job: rng.pick(JOBS),
      who: person(rng, split),
    },
  };
};

const UNIT_NAMES = {
  s: ['second', 'second', 'sec'],
  min: ['minute', 'minute', 'minute', 'min'],
  h: ['hour', 'hour', 'hr'],
} as const;

/** "a 10 minute timer", "10-minute": the unit in the singular, as an adjective. */
const adjective: Draw = (rng, split) => {
  const unit = rng.pick(['min', 'min', 'min', 's', 'h'] as const);
  const max = { s: 120, min: 120, h: 12 }[unit];
  const { value, words } = anyNumber(rng, split, { min: 1, max });
  const glue = /^\d/.test(words) && rng.next() < 0.35 ? '-' : ' ';
  const length = `${words}${glue}${rng.pick(UNIT_NAMES[unit])}`;
  return {
    args: [value, unit],
    words: { d: length, dish: rng.pick(DISHES), activity: rng.pick(ACTIVITIES), job: rng.pick(JOBS) },
  };
};

export const draws = { withUnit, adjective };
