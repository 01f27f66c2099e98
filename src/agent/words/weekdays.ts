// The days of the week, as calls write them and as people abbreviate them.

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** "tues" -> "tuesday"; null for anything else. "sat" and "sun" are words of their own and stand for no day. */
export function weekdayOf(word: string): string | null {
  if (word.length < 3 || word === 'sat' || word === 'sun') return null;
  const name = word.replace(/s$/, '');
  return WEEKDAYS.find((day) => day === name || (word.length <= 5 && day.startsWith(word))) ?? null;
}
