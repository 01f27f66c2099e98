// Figures in words: a value with its 95 % interval, in the unit of the figure.

import { useTranslation } from 'react-i18next';
import type { FigureInfo } from '../../catalog/figures';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';

interface Interval {
  value: number;
  low: number;
  high: number;
}

/** One number has no interval; nor have examples that all came out the same, of which every draw is the same. */
const isNone = ({ low, high }: Omit<Interval, 'value'>): boolean => Number.isNaN(low) || low === high;

export function useFigureFormat() {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const format = (value: number, unit: FigureInfo['unit']): string =>
    unit === 'share' ? formatShare(locale, value) : formatNumber(locale, value);
  /** "+3.1": percentage points, signed. */
  const points = (value: number): string =>
    new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(
      100 * value,
    );
  /** "3.1": percentage points of what is said in words to be more or less. */
  const size = (value: number): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(100 * value);
  return {
    format,
    points,
    size,
    /** "90 to 94 %"; empty where there is no interval. */
    interval: ({ low, high }: Omit<Interval, 'value'>, unit: FigureInfo['unit']): string =>
      isNone({ low, high }) ? '' : t('proof:interval', { low: format(low, unit), high: format(high, unit) }),
    pointsInterval: ({ low, high }: Omit<Interval, 'value'>): string =>
      isNone({ low, high }) ? '' : t('proof:interval', { low: points(low), high: points(high) }),
  };
}

/** A value, and below it the interval. */
export function Estimated({
  estimate,
  unit,
  signed,
}: {
  estimate: Interval | undefined | null;
  unit: FigureInfo['unit'];
  signed?: boolean;
}) {
  const { format, points, interval, pointsInterval } = useFigureFormat();
  if (!estimate) return <>–</>;
  const asPoints = signed && unit === 'share';
  return (
    <>
      {asPoints ? points(estimate.value) : format(estimate.value, unit)}
      <small className="soft">{asPoints ? pointsInterval(estimate) : interval(estimate, unit)}</small>
    </>
  );
}
