// Unit conversion: lengths, weights, volumes, temperatures, speeds and times. mathjs (loaded when first needed) holds the
// factors. US cups and gallons. Not currencies, which change by the minute.

import type { Rng } from '../../lib/rng';
import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { plainDecimal } from '../plain-decimal';
import { anyNumber, type Slot } from '../slots';
import { SCENES, type Scene } from '../phrasings/convert-scenes';
import * as phrasings from '../phrasings/convert';
import { framed } from '../frames';
import { UNIT_REASONS } from '../phrasings/reasons-numbers';
import type { RequestForm, Split, Tool } from '../types';
import { DIMENSIONS, UNITS, unitWords, type Dimension } from '../words/units';

interface Pair {
  from: string;
  to: string;
}

/** Two units of one dimension, everyday pairs more often. */
export function unitPair(rng: Rng, dimension: Dimension): Pair {
  const { units, usual } = DIMENSIONS[dimension];
  if (usual.length > 0 && rng.next() < 0.55) {
    const [a, b] = rng.pick(usual);
    return rng.next() < 0.5 ? { from: a, to: b } : { from: b, to: a };
  }
  const [from, to] = rng.shuffle(units);
  return { from: from!, to: to! };
}

const dimension = (rng: Rng): Dimension =>
  rng.pick([
    'length',
    'length',
    'length',
    'weight',
    'weight',
    'volume',
    'volume',
    'heat',
    'heat',
    'speed',
    'time',
    'time',
  ]);

const amount = (rng: Rng, split: Split, kind: Dimension): Slot => {
  const max = kind === 'heat' ? 450 : kind === 'speed' ? 300 : rng.pick([20, 100, 500, 5000]);
  return anyNumber(rng, split, { min: 1, max, decimals: 2, inWords: 0.12 });
};

const withNumber: RequestForm = {
  draw(rng, split) {
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
  },
  patterns: phrasings.withNumber,
};

/** Without a number one is meant: "how many feet in a mile", "ounces in a pound". */
const one: RequestForm = {
  draw(rng) {
    const kind = rng.pick(['length', 'length', 'weight', 'volume', 'time', 'speed'] as const);
    const { from, to } = unitPair(rng, kind);
    const single = UNITS[from]!.one.filter(
      (name) => name.length > 2 || /^(mi|km|cm|mm|yd|ft|lb|oz|kg|ml)$/.test(name),
    );
    const name = rng.pick(single);
    const article = /^(ounce|inch|hour|oz)/.test(name) ? 'an' : 'a';
    return {
      args: ['1', from, to],
      words: {
        a: `${rng.pick([article, article, article, 'one', '1'])} ${name}`,
        bare: name,
        to: unitWords(rng, to, 'many'),
        from: unitWords(rng, from, 'many'),
      },
    };
  },
  patterns: phrasings.one,
};

/** Only the unit pair first, then the number: "km to miles, 12". */
const unitsFirst: RequestForm = {
  draw: withNumber.draw,
  patterns: phrasings.unitsFirst,
};

/** "half a mile in km", "a quarter cup in ml". */
const fraction: RequestForm = {
  draw(rng) {
    const kind = rng.pick(['length', 'weight', 'volume', 'volume', 'time'] as const);
    const { from, to } = unitPair(rng, kind);
    const name = rng.pick(UNITS[from]!.one.filter((word) => word.length > 2));
    const article = /^(ounce|inch|hour)/.test(name) ? 'an' : 'a';
    const [value, words] = rng.pick([
      ['0.5', `half ${article} ${name}`],
      ['0.5', `half ${article} ${name}`],
      ['0.5', `a half ${name}`],
      ['0.25', `a quarter ${name}`],
      ['0.25', `a quarter of ${article} ${name}`],
      ['0.75', `three quarters of ${article} ${name}`],
      ['1.5', `one and a half ${rng.pick(UNITS[from]!.many.filter((word) => word.length > 2))}`],
      ['2.5', `two and a half ${rng.pick(UNITS[from]!.many.filter((word) => word.length > 2))}`],
    ] as const);
    return { args: [value, from, to], words: { q: words, to: unitWords(rng, to, 'many'), who: 'a friend' } };
  },
  patterns: withNumber.patterns,
};

const LIQUIDS =
  'milk, water, oil, juice, cream, broth, coffee, wine, gas, tea, soup, syrup, stock, yogurt'.split(', ');

const scene = ({ kind, max, patterns }: Scene): RequestForm => ({
  draw(rng, split) {
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
  },
  patterns,
});

export const tool: Tool = {
  name: 'convert',
  label: { en: 'Unit converter', 'zh-CN': '单位换算' },
  help: { en: 'Converts between units of one kind.', 'zh-CN': '在同类单位之间换算。' },
  example: { en: 'how many miles is 5 km', 'zh-CN': 'how many miles is 5 km' },
  params: [
    {
      name: 'value',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'How much.', 'zh-CN': '数值。' },
    },
    {
      name: 'from',
      type: { kind: 'enum', values: Object.keys(UNITS) },
      help: { en: 'The unit it has.', 'zh-CN': '原单位。' },
    },
    {
      name: 'to',
      type: { kind: 'enum', values: Object.keys(UNITS) },
      help: { en: 'The unit wanted.', 'zh-CN': '目标单位。' },
    },
  ],
  requests: [
    ...Array<RequestForm>(7).fill(withNumber),
    one,
    one,
    unitsFirst,
    fraction,
    ...SCENES.map(scene),
  ].map((form) => framed(form, UNIT_REASONS)),
  replies: [
    "that's {result} {to}",
    "that's {result} {to}",
    '{result} {to}',
    '{value} {from} is {result} {to}',
    "it's {result} {to}",
    'about {result} {to}',
    '{result}',
    'you get {result} {to}',
  ],
  async run([value = '', from = '', to = '']) {
    const [source, target] = [UNITS[from], UNITS[to]];
    if (!/^-?\d+(\.\d+)?$/.test(value) || !source || !target) {
      throw new RetortError(
        'tool-failed',
        `Cannot convert "${value} ${from}" to "${to}". Units: ${Object.keys(UNITS).join(' ')}.`,
      );
    }
    if (source.dimension !== target.dimension) {
      throw new RetortError(
        'tool-failed',
        `${from} is a ${source.dimension}, ${to} a ${target.dimension}. Ask for two units of one kind.`,
      );
    }
    const { unit } = await import('mathjs');
    return plainDecimal(unit(Number(value), source.mathjs).toNumber(target.mathjs));
  },
};
