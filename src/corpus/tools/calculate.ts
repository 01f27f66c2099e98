// Sums, and the ways to write them in digits, marks and words.

import type { Rng } from '../../lib/rng';
import type { Draw } from '../frames';
import type { Split } from '../held-out';
import { person } from '../items';
import { anyNumber, numberAllowed, type NumberRange, type Slot } from '../slots';
import { wordsOf } from '../words/lists';
import data from './calculate.json';

type Operator = keyof typeof data.words.said;

const listsOf = (table: Readonly<Record<Operator, string>>) =>
  Object.fromEntries(Object.entries(table).map(([op, words]) => [op, wordsOf(words)])) as Record<
    Operator,
    string[]
  >;
const SAID = listsOf(data.words.said);
const SYMBOLS = listsOf(data.words.symbols);
const NOUNS = wordsOf(data.words.nouns);
const COMPANY = wordsOf(data.words.company);
/** Operations that one word names, with the constant it brings: half, double, squared … */
const BY_WORD = data.words.byWord;
/** Three operands in words; letters stand for numbers. */
const GROUPED = data.words.grouped;

/** A number; prices keep their last zero ("4.50"), for it is copied as it stands. */
function number(rng: Rng, split: Split, max = 9999, more: Partial<NumberRange> = {}): Slot {
  const slot = anyNumber(rng, split, { min: 1, max, ...more });
  if (/hundred and /.test(slot.words) && rng.next() < 0.5)
    return { value: slot.value, words: slot.words.replace('hundred and ', 'hundred ') };
  if (/^\d+\.\d\d$/.test(slot.words) && rng.next() < 0.25)
    return { value: slot.value, words: `$${slot.words}` };
  if (/^\d+\.\d$/.test(slot.words) && rng.next() < 0.3)
    return { value: `${slot.value}0`, words: `${slot.words}0` };
  return slot;
}

/** Two numbers, often of different size, that are not the same. */
function two(rng: Rng, split: Split, more: Partial<NumberRange> = {}): [Slot, Slot] {
  const max = rng.pick([50, 200, 1000, 9999]);
  const a = number(rng, split, max, { decimals: 2, ...more });
  for (;;) {
    const b = number(rng, split, rng.pick([20, 100, max]), { decimals: 2, ...more });
    if (b.value !== a.value) return [a, b];
  }
}

/** The larger first: what subtractions in stories need. */
function descending(rng: Rng, split: Split): [Slot, Slot] {
  const [a, b] = two(rng, split);
  return Number(a.value) > Number(b.value) ? [a, b] : [b, a];
}

/** A dividend and a divisor; half of the time it comes out even. */
function division(rng: Rng, split: Split): [Slot, Slot] {
  const b = number(rng, split, rng.pick([12, 40, 100]));
  for (let i = 0; i < 20 && rng.next() < 0.8; i++) {
    const even = Number(b.value) * (2 + rng.int(40));
    if (b.value !== '1' && split === 'train' && numberAllowed(split, even))
      return [{ value: String(even), words: String(even) }, b];
  }
  for (;;) {
    const a = number(rng, split, rng.pick([200, 2000, 9999]), { decimals: 2 });
    if (a.value !== b.value) return [a, b];
  }
}

const extra = (rng: Rng, split: Split): Record<string, string> => ({
  noun: rng.pick(NOUNS),
  people: rng.pick(COMPANY),
  who: person(rng, split),
});

/** A chain of two to four operands, now and then with parentheses. */
function chain(rng: Rng, split: Split): Slot {
  const count = rng.pick([2, 2, 2, 2, 2, 2, 3, 3, 3, 4]);
  const spoken = rng.next() < 0.45;
  const first = number(rng, split, rng.pick([20, 100, 1000, 9999, 99_999]), {
    decimals: 2,
    inWords: spoken ? 0.3 : 0.03,
  });
  let value = first.value;
  let words = first.words;
  const paren = count === 3 && rng.next() < 0.45 ? rng.pick(['left', 'right'] as const) : null;
  for (let i = 1; i < count; i++) {
    const op: Operator =
      count === 2 && rng.next() < 0.05
        ? '^'
        : rng.pick(['+', '+', '-', '-', '*', '*', '*', '/', '/'] as const);
    const next =
      op === '^'
        ? anyNumber(rng, split, { min: 2, max: 6 })
        : number(rng, split, rng.pick([12, 100, 1000]), { decimals: 2, inWords: spoken ? 0.3 : 0.03 });
    const mark = rng.pick(
      (spoken ? SAID : SYMBOLS)[op].filter((said) => count === 2 || !/^(and|by|with)$/.test(said)),
    );
    const glue = spoken || rng.next() < 0.5 ? ' ' : '';
    const opening = paren === 'right' && i === 1 ? '( ' : '';
    value = `${value} ${op} ${opening}${next.value}`;
    // "3x 4", but not "threex 4"
    const apart = glue || (/[a-z]$/.test(words) && /^[a-z]/.test(mark) ? ' ' : '');
    words = `${words}${apart}${mark}${glue || (/[a-z]/.test(mark + next.words) ? ' ' : '')}${opening.trim()}${next.words}`;
    if (paren === 'left' && i === 1) [value, words] = [`( ${value} )`, `(${words})`];
    if (paren === 'right' && i === 2) [value, words] = [`${value} )`, `${words})`];
  }
  return { value, words };
}

const infix: Draw = (rng, split) => {
  const { value, words } = chain(rng, split);
  return { args: [value], words: { e: words, ...extra(rng, split) } };
};

const sum: Draw = (rng, split) => {
  const list = [number(rng, split, rng.pick([50, 500, 9999]), { decimals: 2 }), ...two(rng, split)].slice(
    rng.next() < 0.72 ? 1 : 0,
  );
  const words = list.map((slot) => slot.words);
  const last = words.pop()!;
  const all = `${words.join(rng.pick([', ', ', ', ' and ', ' ']))}${words.length > 1 ? rng.pick([' and ', ', and ', ', ']) : ' and '}${last}`;
  return {
    args: [list.map((slot) => slot.value).join(' + ')],
    words: { all, ...extra(rng, split) },
  };
};

const addTo: Draw = (rng, split) => {
  const [a, b] = two(rng, split);
  return { args: [`${a.value} + ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
};

/** Words that name the number taken away first, or the whole first; the call has the whole first. */
const minus: Draw = (rng, split) => {
  const [a, b] = descending(rng, split);
  return { args: [`${a.value} - ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
};

const times: Draw = (rng, split) => {
  const a = number(rng, split, rng.pick([12, 60, 400]));
  const b = number(rng, split, rng.pick([20, 100, 1000]), { decimals: 2 });
  return { args: [`${a.value} * ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
};

const divide: Draw = (rng, split) => {
  const [a, b] = division(rng, split);
  return { args: [`${a.value} / ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
};

/** A phrase of the operation's own kind, ready as {p}. */
const named =
  (kind: 'before' | 'after' | 'verb'): Draw =>
  (rng, split) => {
    const word = rng.pick([...BY_WORD, ...BY_WORD.filter(({ tail }) => /\^|^[*/] 2/.test(tail))]);
    const a = number(rng, split, word.tail === '^ 3' ? 60 : rng.pick([30, 400, 9999]), { decimals: 2 });
    const phrase = rng.pick(wordsOf(word[kind]));
    const said = kind === 'after' ? `${a.words} ${phrase}` : `${phrase} ${a.words}`;
    const parts = /^(cut|split) (in half)$/.exec(phrase);
    const p = parts ? `${parts[1]!} ${a.words} ${parts[2]!}` : said;
    return { args: [`${a.value} ${word.tail}`], words: { p, ...extra(rng, split) } };
  };

const percentSlots = (rng: Rng, split: Split): { p: Slot; a: Slot; sign: string } => ({
  p: anyNumber(rng, split, {
    min: 1,
    max: rng.pick([30, 99, 99]),
    decimals: rng.next() < 0.4 ? 1 : 0,
    inWords: 0.1,
  }),
  a: number(rng, split, rng.pick([90, 500, 9999]), { decimals: 2, inWords: 0.05 }),
  sign: rng.pick(['%', '%', '%', ' %', ' percent', ' percent', ' percent', ' pct', ' per cent']),
});

const percent =
  (expression: (a: string, p: string) => string): Draw =>
  (rng, split) => {
    const { p, a, sign } = percentSlots(rng, split);
    const money = rng.next() < 0.2 && /^\d/.test(a.words) ? rng.pick(['$', '$', '€', '£']) : '';
    const glued = /[a-z]/.test(p.words) && sign === '%' ? ' percent' : sign;
    return {
      args: [expression(a.value, p.value)],
      words: { p: `${p.words}${glued}`, a: `${money}${a.words}`, ...extra(rng, split) },
    };
  };

const percentage: Draw = (rng, split) => {
  const [a, b] = descending(rng, split);
  return {
    args: [`${b.value} / ${a.value} * 100`],
    words: { a: a.words, b: b.words, ...extra(rng, split) },
  };
};

const nested: Draw = (rng, split) => {
  const group = rng.pick(GROUPED);
  const slots = [0, 1, 2].map(() => number(rng, split, rng.pick([12, 90, 400])));
  const fill = (text: string, field: 'value' | 'words'): string =>
    text.replace(/\b[ABC]\b/g, (letter) => slots['ABC'.indexOf(letter)]![field]);
  const said = rng.pick(group.said);
  return { args: [fill(group.value, 'value')], words: { e: fill(said, 'words'), ...extra(rng, split) } };
};

export const draws = {
  infix,
  sum,
  addTo,
  minus,
  times,
  divide,
  before: named('before'),
  after: named('after'),
  verb: named('verb'),
  percentOf: percent((a, p) => `${a} * ${p} / 100`),
  percentOff: percent((a, p) => `${a} - ${a} * ${p} / 100`),
  percentOn: percent((a, p) => `${a} + ${a} * ${p} / 100`),
  percentage,
  nested,
};
