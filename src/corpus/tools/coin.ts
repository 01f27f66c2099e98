// Several coins: how many, and how often.

import type { Draw } from '../frames';
import { anyNumber } from '../slots';

const several: Draw = (rng, split) => {
  const twice = rng.next() < 0.2;
  const slot = anyNumber(rng, split, { min: 2, max: rng.pick([6, 12, 30, 100]), inWords: 0.3 });
  if (twice)
    return {
      args: ['2'],
      words: {
        n: rng.pick(['two', '2', 'a couple of', 'a pair of']),
        t: rng.pick(['twice', 'two times', '2 times', '2x']),
      },
    };
  return {
    args: [slot.value],
    words: {
      n: slot.words,
      t: slot.value === '3' ? rng.pick(['three times', '3 times', 'thrice']) : `${slot.words} times`,
    },
  };
};

export const draws = { several };
