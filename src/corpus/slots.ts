// Slots: random argument values and the ways people write them, for the corpus. Each draw gives the canonical argument
// (TOOLS) and its words; words/parse.ts finds the one in the other. Wide on purpose: copying is only learned from wide
// slots. About a tenth of the values is held out for 'test' and never drawn in training (held-out.ts).

import type { Rng } from '../lib/rng';
import { CITIES, CITY_ALIASES, citiesIn } from '../agent/words/cities';
import {
  HOLIDAYS,
  MONTH_DAYS,
  MONTHS,
  canonicalDate,
  monthName,
  ordinal,
  ordinalWords,
} from '../agent/words/dates';
import { numberInWords } from '../agent/words/numbers';
import { allowedIn, drawAllowed, type Split } from './held-out';
import { misspell } from './misspell';

/** A drawn value: the canonical argument and how a person wrote it. */
export interface Slot {
  value: string;
  words: string;
}

export interface NumberRange {
  min: number;
  max: number;
  /** Most digits after the point; none by default. A sixth of the draws then has a fraction. */
  decimals?: number;
  /** Share written in words where that is possible; 0.15 by default. */
  inWords?: number;
}

/** Numbers up to twelve are everyday words and on both sides of the split; of the others a tenth is held out. */
export function numberAllowed(split: Split, value: number): boolean {
  return (Number.isInteger(value) && Math.abs(value) <= 12) || allowedIn(split, 'number', String(value));
}

function drawNumber(rng: Rng, { min, max, decimals = 0 }: NumberRange): number {
  const between = (a: number, b: number): number => a + rng.int(Math.max(1, b - a + 1));
  if (decimals > 0 && rng.next() < 1 / 6) {
    const scale = 10 ** (1 + rng.int(decimals));
    return Math.round((min + rng.next() * (Math.min(max, min + 300) - min)) * scale) / scale;
  }
  const low = Math.ceil(min);
  const high = Math.floor(max);
  const kind = rng.next();
  if (kind < 0.3) return between(low, Math.min(high, low + 20));
  if (kind < 0.55) return between(low, Math.min(high, low + 100));
  if (kind < 0.7) {
    const step = rng.pick([5, 10, 10, 50, 100]);
    const [a, b] = [Math.ceil(low / step), Math.floor(Math.min(high, low + step * 20) / step)];
    if (a <= b) return between(a, b) * step;
  }
  // uniform in the logarithm, so that three and four digits are as common as two
  const least = Math.max(1, low);
  return Math.min(high, Math.floor(least * ((high + 1) / least) ** rng.next()));
}

/** A number in a range, as digits or in words ("twelve", "a dozen", "two hundred"). */
export function anyNumber(rng: Rng, split: Split, range: NumberRange): Slot {
  const n = drawAllowed(
    split,
    () => drawNumber(rng, range),
    (value) => value >= range.min && value <= range.max && numberAllowed(split, value),
  );
  const value = String(n);
  if (rng.next() < (range.inWords ?? 0.15)) {
    if (n === 12 && rng.next() < 0.4) return { value, words: 'a dozen' };
    if (n === 100 && rng.next() < 0.5) return { value, words: 'a hundred' };
    if (n === 1000 && rng.next() < 0.5) return { value, words: 'a thousand' };
    const said = n <= 100 || n % 50 === 0 || rng.next() < 0.15 ? numberInWords(n, rng.next() < 0.25) : null;
    if (said) return { value, words: said };
  }
  const comma = n >= 1000 && Number.isInteger(n) && rng.next() < 0.2;
  return { value, words: comma ? n.toLocaleString('en-US') : value };
}

const CITY_LIST = [...CITIES.keys()];
const ALIAS_LIST = [...CITY_ALIASES.keys()];

/** A city, one time in six by a nickname, abbreviation or country ("nyc", "japan"). */
export function city(rng: Rng, split: Split): Slot {
  const draw = (): Slot => {
    if (rng.next() < 1 / 6) {
      const words = rng.pick(ALIAS_LIST);
      return { value: CITY_ALIASES.get(words)!, words };
    }
    const value = rng.pick(CITY_LIST);
    const slip = rng.next() < 0.05 ? misspell(value, rng) : value;
    return { value, words: citiesIn(slip.split(' ')).join() === value ? slip : value };
  };
  return drawAllowed(split, draw, ({ value }) => allowedIn(split, 'city', value));
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Whole hours are on both sides of the split; of the other times a tenth is held out. */
export function timeAllowed(split: Split, value: string): boolean {
  return value.endsWith(':00') || allowedIn(split, 'time', value);
}

/** A time of day as it follows "at" or "for": "7", "7:30 pm", "half past seven", "quarter to 9", "noon", "7 in the evening". */
export function timeOfDay(rng: Rng, split: Split): Slot {
  return drawAllowed(
    split,
    () => drawTime(rng),
    ({ value }) => timeAllowed(split, value),
  );
}

/** A time before or after noon in words that do not say which ("half past 6", "7:45"), for "tonight at …". */
export function timeWithoutHalf(rng: Rng, split: Split, half: 'am' | 'pm'): Slot {
  const draw = (): Slot => {
    const { value, words } = drawTime(rng);
    const hour = Number(value.slice(0, 2));
    const bare = hour >= 1 && hour <= 11 && !/[ap]\.?m|morning|noon|night|evening|^0/i.test(words);
    if (!bare) return draw();
    return { value: half === 'pm' ? `${hour + 12}${value.slice(2)}` : value, words };
  };
  return drawAllowed(split, draw, ({ value }) => timeAllowed(split, value));
}

/** A time of day without the day: not "7 tomorrow morning". */
export function clockTime(rng: Rng, split: Split): Slot {
  for (;;) {
    const slot = timeOfDay(rng, split);
    if (!/tomorrow|tmrw|this |tonight/.test(slot.words)) return slot;
  }
}

function drawTime(rng: Rng): Slot {
  const { value, words } = composeTime(rng);
  // "7pm", but not "sevenpm"
  return {
    value,
    words: words.replace(/([a-z])([ap]\.?m)$/i, (all, last: string, half: string) =>
      / [ap]\.?m$/i.test(words) ? all : `${last} ${half}`,
    ),
  };
}

function composeTime(rng: Rng): Slot {
  const hour = rng.int(24);
  const twelve = hour % 12 || 12;
  const name = rng.next() < 0.25 ? numberInWords(twelve)! : String(twelve);
  const minute = rng.next() < 0.5 ? rng.int(12) * 5 : rng.int(60);
  const clock = (h: number, m: number): string => `${two(h)}:${two(m)}`;
  const kind = rng.int(20);
  if (kind === 0)
    return rng.pick([
      { value: '12:00', words: 'noon' },
      { value: '00:00', words: 'midnight' },
      { value: '12:00', words: 'midday' },
    ]);
  if (kind <= 3) return { value: clock(hour, 0), words: `${name}${halfWords(rng, hour)}` };
  if (kind <= 7)
    return { value: clock(hour, minute), words: `${twelve}:${two(minute)}${halfWords(rng, hour)}` };
  if (kind === 8)
    return { value: clock(hour, minute), words: `${rng.next() < 0.5 ? two(hour) : hour}:${two(minute)}` };
  // no half of the day said from here on: the hour counts as said
  if (kind === 9)
    return {
      value: clock(twelve, 0),
      words: `${name}${rng.pick(['', '', " o'clock", ' oclock', ' sharp'])}`,
    };
  if (kind === 10) return { value: clock(twelve, minute), words: `${twelve}:${two(minute)}` };
  const half = rng.next() < 0.35 ? halfWords(rng, hour) : '';
  const said = half ? hour : twelve;
  if (kind <= 13) return { value: clock(said, 30), words: `half past ${name}${half}` };
  if (kind <= 15) {
    const m = rng.pick([5, 10, 15, 15, 15, 20, 25]);
    const short = minutesInWords(rng, m);
    return { value: clock(said, m), words: `${short} ${rng.pick(['past', 'past', 'after'])} ${name}${half}` };
  }
  if (kind <= 17) {
    const m = rng.pick([5, 10, 15, 15, 15, 20, 25]);
    const short = minutesInWords(rng, m);
    // "ten to 12 pm" can mean either side of noon: no half there
    const clear = twelve === 12 ? '' : half;
    const before = clear ? said - 1 : twelve === 1 ? 12 : twelve - 1;
    return {
      value: clock((before + 24) % 24, 60 - m),
      words: `${short} ${rng.pick(['to', 'to', 'till', 'before'])} ${name}${clear}`,
    };
  }
  const m = minute < 10 ? minute + 10 : minute;
  const spoken = `${numberInWords(twelve)!} ${numberInWords(m)!}`;
  return { value: clock(said, m), words: `${spoken}${half}` };
}

/** "quarter", "20", "twenty minutes", before "past" or "to". */
function minutesInWords(rng: Rng, minutes: number): string {
  if (minutes === 15) return rng.pick(['quarter', 'quarter', 'a quarter']);
  return (rng.next() < 0.5 ? String(minutes) : numberInWords(minutes)!) + rng.pick(['', '', '', ' minutes']);
}

/** " pm", "pm", " in the evening" … as fits the hour; never empty. */
function halfWords(rng: Rng, hour: number): string {
  const pm = hour >= 12;
  if (rng.next() < 0.72)
    return rng.pick(pm ? [' pm', 'pm', 'pm', ' p.m.', ' PM'] : [' am', 'am', 'am', ' a.m.', ' AM']);
  if (hour >= 4 && hour < 12)
    return rng.pick([
      ' in the morning',
      ' in the morning',
      ' tomorrow morning',
      ' this morning',
      ' tmrw morning',
    ]);
  if (hour > 12 && hour < 18)
    return rng.pick([' in the afternoon', ' this afternoon', ' tomorrow afternoon']);
  if (hour >= 18 && hour < 24)
    return rng.pick([
      ' in the evening',
      ' tonight',
      ' this evening',
      ' tomorrow evening',
      ' tonight',
      ' at night',
    ]);
  return pm ? ' pm' : ' am';
}

/** A month and day, or one time in four a holiday. */
export function date(rng: Rng, split: Split): Slot {
  if (split === 'train' ? rng.next() < 0.25 : rng.next() < 0.1) {
    const [value, { words }] = rng.pick(Object.entries(HOLIDAYS));
    return { value, words: rng.pick(words) };
  }
  const draw = (): { month: number; day: number } => {
    const month = 1 + rng.int(12);
    return { month, day: 1 + rng.int(MONTH_DAYS[month - 1]!) };
  };
  const { month, day } = drawAllowed(split, draw, (d) =>
    allowedIn(split, 'date', canonicalDate(d.month, d.day)!),
  );
  return { value: canonicalDate(month, day)!, words: dateWords(rng, month, day) };
}

/** A date with its year: "may 3 1990", "3rd of may, 1990", "5/3/1990". */
export function datedDay(rng: Rng, split: Split): Slot {
  let day = date(rng, split);
  while (!/\d/.test(day.value) || day.value === 'feb 29') day = date(rng, split);
  const year = String(rng.next() < 0.8 ? 1930 + rng.int(96) : 1700 + rng.int(230));
  const [month, number] = day.value.split(' ');
  const digits = `${1 + MONTHS.findIndex((name) => name === month)}`;
  const slashed = /^(\d+)\/(\d+)$/.test(day.words);
  const words = slashed
    ? rng.pick([`${day.words}/${year}`, `${year}-${two(Number(digits))}-${two(Number(number))}`])
    : rng.pick([
        `${day.words} ${year}`,
        `${day.words} ${year}`,
        `${day.words}, ${year}`,
        `${day.words} in ${year}`,
      ]);
  return { value: `${day.value} ${year}`, words };
}

/** A date that is past, with or without a year. */
export const anyDay = (rng: Rng, split: Split): Slot =>
  rng.next() < 0.4 ? datedDay(rng, split) : date(rng, split);

function dateWords(rng: Rng, month: number, day: number): string {
  const short = month === 9 && rng.next() < 0.3 ? 'sept' : MONTHS[month - 1]!;
  const name = rng.next() < 0.45 ? short : monthName(month);
  const nth = rng.next() < 0.2 ? ordinalWords(day) : ordinal(day);
  return rng.pick([
    `${name} ${day}`,
    `${rng.next() < 0.06 ? misspell(monthName(month), rng) : name} ${day}`,
    `${name} ${nth}`,
    `${name} ${nth}`,
    `${day} ${name}`,
    `${day} ${name}`,
    `${nth} ${name}`,
    `${nth} of ${name}`,
    `the ${nth} of ${name}`,
    `the ${nth} of ${name}`,
    `${name} the ${nth}`,
    day > 12 && rng.next() < 0.3 ? `${day}/${month}` : `${month}/${day}`,
  ]);
}

/** A duration: number and unit (s, min, h), and both as one phrase ("10 min", "half an hour", "an hour and a half", "90secs"). */
export interface Duration {
  amount: string;
  unit: 's' | 'min' | 'h';
  words: string;
}

const UNIT_FORMS: Readonly<Record<Duration['unit'], { many: readonly string[]; one: string; max: number }>> =
  {
    s: { many: ['seconds', 'seconds', 'secs', 'sec', 's'], one: 'second', max: 300 },
    min: { many: ['minutes', 'minutes', 'minutes', 'mins', 'min', 'min', 'm'], one: 'minute', max: 180 },
    h: { many: ['hours', 'hours', 'hrs', 'hr', 'h'], one: 'hour', max: 24 },
  };

const PHRASES: readonly Duration[] = [
  { amount: '0.5', unit: 'h', words: 'half an hour' },
  { amount: '0.5', unit: 'h', words: 'half an hour' },
  { amount: '0.5', unit: 'h', words: 'half hour' },
  { amount: '0.5', unit: 'h', words: 'a half hour' },
  { amount: '0.5', unit: 'min', words: 'half a minute' },
  { amount: '1.5', unit: 'h', words: 'an hour and a half' },
  { amount: '1.5', unit: 'h', words: 'one and a half hours' },
  { amount: '1.5', unit: 'min', words: 'a minute and a half' },
  { amount: '2.5', unit: 'h', words: 'two and a half hours' },
  { amount: '2.5', unit: 'min', words: '2 and a half minutes' },
  { amount: '0.25', unit: 'h', words: 'a quarter of an hour' },
  { amount: '1', unit: 'h', words: 'an hour' },
  { amount: '1', unit: 'h', words: 'an hour' },
  { amount: '1', unit: 'min', words: 'a minute' },
  { amount: '2', unit: 'min', words: 'a couple of minutes' },
  { amount: '2', unit: 'h', words: 'a couple hours' },
];

/** A duration; minutes are the most common unit. */
export function duration(rng: Rng, split: Split): Duration {
  if (rng.next() < 0.12) return rng.pick(PHRASES);
  const unit = rng.pick(['min', 'min', 'min', 's', 'h'] as const);
  const { many, one, max } = UNIT_FORMS[unit];
  const number = anyNumber(rng, split, { min: 1, max, decimals: unit === 'h' ? 1 : 0 });
  const word = number.value === '1' && rng.next() < 0.8 ? one : rng.pick(many);
  const glued = /^\d/.test(number.words) && rng.next() < (word.length <= 3 ? 0.4 : 0.05);
  return { amount: number.value, unit, words: `${number.words}${glued ? '' : ' '}${word}` };
}
