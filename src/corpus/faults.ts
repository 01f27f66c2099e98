// Requests that a tool refuses: feet to kilograms, a division by zero, a place without a clock, an item that is not on the
// list. The call is right, its result an error, and the reply says so.

import { freely } from '../agent/frames';
import { taskItem, thingItem } from '../agent/items';
import { elsewherePatterns } from '../agent/phrasings/time';
import { withNumber as conversions } from '../agent/phrasings/convert';
import { infix } from '../agent/phrasings/sums';
import { anyNumber } from '../agent/slots';
import type { RequestForm } from '../agent/types';
import { UNITS, unitWords } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { drawForm, type Clause, type Sides } from './clause';

const PLACES = (
  'narnia, atlantis, mordor, gotham, hogwarts, springfield, wakanda, the moon, mars, the north pole, middle earth, smallville, ' +
  'my hometown, tatooine, westeros, neverland, asgard, el dorado, my village, the space station, riverdale, hobbiton, bikini bottom, ' +
  'quahog, bedrock, winterfell, rivendell, pandora, zion, arkham, oz, camelot, stars hollow, hill valley, twin peaks, south park'
).split(', ');

const crossed: RequestForm = {
  draw(rng, split) {
    const from = rng.pick(Object.keys(UNITS));
    const to = rng.pick(
      Object.keys(UNITS).filter((name) => UNITS[name]!.dimension !== UNITS[from]!.dimension),
    );
    const n = anyNumber(rng, split, { min: 2, max: 500, decimals: 1, inWords: 0.1 });
    return {
      args: [n.value, from, to],
      words: {
        q: `${n.words} ${unitWords(rng, from, 'many')}`,
        n: n.words,
        to: unitWords(rng, to, 'many'),
        who: 'a friend',
      },
    };
  },
  patterns: conversions,
};

const byZero: RequestForm = {
  draw(rng, split) {
    const n = anyNumber(rng, split, { min: 1, max: 900 });
    const words = `${n.words} ${rng.pick(['/', 'divided by', 'over'])} ${rng.pick(['0', '0', 'zero'])}`;
    return { args: [`${n.value} / 0`], words: { e: words, who: 'a friend' } };
  },
  patterns: infix,
};

const nowhere: RequestForm = {
  draw(rng) {
    const city = rng.pick(PLACES);
    return { args: [city], words: { city, who: 'a friend', ',': ',', why: 'just curious' } };
  },
  patterns: elsewherePatterns,
};

const absent: RequestForm = {
  draw(rng, split) {
    const { value } = rng.next() < 0.5 ? taskItem(rng, split) : thingItem(rng, split);
    return { args: [value], words: { item: value } };
  },
  patterns: freely({
    order: [
      'cross off {item}',
      'cross {item} off',
      'tick off {item}',
      'remove {item} from my list',
      'take {item} off my list',
      'check off {item}',
      'delete {item}',
      'strike {item} from the list',
      'mark {item} as done',
      'remove {item}',
      'take off {item}',
      'cross {item} off my list',
    ],
  }),
};

const FAULTS: readonly { name: string; form: RequestForm; replies: readonly string[] }[] = [
  {
    name: 'convert',
    form: crossed,
    replies: [
      'those two units do not go together',
      'that did not work: they measure different things',
      "i can't convert between those",
      'that cannot be converted',
    ],
  },
  {
    name: 'calculate',
    form: byZero,
    replies: [
      'that did not work: it divides by zero',
      'nothing can be divided by zero',
      'that has no answer',
      "i can't divide by zero",
    ],
  },
  {
    name: 'time',
    form: nowhere,
    replies: [
      "i don't know that place",
      'sorry, i have no clock for that place',
      'that did not work. try a large city nearby',
      'i do not know where that is',
    ],
  },
  {
    name: 'todo_done',
    form: absent,
    replies: [
      "that isn't on your list",
      'i could not find that on your list',
      'sorry, it is not on the list',
      'there is no such item on your list',
    ],
  },
];

export interface Fault extends Clause {
  reply: string;
}

/** A request whose call fails, with what to say then. */
export function drawFault(rng: Rng, sides: Sides): Fault {
  const { name, form, replies } = rng.pick(FAULTS);
  return { ...drawForm(rng, sides, name, form)!, reply: rng.pick(replies) };
}
