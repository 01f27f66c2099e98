// Timers by their names, which are those that timer_for gives.

import type { Draw } from '../frames';
import { thing } from '../items';
import { wordsOf } from '../words/lists';
import data from './timer_for.json';

const LABELS = wordsOf(data.words.label);

const one: Draw = (rng, split) => {
  const label = rng.next() < 0.75 ? rng.pick(LABELS) : thing(rng, split);
  return { args: [label], words: { label } };
};

export const draws = { one };
