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
