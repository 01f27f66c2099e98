// How long until an alarm rings.

/** From a moment to the next local "hh:mm", today or tomorrow. */
export function millisecondsUntil(time: string, from: Date): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  const at = new Date(from);
  at.setHours(hours, minutes, 0, 0);
  if (at <= from) at.setDate(at.getDate() + 1); // by the calendar, so that clock changes are right
  return at.getTime() - from.getTime();
}
