// Time zones by the names that calls use: cities (cities.ts), zones ("utc", "pacific time") and "here".

import type { Environment } from '../types';
import { CITIES, ZONES } from './cities';

/** The IANA time zone of a place; null where nobody knows it. */
export function clockOf(name: string, environment: Pick<Environment, 'timeZone'>): string | null {
  return name === 'here' ? environment.timeZone() : (CITIES.get(name) ?? ZONES.get(name) ?? null);
}

/** Minutes by which a zone's clocks are ahead of UTC at a moment. */
export function minutesAhead(zone: string, now: number): number {
  const minute = Math.floor(now / 60_000) * 60_000;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(minute);
  const read = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(read['year']!, read['month']! - 1, read['day']!, read['hour']!, read['minute']!);
  return (shown - minute) / 60_000;
}
