// Things to get, with the verb, and matters named by a noun.

import type { Draw } from '../frames';
import { chore, person, taskItem, thing, thingItem, withoutArticle } from '../items';
import { listOf, several } from '../word-lists';

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

/** "milk, eggs and bread". */
const goods: Draw = (rng, split) => {
  const count = 2 + rng.int(4);
  const { words, value } = listOf(
    rng,
    several(count, () => thingItem(rng, split).value),
    'and',
  );
  return { args: [value], words: { list: words, who: person(rng, split) } };
};

/** "wash the car, call dad and fix the bike". */
const jobs: Draw = (rng, split) => {
  const short = (): string => {
    for (;;) {
      const { value } = taskItem(rng, split);
      if (value.split(' ').length <= 5) return value;
    }
  };
  const { words, value } = listOf(rng, several(2 + rng.int(2), short), 'and');
  return { args: [value], words: { tasks: words, who: person(rng, split) } };
};

export const draws = { getting, matter, several: goods, jobs };
