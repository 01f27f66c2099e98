// Numbers, shares, durations and sizes as people of each language write them.

import type { Locale } from '../lib/localised';

/** Formatters by language and options: making one takes longer than using it a hundred times. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const made = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** About three significant digits, grouped: 1,234 · 12.3 · 0.0123. */
export function formatNumber(locale: Locale, value: number, digits = 3): string {
  const options =
    Math.abs(value) >= 10 ** digits ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: digits };
  return formatter(locale, options).format(value);
}

/** 0.9312 → 93.1 %. */
export function formatShare(locale: Locale, value: number, digits = 1): string {
  return formatter(locale, { style: 'percent', maximumFractionDigits: digits }).format(value);
}

/** 868000 → 868K or 86.8万. */
export function formatCompact(locale: Locale, value: number): string {
  return formatter(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

/** Seconds → 7 s, 1 min 5 s, 2 h 3 min. */
export function formatDuration(locale: Locale, seconds: number): string {
  const unit = (value: number, name: string) =>
    formatter(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return unit(whole, 'second');
  if (whole < 3600) return `${unit(Math.floor(whole / 60), 'minute')} ${unit(whole % 60, 'second')}`;
  return `${unit(Math.floor(whole / 3600), 'hour')} ${unit(Math.floor((whole % 3600) / 60), 'minute')}`;
}

/** Bytes → 3.2 MB. */
export function formatBytes(locale: Locale, bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return formatter(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  }).format(value);
}

const clocks = new Map<Locale, Intl.DateTimeFormat>();

/** A point in time as day and minute. */
export function formatTime(locale: Locale, milliseconds: number): string {
  const clock =
    clocks.get(locale) ??
    new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  clocks.set(locale, clock);
  return clock.format(milliseconds);
}
