// Bounds of random numbers.

import type { Draw } from '../frames';
import { person } from '../items';
import { anyNumber } from '../slots';

const between: Draw = (rng, split) => {
  const low =
    rng.next() < 0.4
      ? { value: '1', words: rng.pick(['1', '1', '1', 'one']) }
      : anyNumber(rng, split, { min: 1, max: rng.pick([20, 100, 900]) });
  let high = anyNumber(rng, split, {
    min: Number(low.value) + 2,
    max: Number(low.value) + rng.pick([20, 100, 1000, 5000]),
  });
  if (high.value === low.value) high = { value: low.value, words: low.words };
  return { args: [low.value, high.value], words: { a: low.words, b: high.words, who: person(rng, split) } };
};

const upTo: Draw = (rng, split) => {
  const high = anyNumber(rng, split, { min: 3, max: rng.pick([20, 100, 1000, 9000]) });
  return { args: ['1', high.value], words: { b: high.words, who: person(rng, split) } };
};

export const draws = { between, upTo };
