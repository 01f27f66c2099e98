// Spans of calendar time, from today and from a date.

import type { Draw } from '../frames';
import { anyNumber, date, type Slot } from '../slots';
import type { Rng } from '../../lib/rng';
import type { Split } from '../held-out';

type Unit = 'day' | 'week' | 'month' | 'year';
const MOST: Readonly<Record<Unit, number>> = { day: 400, week: 60, month: 30, year: 20 };

function span(rng: Rng, split: Split): Slot & { unit: Unit } {
  const unit = rng.pick(['day', 'day', 'day', 'week', 'week', 'month', 'month', 'year'] as const);
  if (rng.next() < 0.15) return { value: '1', unit, words: `${rng.pick(['a', 'a', 'one'])} ${unit}` };
  const n = anyNumber(rng, split, { min: 2, max: rng.pick([12, MOST[unit]]), inWords: 0.3 });
  return { value: n.value, unit, words: `${n.words} ${unit}s` };
}

const later: Draw = (rng, split) => {
  const { value, unit, words } = span(rng, split);
  const when = rng.pick([
    `in ${words}`,
    `in ${words}`,
    `${words} from now`,
    `${words} from today`,
    `${words} later`,
  ]);
  return { args: [value, unit, 'after', 'today'], words: { in: when, span: words } };
};

const ago: Draw = (rng, split) => {
  const { value, unit, words } = span(rng, split);
  return { args: [value, unit, 'before', 'today'], words: { ago: `${words} ago`, span: words } };
};

const near: Draw = (rng) => {
  const [days, day] = rng.pick([
    ['1', 'tomorrow'],
    ['1', 'tomorrow'],
    ['1', 'tomorrow'],
    ['2', 'the day after tomorrow'],
    ['2', 'the day after tomorrow'],
    ['1', 'tmrw'],
  ] as const);
  return { args: [days, 'day', 'after', 'today'], words: { near: day, whose: `${day}'s` } };
};

const yesterday: Draw = () => ({
  args: ['1', 'day', 'before', 'today'],
  words: { before: 'the day before today' },
});

const twoback: Draw = () => ({ args: ['2', 'day', 'before', 'today'], words: {} });

const from: Draw = (rng, split) => {
  const { value, unit, words } = span(rng, split);
  const day = date(rng, split);
  const [side, link] = rng.pick([
    ['after', 'after'],
    ['after', 'after'],
    ['after', 'from'],
    ['after', 'past'],
    ['before', 'before'],
    ['before', 'before'],
    ['before', 'ahead of'],
  ] as const);
  return {
    args: [value, unit, side, day.value],
    words: { rel: `${words} ${link} ${day.words}`, span: words, d: day.words },
  };
};

export const draws = { later, ago, near, yesterday, twoback, from };
