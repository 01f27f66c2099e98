// The calendar day that a clock shows in a time zone. Days are counted on the calendar, not in 24-hour steps, so that
// daylight saving never shifts a count.

export interface LocalDate {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** The calendar date in an IANA zone at a time in milliseconds. */
export function localDate(milliseconds: number, timeZone: string): LocalDate {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const read = Object.fromEntries(
    parts.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]),
  );
  return { year: read.year!, month: read.month!, day: read.day! };
}

export type CalendarUnit = 'day' | 'week' | 'month' | 'year';

const dayNumber = ({ year, month, day }: LocalDate): number => Date.UTC(year, month - 1, day) / 86_400_000;

/** Whole days from a date to the next such month and day, today counting as 0. A 29 february may be years away. */
export function daysUntilNext(today: LocalDate, month: number, day: number): number {
  for (let year = today.year; year < today.year + 9; year++) {
    if (new Date(Date.UTC(year, month - 1, day)).getUTCMonth() !== month - 1) continue;
    const days = dayNumber({ year, month, day }) - dayNumber(today);
    if (days >= 0) return days;
  }
  return -1;
}

const fromDayNumber = (days: number): LocalDate => {
  const date = new Date(days * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** A date so many days, weeks, months or years later; a month later is the same day of that month, or its last. */
export function shifted(date: LocalDate, count: number, unit: CalendarUnit): LocalDate {
  if (unit === 'day' || unit === 'week')
    return fromDayNumber(dayNumber(date) + count * (unit === 'week' ? 7 : 1));
  const months = date.month - 1 + count * (unit === 'year' ? 12 : 1);
  const [year, month] = [date.year + Math.floor(months / 12), ((months % 12) + 12) % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return { year, month: month + 1, day: Math.min(date.day, last) };
}

/** Calendar days from one date to another; negative where it comes before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

const written = (date: LocalDate, format: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...format })
    .format(dayNumber(date) * 86_400_000)
    .toLowerCase();

/** "friday". */
export const weekdayOfDate = (date: LocalDate): string => written(date, { weekday: 'long' });

/** "friday december 4", with its year where that is not the one given. */
export function dateInWords(date: LocalDate, year: number): string {
  const words = `${weekdayOfDate(date)} ${written(date, { month: 'long' })} ${date.day}`;
  return date.year === year ? words : `${words} ${date.year}`;
}
