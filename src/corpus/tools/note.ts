// Facts worth a note: codes, places, sizes, who likes what. Not things to do, which go on the list.

import { normalise } from '../../agent/normalise';
import type { Rng } from '../../lib/rng';
import type { Draw } from '../frames';
import type { Split } from '../held-out';
import { person, thing } from '../items';
import { city, clockTime, date } from '../slots';
import { expand } from '../phrasing';
import { wordsOf } from '../words/lists';
import data from './note.json';

const LISTS = Object.entries(data.words.in).map(([name, list]) => [name, wordsOf(list)] as const);

const digits = (rng: Rng): string =>
  Array.from({ length: 3 + rng.int(4) }, () => String(rng.int(10))).join('');

function words(rng: Rng, split: Split): Record<string, string> {
  const name = person(rng, split);
  return {
    ...Object.fromEntries(LISTS.map(([list, members]) => [list, rng.pick(members)])),
    name,
    name2: person(rng, split),
    thing: thing(rng, split),
    n: digits(rng),
    small: String(1 + rng.int(99)),
    city: city(rng, split).words,
    date: date(rng, split).words.replaceAll('/', ' '),
    time: clockTime(rng, split).words.replaceAll('.', ''),
  };
}

const LONGEST = 12;

const that: Draw = (rng, split) => {
  for (;;) {
    const fact = expand(rng.pick(data.words.facts), words(rng, split), rng);
    if (fact.split(' ').length <= LONGEST && /^[\p{L}\d' -]+$/u.test(fact))
      return { args: [normalise(fact)], words: { fact } };
  }
};

export const draws = { that };
