// What is ticked off, as it stands on the list, by a noun, or by what was done.

import type { Draw } from '../frames';
import { chore, pastTask, person, taskItem, thing, thingItem, withoutArticle } from '../items';

/** Items as they stand on the list: "cross off call mom". */
const asListed: Draw = (rng, split) => {
  const { value } = rng.next() < 0.75 ? taskItem(rng, split) : thingItem(rng, split);
  return { args: [value], words: { item: value, who: person(rng, split) } };
};

/** Things and chores by a noun, often with an article: "the laundry is done", "i already bought milk". */
const byNoun: Draw = (rng, split) => {
  const noun = chore(rng, split);
  const words = `${rng.pick(['', '', 'the ', 'the ', 'the ', 'my '])}${noun}`;
  return { args: [withoutArticle(words)], words: { item: words, bare: noun, who: person(rng, split) } };
};

/** Things that were got: "i already bought milk", "got the eggs". */
const got: Draw = (rng, split) => {
  const noun = thing(rng, split);
  const words = `${rng.pick(['', '', '', 'the ', 'the ', 'some '])}${noun}`;
  return { args: [noun], words: { item: words, bare: noun, who: person(rng, split) } };
};

/** Deeds in the past: "i called the dentist" ticks off "dentist". */
const past: Draw = (rng, split) => {
  const { value, words } = pastTask(rng, split);
  return { args: [value], words: { deed: words, who: person(rng, split) } };
};

export const draws = { asListed, byNoun, got, past };
