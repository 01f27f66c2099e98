// "Loss curves": total and terms of the student, the totals of the others, and where a control was moved.

import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Arm } from '../../catalog/arms';
import { drawnTerms } from '../../catalog/two-tasks';
import type { TermInfo } from '../../catalog/types';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { useExperiment, useMetrics, useTraining } from '../../state/hooks';
import { download } from '../../state/download';
import { ChartFrame } from '../../ui/chart/chart-frame';
import { DataTable } from '../../ui/chart/data-table';
import type { ChartLine, ChartRow } from '../../ui/chart/line-chart';
import { spread } from '../../ui/chart/spread';
import { Switch } from '../../ui/switch';
import { useThrottled } from '../../ui/use-throttled';
import { lossCurves, lossLines, lossRows } from './curves';

const REDRAW_MS = 100;
const MOST_ROWS = 50;

export function LossChart() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { metrics, version } = useMetrics();
  const seen = useThrottled(version, REDRAW_MS);
  const steps = useTraining((state) => state.steps);
  const marks = useTraining((state) => state.marks);
  const [log, setLog] = useState(false);
  const localised = useLocalised();
  // the curves are those of the run; before there is one, of what the table says
  const ran = useTraining((state) => state.config);
  const table = useExperiment((state) => state.config);
  const { method, task } = ran ?? table;
  const curves = useMemo(() => lossCurves(drawnTerms(method, task)), [method, task]);
  const name = useCallback(
    (term: TermInfo | undefined) => (term ? localised(term.label) : t('training.total')),
    [t, localised],
  );
  const who = useCallback((arm: Arm) => t(`speaker.${arm}`), [t]);
  // the measurements change in place; `seen` says that they did
  const { rows, lines } = useMemo(() => {
    const points = (arm: Arm) => (seen < 0 ? [] : metrics.points(arm));
    return { rows: lossRows(curves, points, log), lines: lossLines(curves, points, name, who) };
  }, [curves, metrics, seen, log, name, who]);
  const format = useCallback((value: number) => formatNumber(locale, value), [locale]);
  return (
    <ChartFrame
      title={t('training.lossCurves')}
      save={download}
      controls={<Switch label={t('training.logScale')} checked={log} onChange={setLog} />}
      chart={{ rows, lines, marks, lastStep: steps, log, stepName: t('training.stepAxis'), format }}
      empty={rows.length === 0 ? t('training.noCurves') : null}
      showData={t('training.showData')}
      table={() => <LossTable rows={rows} lines={lines} format={format} />}
      note={<Marks />}
    />
  );
}

/** What was moved when: the last ones, on one line, so that nothing below jumps. */
function Marks() {
  const { t } = useTranslation();
  const marks = useTraining((state) => state.marks);
  return (
    <p className="marks">
      {marks.length > 0 && <span className="visually-hidden">{t('training.marks')}: </span>}
      {marks
        .slice(-4)
        .map(({ step, field, text }) =>
          t('training.mark', { step, text: field === 'stop' ? t('training.endedItself') : text }),
        )
        .join(' · ')}
    </p>
  );
}

interface LossTableProps {
  rows: readonly ChartRow[];
  lines: readonly ChartLine[];
  format: (value: number) => string;
}

function LossTable({ rows, lines, format }: LossTableProps) {
  const { t } = useTranslation();
  return (
    <DataTable
      caption={`${t('training.showData')}: ${t('training.lossCurves')}`}
      head={[t('training.stepAxis'), ...lines.map(({ who, what }) => `${who}: ${what}`)]}
      rows={spread(rows, MOST_ROWS).map((row) => [
        String(row.step),
        ...lines.map(({ key }) => (row[key] === undefined ? '–' : format(row[key]))),
      ])}
    />
  );
}
