// What is around a chart: heading, controls, a picture of fixed height with an accessible name, a legend, and the numbers
// behind "Show data". The chart itself comes lazily.

import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import { Disclosure } from '../disclosure';
import './chart.css';
import type { ChartLine } from './line-chart';

const LineChart = lazy(() => import('./line-chart'));

interface ChartFrameProps {
  title: string;
  controls?: ReactNode;
  chart: ComponentProps<typeof LineChart>;
  /** Said in place of curves while there are none. */
  empty: string | null;
  showData: string;
  table: () => ReactNode;
  note?: ReactNode;
}

export function ChartFrame({ title, controls, chart, empty, showData, table, note }: ChartFrameProps) {
  return (
    <figure className="chart">
      <div className="chart__head">
        <h3 className="chart__title">{title}</h3>
        {controls}
      </div>
      <div className="chart__picture" role="img" aria-label={title}>
        <Suspense fallback={null}>
          <LineChart {...chart} />
        </Suspense>
        {empty && <p className="chart__empty">{empty}</p>}
      </div>
      <Legend lines={chart.lines} />
      {note}
      <Disclosure summary={showData}>{table}</Disclosure>
    </figure>
  );
}

function Legend({ lines }: { lines: readonly ChartLine[] }) {
  return (
    <ul className="chart__legend">
      {lines.map(({ key, name, colour, dash, width = 1.5 }) => (
        <li key={key}>
          <svg width="24" height="8" aria-hidden="true">
            <line x1="0" x2="24" y1="4" y2="4" stroke={colour} strokeWidth={width} strokeDasharray={dash} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
