// From a date as calls write it ("dec 25", "may 3 1990", "christmas", "friday", "today") to a day of the calendar.

import { daysUntilNext, shifted, weekdayOfDate, type LocalDate } from '../local-date';
import { HOLIDAYS, canonicalDate, monthOf } from './dates';
import { WEEKDAYS } from './weekdays';

/** A date without its year is the next such one, today counting. Null where the text is no date. */
export function readDate(text: string, today: LocalDate): LocalDate | null {
  if (text === 'today') return today;
  const weekday = WEEKDAYS.findIndex((name) => name === text);
  if (weekday >= 0) {
    const now = WEEKDAYS.findIndex((name) => name === weekdayOfDate(today));
    return shifted(today, (weekday - now + 7) % 7, 'day');
  }
  const [name = '', number = '', year] = text.split(' ');
  const { month, day } = HOLIDAYS[text] ?? { month: monthOf(name), day: Number(number) };
  if (!canonicalDate(month, day)) return null;
  if (HOLIDAYS[text] || year === undefined) {
    const days = daysUntilNext(today, month, day);
    return days < 0 ? null : shifted(today, days, 'day');
  }
  const dated = { year: Number(year), month, day };
  const real = new Date(Date.UTC(dated.year, month - 1, day)).getUTCMonth() === month - 1;
  return /^\d{4}$/.test(year) && real ? dated : null;
}
