// How long until an alarm rings.

/** Which days of the week (sunday is 0) an alarm rings on. */
const RINGS_ON: Partial<Record<string, (day: number) => boolean>> = {
  weekdays: (day) => day >= 1 && day <= 5,
  weekends: (day) => day === 0 || day === 6,
};
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * From a moment to the next local "hh:mm" that is later.
 * @param day on which: "tomorrow", "monday" …, "weekdays", "weekends"; any day by default.
 */
export function millisecondsUntil(time: string, from: Date, day = 'next'): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  const at = new Date(from);
  at.setHours(hours, minutes, 0, 0);
  const weekday = DAYS.indexOf(day);
  const rings = weekday < 0 ? (RINGS_ON[day] ?? (() => true)) : (today: number) => today === weekday;
  const later = (): void => void at.setDate(at.getDate() + 1); // by the calendar, so that clock changes are right
  if (day === 'tomorrow') later();
  while (at <= from || !rings(at.getDay())) later();
  return at.getTime() - from.getTime();
}
