// Curves over steps with recharts, without animation and with a fixed frame, so that nothing jumps while they stream.
// Loaded lazily (chart-frame.tsx): recharts is larger than the rest of the page.

import { memo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart as Chart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { ARM_COLOURS, type ArmId } from '../arm';
import { spread } from './spread';

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

/** More than one a pixel is work without a picture. */
const MOST_DRAWN = 240;
const MARGIN = { top: 12, right: 12, bottom: 0, left: 0 };
const TICK = { fill: 'var(--ink-soft)', fontSize: 12 };
const AXIS = { stroke: 'var(--line-strong)' };
const TOOLTIP = {
  border: '1px solid var(--line-strong)',
  borderRadius: 6,
  background: 'var(--surface)',
  color: 'var(--ink)',
  fontSize: 12,
  padding: '4px 8px',
};

function LineChart({ rows, lines, marks, lastStep, log, shares, stepName, format }: LineChartProps) {
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 180 }}>
      <Chart data={spread(rows, MOST_DRAWN)} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="step"
          type="number"
          domain={[0, Math.max(1, lastStep)]}
          allowDataOverflow
          height={24}
          tick={TICK}
          axisLine={AXIS}
          tickLine={AXIS}
        />
        <YAxis
          width={48}
          scale={log ? 'log' : 'linear'}
          domain={shares ? [0, 1] : log ? ['auto', 'auto'] : [0, 'auto']}
          allowDataOverflow
          tickFormatter={format}
          tick={TICK}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          separator=": "
          contentStyle={TOOLTIP}
          itemStyle={{ color: 'var(--ink)', padding: 0 }}
          formatter={(value) => (typeof value === 'number' ? format(value) : String(value))}
          labelFormatter={(step) => `${stepName} ${String(step)}`}
        />
        {marks.map((mark) => (
          <ReferenceLine
            key={`${mark.step} ${mark.text}`}
            x={mark.step}
            stroke="var(--ink-soft)"
            strokeDasharray="2 3"
            label={{ value: mark.text, position: 'insideTopLeft', fill: 'var(--ink-soft)', fontSize: 11 }}
          />
        ))}
        {lines.map(({ key, who, what, arm, dash, width = 1.5, dots }) => (
          <Line
            key={key}
            dataKey={key}
            name={`${who}, ${what}`}
            type="linear"
            stroke={ARM_COLOURS[arm]}
            strokeWidth={width}
            {...(dash ? { strokeDasharray: dash } : {})}
            dot={dots ? { r: 2.5, fill: ARM_COLOURS[arm], strokeWidth: 0 } : false}
            activeDot={{ r: 4, fill: ARM_COLOURS[arm], stroke: 'var(--surface)' }}
            connectNulls
            isAnimationActive={false}
          />
        ))}
      </Chart>
    </ResponsiveContainer>
  );
}

export default memo(LineChart);
