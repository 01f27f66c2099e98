// The reliability plot: how often a model is right against how sure it was, in ten bins; the larger the dot, the more answers.
// On the diagonal it is as right as it is sure; below, it is too sure of itself.

import { useTranslation } from 'react-i18next';
import type { Arm } from '../../catalog/arms';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { ArmReport } from '../../state/training-store';
import { download } from '../../state/download';
import { ARM_COLOURS } from '../../ui/arm';
import { DataTable } from '../../ui/chart/data-table';
import { SaveChart } from '../../ui/chart/save-button';
import { Disclosure } from '../../ui/disclosure';
import { HelpText } from '../../ui/help';

const SIDE = 240;
const MARGIN = 34;
const at = (share: number): number => share * SIDE;

export function Reliability({ arm, bins }: { arm: Arm; bins: NonNullable<ArmReport['reliability']> }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  const there = bins.filter(({ count }) => count > 0);
  return (
    <figure className="reliability">
      <h3>{t('proof:reliability')}</h3>
      <HelpText>{t('proof:reliabilityHelp')}</HelpText>
      <svg
        role="img"
        aria-label={t('proof:reliability')}
        viewBox={`${-MARGIN - 8} -8 ${SIDE + 2 * MARGIN} ${SIDE + MARGIN + 8}`}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share} className="reliability__grid">
            <line x1={0} x2={SIDE} y1={SIDE - at(share)} y2={SIDE - at(share)} />
            <text x={-6} y={SIDE - at(share) + 4} textAnchor="end">
              {formatShare(locale, share, 0)}
            </text>
            <text x={at(share)} y={SIDE + 16} textAnchor="middle">
              {formatShare(locale, share, 0)}
            </text>
          </g>
        ))}
        <line className="reliability__diagonal" x1={0} y1={SIDE} x2={SIDE} y2={0} />
        <polyline
          className="reliability__line"
          stroke={ARM_COLOURS[arm]}
          points={there.map((bin) => `${at(bin.confidence)},${SIDE - at(bin.accuracy)}`).join(' ')}
        />
        {there.map(({ count, confidence, accuracy }) => (
          <circle
            key={confidence}
            cx={at(confidence)}
            cy={SIDE - at(accuracy)}
            r={3 + 9 * Math.sqrt(count / all)}
            fill={ARM_COLOURS[arm]}
            fillOpacity={0.75}
          />
        ))}
      </svg>
      <HelpText>{t('proof:reliabilityAxes')}</HelpText>
      <SaveChart
        name={t('proof:reliability')}
        save={download}
        csv={() => ({
          head: [
            `${t('proof:sure')} (${t('app.share')})`,
            `${t('proof:right')} (${t('app.share')})`,
            t('proof:count'),
          ],
          rows: there.map(({ confidence, accuracy, count }) => [confidence, accuracy, count]),
        })}
      />
      <Disclosure summary={t('training.showData')}>
        {() => (
          <DataTable
            caption={`${t('training.showData')}: ${t('proof:reliability')}`}
            head={[t('proof:sure'), t('proof:right'), t('proof:count')]}
            rows={there.map(({ count, confidence, accuracy }) => [
              formatShare(locale, confidence),
              formatShare(locale, accuracy),
              String(count),
            ])}
          />
        )}
      </Disclosure>
    </figure>
  );
}
