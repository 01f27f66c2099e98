// Of several teachers: each one's share of the loss as a curve, and how much each counted on rows of the last batch.

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TEACHERS } from '../../catalog/arms';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useMetrics, useTraining } from '../../state/hooks';
import { download } from '../../state/download';
import { ChartFrame } from '../../ui/chart/chart-frame';
import { DataTable } from '../../ui/chart/data-table';
import type { ChartRow } from '../../ui/chart/line-chart';
import { spread } from '../../ui/chart/spread';
import { Disclosure } from '../../ui/disclosure';
import { useThrottled } from '../../ui/use-throttled';

const REDRAW_MS = 250;
const MOST_ROWS = 50;
const DASHES = [undefined, '8 2', '5 2', '3 2'] as const;
const NO_MARKS: readonly never[] = [];

/** @param count of the teachers. */
export default function MixtureView({ count }: { count: number }) {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const { metrics, version } = useMetrics();
  const seen = useThrottled(version, REDRAW_MS);
  const steps = useTraining((state) => state.steps);
  const format = useCallback((value: number) => formatShare(locale, value), [locale]);
  const arms = TEACHERS.slice(0, count);
  // the measurements change in place; `seen` says that they did
  const rows = useMemo(
    () =>
      (seen < 0 ? [] : metrics.points('student')).flatMap(({ step, terms }): ChartRow[] => {
        const shares = TEACHERS.slice(0, count).map((arm, k) => [arm, terms[`share.${k + 1}`]] as const);
        return shares.some(([, share]) => share !== undefined)
          ? [{ step, ...Object.fromEntries(shares) }]
          : [];
      }),
    [metrics, seen, count],
  );
  const lines = arms.map((arm, k) => ({
    key: arm,
    arm,
    who: t(`speaker.${arm}`),
    what: t('training:mixture.share'),
    dash: DASHES[k],
    width: 2,
  }));
  return (
    <div>
      <ChartFrame
        title={t('training:mixture.shares')}
        save={download}
        chart={{
          rows,
          lines,
          marks: NO_MARKS,
          lastStep: steps,
          shares: true,
          stepName: t('training.stepAxis'),
          format,
        }}
        empty={rows.length === 0 ? t('training:mixture.noShares') : null}
        showData={t('training.showData')}
        note={<p className="marks sentences">{t('training:mixture.sharesHelp')}</p>}
        table={() => (
          <DataTable
            caption={`${t('training.showData')}: ${t('training:mixture.shares')}`}
            head={[t('training.stepAxis'), ...arms.map((arm) => t(`speaker.${arm}`))]}
            rows={spread(rows, MOST_ROWS).map((row) => [
              String(row.step),
              ...arms.map((arm) => (row[arm] === undefined ? '–' : format(row[arm]))),
            ])}
          />
        )}
      />
      <Disclosure summary={t('training:mixture.weights')}>{() => <Weights />}</Disclosure>
    </div>
  );
}

/** Rows or tokens of a batch of late, and how much each teacher counted there. */
function Weights() {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const classes = useTraining((state) => state.report?.report.classes ?? null);
  const mixture = useThrottled(
    useTraining((state) => state.mixture),
    REDRAW_MS,
  );
  if (!mixture) return <p className="soft">{t('training:mixture.noWeights')}</p>;
  const { teachers, rows, labels, weights } = mixture;
  const name = (label: number): string => classes?.[label] ?? String(label + 1);
  const isToken = rows.length === 0;
  return (
    <DataTable
      caption={t('training:mixture.weights')}
      head={[
        t(isToken ? 'training:mixture.token' : 'training:mixture.row'),
        t('training:mixture.label'),
        ...TEACHERS.slice(0, teachers).map((arm) => t(`speaker.${arm}`)),
      ]}
      rows={labels.map((label, n) => [
        String((rows[n] ?? n) + 1),
        label === null ? t('training:mixture.labelHidden') : name(label),
        ...weights.slice(n * teachers, (n + 1) * teachers).map((weight) => formatShare(locale, weight)),
      ])}
    />
  );
}
