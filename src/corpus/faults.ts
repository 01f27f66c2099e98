// Requests that a tool refuses: feet to kilograms, a division by zero, a place without a clock, an item that is not on the
// list. The call is right, its result an error, and the reply says so.

import { UNITS } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { drawForm, type Clause, type Sides } from './clause';
import type { RequestForm } from './frames';
import { taskItem, thingItem } from './items';
import { phrasebook } from './phrasebook';
import data from './phrases/faults.json';
import { anyNumber } from './slots';
import { unitWords } from './units';
import { wordsOf } from './words/lists';

const PLACES = wordsOf(data.places);

const { plain: conversions } = phrasebook.get('convert')!;
const { plain: sums } = phrasebook.get('calculate')!;
const { requests: clocks } = phrasebook.get('time')!;

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
  patterns: conversions('withNumber'),
};

const byZero: RequestForm = {
  draw(rng, split) {
    const n = anyNumber(rng, split, { min: 1, max: 900 });
    const words = `${n.words} ${rng.pick(['/', 'divided by', 'over'])} ${rng.pick(['0', '0', 'zero'])}`;
    return { args: [`${n.value} / 0`], words: { e: words, who: 'a friend' } };
  },
  patterns: sums('infix'),
};

const nowhere: RequestForm = {
  draw(rng) {
    const city = rng.pick(PLACES);
    return { args: [city], words: { city, who: 'a friend', ',': ',', why: 'just curious' } };
  },
  patterns: clocks[0]!.patterns, // "elsewhere", with its reasons
};

const absent: RequestForm = {
  draw(rng, split) {
    const { value } = rng.next() < 0.5 ? taskItem(rng, split) : thingItem(rng, split);
    return { args: [value], words: { item: value } };
  },
  patterns: data.absent,
};

const FORMS: Readonly<Record<keyof typeof data.replies, RequestForm>> = {
  convert: crossed,
  calculate: byZero,
  time: nowhere,
  todo_done: absent,
};
const FAULTS = Object.entries(data.replies).map(([name, replies]) => ({
  name,
  form: FORMS[name as keyof typeof FORMS],
  replies,
}));

export interface Fault extends Clause {
  reply: string;
}

/** A request whose call fails, with what to say then. */
export function drawFault(rng: Rng, sides: Sides): Fault {
  const { name, form, replies } = rng.pick(FAULTS);
  return { ...drawForm(rng, sides, name, form)!, reply: rng.pick(replies) };
}
