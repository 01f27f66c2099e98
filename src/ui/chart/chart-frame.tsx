// What is around a chart: heading, controls, a picture of fixed height with an accessible name, a legend, and the numbers
// behind "Show data".

import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import { ARM_COLOURS, ArmMark } from '../arm';
import { Disclosure } from '../disclosure';
import './chart.css';
import { LineSample } from './line-sample';
import type { ChartLine, LineChart as DrawnLines } from './line-chart';

/** Loaded with the first curve. */
const LineChart = lazy(() => import('./line-chart').then(({ LineChart }) => ({ default: LineChart })));

interface ChartFrameProps {
  title: string;
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
  controls,
  chart,
  empty,
  showData,
  table,
  legend,
  note,
}: ChartFrameProps) {
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
