// Feet and inches as people write a height.

import { numberInWords } from '../../agent/words/numbers';
import type { Draw } from '../frames';
import { person } from '../items';

const ask: Draw = (rng, split) => {
  const feet = String(rng.next() < 0.9 ? 4 + rng.int(3) : 1 + rng.int(8));
  const inches = String(1 + rng.int(11));
  const spelled = `${numberInWords(Number(feet))!} ${rng.pick(['foot', 'feet'])}`;
  const words = rng.pick([
    `${feet} foot ${inches}`,
    `${feet} foot ${inches}`,
    `${feet} ft ${inches}`,
    `${feet} feet ${inches}`,
    `${feet} feet ${inches} inches`,
    `${feet} foot ${inches} inches`,
    `${feet} ft ${inches} in`,
    `${feet}ft ${inches}in`,
    `${feet} feet and ${inches} inches`,
    `${feet}'${inches}`,
    `${feet}'${inches}"`,
    `${feet}'${inches}`,
    `${spelled} ${numberInWords(Number(inches))!}`,
  ]);
  return { args: [feet, inches], words: { h: words, who: person(rng, split) } };
};

export const draws = { ask };
