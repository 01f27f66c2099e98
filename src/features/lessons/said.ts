// Figures of a lesson as people read them, alone and inside the lesson's words.

import type { Figure } from '../../catalog/lesson';
import { formatBytes, formatNumber, formatShare } from '../../i18n/formats';
import type { Locale } from '../../lib/localised';

/** How units are written, "{{value}} points": the page's own words. */
export type UnitWords = Record<'points' | 'times' | 'nats', (value: string) => string>;

export function figureText(locale: Locale, { unit, value }: Figure, words: UnitWords): string {
  switch (unit) {
    case 'share':
      return formatShare(locale, value);
    case 'points': {
      const sign = value > 0 ? '+' : value < 0 ? '−' : '±';
      return words.points(`${sign}${formatNumber(locale, Math.abs(100 * value), 2)}`);
    }
    case 'times':
      return words.times(formatNumber(locale, value, 2));
    case 'nats':
      return words.nats(formatNumber(locale, value, 2));
    case 'bytes':
      return formatBytes(locale, value);
    case 'ms':
      return `${formatNumber(locale, value, 2)} ms`;
    case 'number':
      return formatNumber(locale, value);
    default:
      return unit satisfies never;
  }
}

/** A text with the figures that it names, {{id}}, put in. */
export const withFigures = (
  text: string,
  figures: readonly Figure[],
  write: (figure: Figure) => string,
): string =>
  text.replace(/\{\{(\w+)\}\}/g, (name, id: string) => {
    const figure = figures.find((one) => one.id === id);
    return figure ? write(figure) : name;
  });
