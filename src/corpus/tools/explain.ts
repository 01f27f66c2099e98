// Terms by one of their names, with and without article.

import type { Draw } from '../frames';
import { person } from '../items';
import { wordsOf } from '../words/lists';
import data from './explain.json';

/** What each term is called. */
export const CALLED: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(data.words.topics).map(([topic, names]) => [topic, wordsOf(names)]),
);

const ask: Draw = (rng, split) => {
  const topic = rng.pick(Object.keys(CALLED));
  const words = rng.pick(CALLED[topic]!);
  return {
    args: [topic],
    words: { topic: words, bare: words.replace(/^(the|an?) /, ''), who: person(rng, split) },
  };
};

export const draws = { ask };
