// Curves over steps: a few paths in a frame of fixed size, so that a redraw costs next to nothing beside the training and nothing
// jumps while they stream. The picture is stretched to its frame; strokes and texts are not, so nothing is measured.

import { memo, type PointerEvent, useMemo, useState } from 'react';
import { ARM_COLOURS, type ArmId } from '../arm';
import { type Axis, linear, logarithmic } from './axis';
import { AxisLines } from './axis-lines';
import './line-chart.css';
import { spread } from './spread';
import { roundTicks } from './ticks';

/** A value for each line at a step; lines without one there are drawn through. */
export type ChartRow = { step: number } & Record<string, number | undefined>;

export interface ChartLine {
  /** Field of the rows. */
  key: string;
  arm: ArmId;
  /** The arm's name. */
  who: string;
  /** What of it: "total", "accuracy". */
  what: string;
  /** SVG dash array; none is solid. */
  dash?: string | undefined;
  width?: number;
  /** Marks each value, for lines of few. */
  dots?: boolean;
}

export interface ChartMark {
  step: number;
  text: string;
}

interface LineChartProps {
  rows: readonly ChartRow[];
  lines: readonly ChartLine[];
  marks: readonly ChartMark[];
  /** Right end of the axis, known before the curves get there. */
  lastStep: number;
  log?: boolean;
  /** Values are shares from 0 to 1. */
  shares?: boolean;
  stepName: string;
  format: (value: number) => string;
}

/** More than one in two pixels is work without a picture. */
const MOST_DRAWN = 240;
const DOT = 5;

function valueAxis({ rows, lines, log, shares }: Pick<LineChartProps, 'rows' | 'lines' | 'log' | 'shares'>) {
  if (shares) return linear(0, 1, roundTicks(0, 1));
  const values = rows.flatMap((row) => lines.map(({ key }) => row[key] ?? NaN)).filter(Number.isFinite);
  const most = Math.max(...values);
  if (!log) {
    const ticks = roundTicks(0, values.length > 0 ? most : 1);
    return linear(0, ticks.at(-1)!, ticks);
  }
  const least = Math.min(...values);
  return logarithmic(least, most);
}

export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { rows: all, lines, marks, lastStep, log, shares, stepName, format } = props;
  const rows = useMemo(() => spread(all, MOST_DRAWN), [all]);
  const y = useMemo(() => valueAxis({ rows, lines, log, shares }), [rows, lines, log, shares]);
  const x = useMemo(() => {
    const end = Math.max(1, lastStep);
    return linear(
      0,
      end,
      roundTicks(0, end).filter((tick) => tick <= end),
    );
  }, [lastStep]);
  const [pointed, setPointed] = useState<number | null>(null);
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setPointed((100 * (clientX - left)) / width);
  };
  const away = (row: ChartRow) => Math.abs(x.at(row.step) - (pointed ?? 0));
  const row =
    pointed === null || rows.length === 0
      ? null
      : rows.reduce((best, candidate) => (away(candidate) < away(best) ? candidate : best));
  return (
    <div
      className="plot"
      aria-hidden="true"
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
    >
      <AxisLines x={x} y={y} format={format} />
      <Curves rows={rows} lines={lines} x={x} y={y} />
      {marks.map(({ step, text }) => (
        <div key={`${step} ${text}`} className="plot__mark" style={{ left: `${x.at(step)}%` }}>
          {text}
        </div>
      ))}
      {row && <Reading row={row} lines={lines} x={x} y={y} stepName={stepName} format={format} />}
    </div>
  );
});

interface CurvesProps {
  rows: readonly ChartRow[];
  lines: readonly ChartLine[];
  x: Axis;
  y: Axis;
}

/** y runs downwards in a picture. */
const place = (x: Axis, y: Axis, step: number, value: number): string =>
  `${x.at(step).toFixed(2)} ${(100 - y.at(value)).toFixed(2)}`;

const Curves = memo(function Curves({ rows, lines, x, y }: CurvesProps) {
  return (
    <svg className="plot__curves" viewBox="0 0 100 100" preserveAspectRatio="none">
      {lines.map(({ key, arm, dash, width = 1.5, dots }) => {
        const places = rows.flatMap((row) => {
          const value = row[key];
          return value === undefined ? [] : [place(x, y, row.step, value)];
        });
        if (places.length === 0) return null;
        return (
          <g key={key} stroke={ARM_COLOURS[arm]}>
            <path d={`M${places.join('L')}`} strokeWidth={width} strokeDasharray={dash} />
            {/* a line without length has a round end: a dot that stretching leaves round */}
            {dots && <path d={places.map((at) => `M${at}h0`).join('')} strokeWidth={DOT} />}
          </g>
        );
      })}
    </svg>
  );
});

interface ReadingProps extends Omit<CurvesProps, 'rows'>, Pick<LineChartProps, 'stepName' | 'format'> {
  row: ChartRow;
}

/** The values at the step that is pointed at. */
function Reading({ row, lines, x, y, stepName, format }: ReadingProps) {
  const there = lines.flatMap((line) => {
    const value = row[line.key];
    return value === undefined ? [] : [{ ...line, value }];
  });
  const left = x.at(row.step);
  return (
    <>
      <svg className="plot__curves" viewBox="0 0 100 100" preserveAspectRatio="none">
        {there.map(({ key, arm, value }) => (
          <path
            key={key}
            d={`M${place(x, y, row.step, value)}h0`}
            stroke={ARM_COLOURS[arm]}
            strokeWidth={1.6 * DOT}
          />
        ))}
      </svg>
      <div
        className="plot__reading"
        style={left < 50 ? { left: `calc(${left}% + 8px)` } : { right: `calc(${100 - left}% + 8px)` }}
      >
        {stepName} {row.step}
        {there.map(({ key, who, what, value }) => (
          <div key={key}>
            {who}, {what}: {format(value)}
          </div>
        ))}
      </div>
    </>
  );
}
