// From a person's words to every canonical time and date they may mean. Candidates for constrained decoding
// and the other half of the slots' contract (slots.test.ts: what a slot draws, these find). They propose, they do not decide.

import { HOLIDAYS, canonicalDate, monthOf, readDay } from './dates';
import { readSmall } from './numbers';
import { isOneSlipFrom } from './typos';

const isYear = (word: string | undefined): boolean => /^(1[5-9]|20|21)\d\d$/.test(word ?? '');

/** A year after a day and month: "may 3 , 1990", "3 / 5 / 1990", "in 1990". */
function yearAt(words: readonly string[], at: number): string | null {
  const next = /^[,/.-]$|^(of|in)$/.test(words[at] ?? '') ? at + 1 : at;
  return isYear(words[next]) ? words[next]! : null;
}

/** All dates in a normalised sentence: "dec 25", "the 3 rd of march", "12 / 25" (both readings where both exist), holidays. */
export function datesIn(words: readonly string[]): string[] {
  const found = new Set<string>();
  /** @param next the word after it, where a year may stand. */
  const add = (month: number, day: number, next: number): void => {
    const date = canonicalDate(month, day);
    if (!date) return;
    found.add(date);
    const year = yearAt(words, next);
    if (year) found.add(`${date} ${year}`);
  };
  for (let at = 0; at < words.length; at++) {
    const holiday = holidayAt(words, at);
    if (holiday) {
      found.add(holiday.name);
      at += holiday.length - 1;
      continue;
    }
    const month = monthOf(words[at]!);
    if (month > 0) {
      let next = at + 1;
      while (words[next] === '.' || words[next] === 'the') next++;
      const after = readDay(words, next);
      if (after) add(month, after.day, next + after.length);
    }
    const day = readDay(words, at);
    if (day) {
      let next = at + day.length;
      while (['of', '.', '-'].includes(words[next] ?? '')) next++;
      const later = monthOf(words[next] ?? '');
      if (later > 0) add(later, day.day, next + 1);
      const second = Number(words[at + 2]);
      if ((words[at + 1] === '/' || words[at + 1] === '-') && second > 0) {
        add(day.day, second, at + 3);
        add(second, day.day, at + 3);
      }
    }
    const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(words[at]!);
    if (dotted) add(Number(dotted[2]), Number(dotted[1]), at + 1);
    // 1990 - 05 - 03
    if (isYear(words[at]) && words[at + 1] === '-' && words[at + 3] === '-') {
      const date = canonicalDate(Number(words[at + 2]), Number(words[at + 4]));
      if (date) found.add(`${date} ${words[at]}`);
    }
  }
  return [...found];
}

const holidayForms = Object.entries(HOLIDAYS)
  .flatMap(([name, { words }]) => words.map((form) => ({ name, form: form.split(' ') })))
  .sort((a, b) => b.form.length - a.form.length);

/** A word of a holiday's name: with or without a closing apostrophe; a slip counts in the long ones. */
function isForm(typed: string | undefined, word: string): boolean {
  if (typed === undefined) return false;
  const [a, b] = [typed.replace(/'$/, ''), word.replace(/'$/, '')];
  return a === b || (b.length > 7 && isOneSlipFrom(a, b));
}

function holidayAt(words: readonly string[], at: number): { name: string; length: number } | null {
  const hit = holidayForms.find(({ form }) => form.every((word, i) => isForm(words[at + i], word)));
  return hit ? { name: hit.name, length: hit.form.length } : null;
}

const AFTERNOON = /^(afternoon|evening|tonight|tonite|night|pm)$/;
const two = (n: number): string => String(n).padStart(2, '0');

/** All times of day in a normalised sentence as hh:mm: "7 : 30 pm", "half past 7", "quarter to 9", "noon", "7 in the evening". */
export function timesIn(words: readonly string[]): string[] {
  const found = new Set<string>();
  const late = words.some((word) => AFTERNOON.test(word));
  for (let at = 0; at < words.length; at++) {
    const clock = clockAt(words, at);
    if (!clock) continue;
    const { hour, minute, fixed } = clock;
    const half = fixed ? null : halfOfDay(words, at + clock.length, hour);
    const as = (h: number): void => void found.add(`${two(h)}:${two(minute)}`);
    const shift = (h: number, pm: boolean): number => (h > 12 ? h : pm ? (h % 12) + 12 : h % 12);
    const wrap = (h: number): number => (h - clock.before + 24) % 24;
    if (half) {
      as(wrap(shift(hour, half === 'pm')));
      // "ten to 12 in the morning" is before noon, "ten to 12 am" before midnight
      if (clock.before) as(shift(wrap(hour), half === 'pm'));
    } else {
      const said = wrap(hour);
      as(said);
      // "quarter to one" is 12:45 as said, and "tonight at 7" may have its half of the day elsewhere
      if (!fixed && ((clock.before && said === 0) || (late && said < 12))) as(said + 12);
    }
    at += clock.length - 1;
  }
  return [...found];
}

interface Clock {
  hour: number;
  minute: number;
  /** Words taken. */
  length: number;
  /** 1 where "to" takes an hour off ("quarter to 9"). */
  before: 0 | 1;
  /** Midnight and noon are not shifted. */
  fixed?: boolean;
}

/** A clock time without its half of the day, starting at a word. */
function clockAt(words: readonly string[], at: number): Clock | null {
  const word = words[at]!;
  if (word === 'noon' || word === 'midday') return { hour: 12, minute: 0, length: 1, before: 0, fixed: true };
  if (word === 'midnight' || word === 'midnite')
    return { hour: 0, minute: 0, length: 1, before: 0, fixed: true };
  const spoken = spokenMinutes(words, at);
  if (spoken) return spoken;
  const exact = /^(\d{1,2})[:.h](\d\d)$/.exec(word) ?? /^(\d{1,2})(\d\d)$/.exec(word);
  if (exact) return valid(Number(exact[1]), Number(exact[2]), 1);
  if (/^\d{1,2}$/.test(word) && words[at + 1] === ':' && /^\d\d$/.test(words[at + 2] ?? '')) {
    return valid(Number(word), Number(words[at + 2]), 3);
  }
  const hour = hourAt(words, at);
  if (!hour) return null;
  if (/^\d+$/.test(word)) {
    const minute = /^[0-5]\d$/.test(words[at + 1] ?? '') ? Number(words[at + 1]) : 0;
    return valid(hour.n, minute, minute ? 2 : 1);
  }
  const oh = words[at + 1] === 'oh' || words[at + 1] === 'o' ? 1 : 0;
  const minute = readSmall(words, at + 1 + oh);
  if (minute && (oh ? minute.n < 10 && minute.n > 0 : minute.n > 9 && minute.n < 60))
    return valid(hour.n, minute.n, 1 + oh + minute.length);
  return valid(hour.n, 0, 1);
}

/** "half past 7", "quarter to 9", "ten past eight", "20 minutes to 6", British "half seven". */
function spokenMinutes(words: readonly string[], at: number): Clock | null {
  let next = at + (words[at] === 'a' ? 1 : 0);
  let minute: number;
  if (words[next] === 'half') [minute, next] = [30, next + 1];
  else if (words[next] === 'quarter') [minute, next] = [15, next + 1];
  else {
    const read = /^\d{1,2}$/.test(words[next] ?? '')
      ? { n: Number(words[next]), length: 1 }
      : readSmall(words, next);
    if (!read || read.n < 1 || read.n > 59) return null;
    [minute, next] = [read.n, next + read.length];
    if (/^min(ute)?s?$/.test(words[next] ?? '')) next++;
  }
  const link = words[next] ?? '';
  const past = /^(past|after)$/.test(link);
  const to = /^(to|till|before|of)$/.test(link);
  const british = minute === 30 && words[next - 1] === 'half';
  if (!past && !to && !british) return null;
  const hourStart = past || to ? next + 1 : next;
  const named = words[hourStart] === 'noon' ? 12 : words[hourStart] === 'midnight' ? 0 : -1;
  const hour = named >= 0 ? { n: named } : hourAt(words, hourStart);
  if (!hour || hour.n > 24) return null;
  const length = hourStart + 1 - at;
  if (to) return { hour: hour.n, minute: 60 - minute, length, before: 1, ...(named >= 0 && { fixed: true }) };
  return { hour: hour.n, minute, length, before: 0, ...(named >= 0 && { fixed: true }) };
}

function hourAt(words: readonly string[], at: number): { n: number } | null {
  const word = words[at] ?? '';
  const n = /^\d{1,2}$/.test(word) ? Number(word) : (readSmall([word], 0)?.n ?? -1);
  return n >= 0 && n < 24 ? { n } : null;
}

function valid(hour: number, minute: number, length: number): Clock | null {
  return hour < 24 && minute < 60 ? { hour, minute, length, before: 0 } : null;
}

/** "am", "p . m .", "o'clock in the evening", "tonight", "tomorrow morning" straight after a time. */
function halfOfDay(words: readonly string[], at: number, hour: number): 'am' | 'pm' | null {
  let next = at;
  while (
    /^(o'clock|oclock|sharp|in|the|this|at|tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|on|\.)$/.test(
      words[next] ?? '',
    )
  )
    next++;
  const word = words[next] ?? '';
  const dotted = words[next + 1] === '.' && words[next + 2] === 'm';
  if (/^(am|a\.m\.?|morning)$/.test(word) || (word === 'a' && (dotted || words[next + 1] === 'm')))
    return 'am';
  if (/^(pm|p\.m\.?|afternoon|evening)$/.test(word) || (word === 'p' && (dotted || words[next + 1] === 'm')))
    return 'pm';
  if (/^(tonight|tonite|night)$/.test(word)) return hour === 12 || hour < 4 ? 'am' : 'pm';
  return null;
}
