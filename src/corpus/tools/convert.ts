// Amounts and pairs of units.

import type { Dimension } from '../../agent/words/units';
import type { Rng } from '../../lib/rng';
import type { Draw } from '../frames';
import type { Split } from '../held-out';
import { person } from '../items';
import { anyNumber, type Slot } from '../slots';
import { unitPair, unitWords, waysToWrite } from '../units';
import { wordsOf } from '../words/lists';
import data from './convert.json';

const dimension = (rng: Rng): Dimension =>
  rng.pick([
    'length',
    'length',
    'length',
    'weight',
    'weight',
    'volume',
    'volume',
    'volume',
    'heat',
    'heat',
    'speed',
    'time',
    'time',
    'area',
    'memory',
    'consumption',
  ]);

const amount = (rng: Rng, split: Split, kind: Dimension): Slot => {
  const max = kind === 'heat' ? 450 : kind === 'speed' ? 300 : rng.pick([20, 100, 500, 5000]);
  return anyNumber(rng, split, { min: 1, max, decimals: 2, inWords: 0.12 });
};

const withNumber: Draw = (rng, split) => {
  const kind = dimension(rng);
  const { from, to } = unitPair(rng, kind);
  const n = amount(rng, split, kind);
  const many = unitWords(rng, from, n.value === '1' ? 'one' : 'many');
  const glued = /\d$/.test(n.words) && many.length <= 3 && rng.next() < 0.5;
  return {
    args: [n.value, from, to],
    words: {
      q: `${n.words}${glued ? '' : ' '}${many}`,
      n: n.words,
      from: unitWords(rng, from, 'many'),
      to: unitWords(rng, to, 'many'),
      who: person(rng, split),
    },
  };
};

/** Without a number one is meant: "how many feet in a mile", "ounces in a pound". */
const one: Draw = (rng) => {
  const kind = rng.pick([
    'length',
    'length',
    'weight',
    'volume',
    'volume',
    'time',
    'time',
    'speed',
    'area',
    'memory',
  ] as const);
  const { from, to } = unitPair(rng, kind);
  const single = waysToWrite(from, 'one').filter(
    (name) => name.length > 2 || /^(mi|km|cm|mm|yd|ft|lb|oz|kg|ml|mg|gb|mb|tb)$/.test(name),
  );
  const name = rng.pick(single);
  const article = /^(ounce|inch|hour|oz|acre)/.test(name) ? 'an' : 'a';
  return {
    args: ['1', from, to],
    words: {
      a: `${rng.pick([article, article, article, 'one', '1'])} ${name}`,
      bare: name,
      to: unitWords(rng, to, 'many'),
      from: unitWords(rng, from, 'many'),
    },
  };
};

/** No number at all: "how do i convert kilos to pounds". */
const howTo: Draw = (rng) => {
  const { from, to } = unitPair(rng, dimension(rng));
  return {
    args: ['1', from, to],
    words: { from: unitWords(rng, from, 'many'), to: unitWords(rng, to, 'many') },
  };
};

/** "half a mile in km", "a quarter cup in ml". */
const fraction: Draw = (rng) => {
  const kind = rng.pick(['length', 'weight', 'volume', 'volume', 'time'] as const);
  const { from, to } = unitPair(rng, kind);
  const name = rng.pick(waysToWrite(from, 'one').filter((word) => word.length > 2));
  const article = /^(ounce|inch|hour)/.test(name) ? 'an' : 'a';
  const [value, words] = rng.pick([
    ['0.5', `half ${article} ${name}`],
    ['0.5', `half ${article} ${name}`],
    ['0.5', `a half ${name}`],
    ['0.25', `a quarter ${name}`],
    ['0.25', `a quarter of ${article} ${name}`],
    ['0.75', `three quarters of ${article} ${name}`],
    ['1.5', `one and a half ${rng.pick(waysToWrite(from, 'many').filter((word) => word.length > 2))}`],
    ['2.5', `two and a half ${rng.pick(waysToWrite(from, 'many').filter((word) => word.length > 2))}`],
  ] as const);
  return { args: [value, from, to], words: { q: words, to: unitWords(rng, to, 'many'), who: 'a friend' } };
};

const LIQUIDS = wordsOf(data.words.liquids);

/** What people measure and say of it: the forms that name a dimension. */
const scene =
  (kind: Dimension, max: number): Draw =>
  (rng, split) => {
    const { from, to } = unitPair(rng, kind);
    const n = anyNumber(rng, split, { min: 1, max: rng.pick([20, max]), decimals: 1, inWords: 0.1 });
    return {
      args: [n.value, from, to],
      words: {
        q: `${n.words} ${unitWords(rng, from, n.value === '1' ? 'one' : 'many')}`,
        n: n.words,
        one: unitWords(rng, from, 'one'),
        to: unitWords(rng, to, 'many'),
        liquid: rng.pick(LIQUIDS),
        who: person(rng, split),
      },
    };
  };

const scenes = Object.entries(data.forms).flatMap(([name, form]) =>
  'kind' in form ? [[name, scene(form.kind as Dimension, form.max)] as const] : [],
);

export const draws: Readonly<Record<string, Draw>> = {
  withNumber,
  one,
  unitsFirst: withNumber,
  howto: howTo,
  fraction,
  ...Object.fromEntries(scenes),
};
