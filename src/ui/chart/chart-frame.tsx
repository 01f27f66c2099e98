// What is around a chart: heading, controls, a picture of fixed height with an accessible name, a legend, and the numbers
// behind "Show data".

import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ARM_COLOURS, ArmMark } from '../arm';
import { Disclosure } from '../disclosure';
import './chart.css';
import { LineSample } from './line-sample';
import { SaveChart } from './save-button';
import type { ChartLine, LineChart as DrawnLines } from './line-chart';

/** Loaded with the first curve. */
const LineChart = lazy(() => import('./line-chart').then(({ LineChart }) => ({ default: LineChart })));

interface ChartFrameProps {
  title: string;
  /** Has the browser save a file. */
  save: (name: string, content: Blob) => void;
  controls?: ReactNode;
  chart: ComponentProps<typeof DrawnLines>;
  /** Said in place of curves while there are none. */
  empty: string | null;
  showData: string;
  table: () => ReactNode;
  /** In place of the list of lines. */
  legend?: ReactNode;
  note?: ReactNode;
}

export function ChartFrame({
  title,
  save,
  controls,
  chart,
  empty,
  showData,
  table,
  legend,
  note,
}: ChartFrameProps) {
  const { t } = useTranslation();
  const { rows, lines, shares, stepName } = chart;
  const csv = () => ({
    head: [
      stepName,
      ...lines.map(({ who, what }) => `${who}: ${what}${shares ? ` (${t('app.share')})` : ''}`),
    ],
    rows: rows.map((row) => [row.step, ...lines.map(({ key }) => row[key] ?? null)]),
  });
  return (
    <figure className="chart">
      <div className="chart__head">
        <h3 className="chart__title">{title}</h3>
        {controls}
      </div>
      <div className="chart__picture" role="img" aria-label={title}>
        {empty ? (
          <p className="chart__empty">{empty}</p>
        ) : (
          <Suspense>
            <LineChart {...chart} />
          </Suspense>
        )}
      </div>
      <div className="chart__legend">{legend ?? <Legend lines={chart.lines} />}</div>
      {note}
      {!empty && <SaveChart name={title} save={save} csv={csv} />}
      <Disclosure summary={showData}>{table}</Disclosure>
    </figure>
  );
}

/** Who by who: the mark and name once, then a sample of each line. */
function Legend({ lines }: { lines: readonly ChartLine[] }) {
  const groups = [...new Set(lines.map(({ arm }) => arm))].map((arm) =>
    lines.filter((line) => line.arm === arm),
  );
  return (
    <ul className="chart__lines">
      {groups.map((members) => (
        <li key={members[0]!.arm}>
          <ArmMark arm={members[0]!.arm} size={9} />
          <b>{members[0]!.who}</b>
          {members.map(({ key, arm, what, dash, width = 1.5 }) => (
            <span key={key} className="chart__line">
              <LineSample colour={ARM_COLOURS[arm]} dash={dash} width={width} />
              {what}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
