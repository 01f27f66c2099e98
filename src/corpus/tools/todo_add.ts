// Things to get, with the verb, and matters named by a noun.

import type { Draw } from '../frames';
import { chore, person, thing, withoutArticle } from '../items';

/** Things that one would name with an article or a verb of getting: the verb stays where the words have it. */
const getting: Draw = (rng, split) => {
  const verb = rng.pick([
    'buy',
    'get',
    'pick up',
    'grab',
    'order',
    'fetch',
    'bring',
    'find',
    'look for',
    'restock',
    'replace',
  ] as const);
  const words = `${verb} ${rng.pick(['', '', '', 'some ', 'more ', 'new '])}${thing(rng, split)}`;
  return { args: [words], words: { task: words, who: person(rng, split) } };
};

/** "put the tax return on my list". */
const matter: Draw = (rng, split) => {
  const noun = chore(rng, split);
  const words = `${rng.pick(['', '', 'the ', 'the ', 'my '])}${noun}`;
  return { args: [withoutArticle(words)], words: { item: words, who: person(rng, split) } };
};

export const draws = { getting, matter };
