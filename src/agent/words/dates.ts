// Months, ordinals and holidays: how dates are written. Canonical is "dec 25" or a holiday's name; no years, no weekdays.

import { isOneSlipFrom } from './typos';

export const MONTHS = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
] as const;
const FULL = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** Days of each month, a leap year's. */
export const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Holidays: canonical name -> month (1 to 12), day, and the ways people write it. */
export const HOLIDAYS: Readonly<Record<string, { month: number; day: number; words: readonly string[] }>> = {
  christmas: {
    month: 12,
    day: 25,
    words: ['christmas', 'christmas', 'xmas', 'x-mas', 'christmas day', 'xmas day', 'chrismas'],
  },
  'christmas eve': { month: 12, day: 24, words: ['christmas eve', 'xmas eve'] },
  'new year': {
    month: 1,
    day: 1,
    words: [
      'new year',
      'new years',
      "new year's",
      'new years day',
      "new year's day",
      'the new year',
      'newyear',
    ],
  },
  halloween: { month: 10, day: 31, words: ['halloween', 'haloween', "hallowe'en"] },
  "valentine's day": {
    month: 2,
    day: 14,
    words: ["valentine's day", 'valentines day', 'valentines', "valentine's", 'valentine', 'valentine day'],
  },
  'april fools': {
    month: 4,
    day: 1,
    words: [
      'april fools',
      "april fools'",
      'april fools day',
      "april fool's day",
      "april fool's",
      'april fool',
    ],
  },
};

/** 1 to 12 for "dec", "december", "sept"; 0 for anything else. */
export function monthOf(word: string): number {
  if (word.length < 3) return 0;
  if (word === 'sept') return 9;
  const short = MONTHS.findIndex((month) => month === word);
  if (short >= 0) return short + 1;
  return FULL.findIndex((month) => isOneSlipFrom(word, month)) + 1;
}

/** The month's full name, 1 to 12. */
export function monthName(month: number): string {
  return FULL[month - 1]!;
}

/** "1st", "22nd". */
export function ordinal(day: number): string {
  const suffix = day % 100 > 10 && day % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

const ORDINALS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth twentieth'
).split(' ');

/** "third", "twenty first", up to 31. */
export function ordinalWords(day: number): string {
  if (day <= 20) return ORDINALS[day - 1]!;
  if (day === 30) return 'thirtieth';
  return `${day < 30 ? 'twenty' : 'thirty'} ${ORDINALS[(day % 10) - 1]!}`;
}

const ORDINAL_DAYS = new Map(Array.from({ length: 31 }, (_, i) => [ordinalWords(i + 1), i + 1]));

/** A day of the month at a place in a sentence: "25", "25th", "25 th", "third", "twenty first", "twenty-first". */
export function readDay(words: readonly string[], at: number): { day: number; length: number } | null {
  const word = words[at] ?? '';
  const digits = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word);
  if (digits) {
    const split = !digits[2] && /^(st|nd|rd|th)$/.test(words[at + 1] ?? '');
    return { day: Number(digits[1]), length: split ? 2 : 1 };
  }
  const two = ORDINAL_DAYS.get(`${word} ${words[at + 1] ?? ''}`);
  if (two) return { day: two, length: 2 };
  const one = ORDINAL_DAYS.get(word.replace('-', ' '));
  if (one) return { day: one, length: 1 };
  return null;
}

/** "dec 25", or null where the month has no such day. */
export function canonicalDate(month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]!) return null;
  return `${MONTHS[month - 1]!} ${day}`;
}
