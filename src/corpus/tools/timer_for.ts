// Lengths of time with what they are for: a name, or a task.

import type { Draw } from '../frames';
import { person, taskItem, thing } from '../items';
import { duration } from '../slots';
import { wordsOf } from '../words/lists';
import data from './timer_for.json';

const LABELS = wordsOf(data.words.label);

const named: Draw = (rng, split) => {
  const { amount, unit, words } = duration(rng, split);
  const label = rng.next() < 0.75 ? rng.pick(LABELS) : thing(rng, split);
  return { args: [amount, unit, label], words: { d: words, label, who: person(rng, split) } };
};

const todo: Draw = (rng, split) => {
  const { amount, unit, words } = duration(rng, split);
  const item = taskItem(rng, split);
  return { args: [amount, unit, item.value], words: { d: words, item: item.words } };
};

export const draws = { named, todo };
