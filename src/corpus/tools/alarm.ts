// Alarms whose half of the day is said before the time: "tonight at 9", "tomorrow morning at half past 6".

import type { Draw } from '../frames';
import { person } from '../items';
import { timeWithoutHalf } from '../slots';
import { wordsOf } from '../words/lists';
import data from './alarm.json';

const EVENTS = wordsOf(data.words.event);

const halfFirst: Draw = (rng, split) => {
  const half = rng.pick(['am', 'am', 'pm'] as const);
  const { value, words } = timeWithoutHalf(rng, split, half);
  const part =
    half === 'am'
      ? ['tomorrow morning', 'in the morning']
      : Number(value.slice(0, 2)) < 18
        ? ['this afternoon', 'tomorrow afternoon']
        : ['tonight', 'this evening', 'tomorrow evening'];
  return {
    args: [value],
    words: { t: words, part: rng.pick(part), event: rng.pick(EVENTS), who: person(rng, split) },
  };
};

export const draws = { halfFirst };
