// Things to choose among: two with "or" and "and", or a list.

import type { Rng } from '../../lib/rng';
import type { Draw } from '../frames';
import type { Split } from '../held-out';
import { person, taskItem, thing } from '../items';
import { city } from '../slots';
import { listOf, several } from '../word-lists';
import { wordsOf } from '../words/lists';
import data from './pick.json';

const KINDS = Object.values(data.words).map(wordsOf);

/** One kind of thing for all options. */
function kindOf(rng: Rng, split: Split): () => string {
  const kind = rng.next();
  if (kind < 0.55) {
    const words = rng.pick(KINDS);
    return () => rng.pick(words);
  }
  if (kind < 0.72) return () => person(rng, split);
  if (kind < 0.85) return () => thing(rng, split);
  if (kind < 0.93) return () => city(rng, split).words;
  return () => {
    for (;;) {
      const { value } = taskItem(rng, split);
      if (value.split(' ').length <= 3) return value;
    }
  };
}

const two: Draw = (rng, split) => {
  const [a, b] = several(2, kindOf(rng, split)) as [string, string];
  const either = `${a} or ${b}`;
  const both = `${a} and ${b}`;
  return { args: [either], words: { or: either, and: both } };
};

const between: Draw = (rng, split) => {
  const { words } = two(rng, split);
  return { args: [words['and']!], words };
};

const list: Draw = (rng, split) => {
  const options = several(3 + rng.int(3), kindOf(rng, split));
  const { words, value } = listOf(rng, options, rng.next() < 0.6 ? 'or' : 'and');
  return { args: [value], words: { list: words } };
};

export const draws = { two, between, list };
