// Many long curves on one chart, each with a colour of its own. One with more values in view than the picture has columns is pixels, in
// which no dash would be seen; one with fewer is a path with a dash of its own.

import { memo, type PointerEvent, useMemo, useRef, useState } from 'react';
import { type Axis, linear, logarithmic } from './axis';
import { AxisLines } from './axis-lines';
import { type Curve, curvePath, firstAtLeast, SIDE, smoothed, type View } from './curve-path';
import { InkLayer } from './ink-layer';
import './line-chart.css';
import './overlay-chart.css';
import { roundTicks } from './ticks';

export interface OverlayCurve extends Curve {
  key: string;
  name: string;
  /** Which of the looks it has; it keeps it while others come and go. */
  look: number;
}

const COLOURS = 8;
const DASHES = [undefined, '7 3', '2 3', '9 3 2 3', '12 4'] as const;

/** Colours and dashes in step, so that neighbours differ in both and no two of 40 are the same. */
export const lookOf = (look: number): { colour: string; dash: string | undefined } => ({
  colour: `var(--run-${look % COLOURS})`,
  dash: DASHES[(look + Math.floor(look / COLOURS)) % DASHES.length],
});

interface OverlayChartProps {
  curves: readonly OverlayCurve[];
  log: boolean;
  /** 0 to below 1. */
  smoothing: number;
  /** Part of the x axis that is shown, as shares from 0 to 1. */
  part: { from: number; to: number };
  /** Drags the part along. @param by share of the axis. */
  onPan: (by: number) => void;
  formatX: (value: number) => string;
  format: (value: number) => string;
}

/** Values of all curves from the least to the most, and on a logarithmic axis of the positive ones alone. */
function range(curves: readonly Curve[], positive: boolean): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const { y } of curves)
    for (const value of y) {
      if (positive && value <= 0) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  return least <= most ? [least, most] : [positive ? 0.1 : 0, 1];
}

function valueAxis(curves: readonly Curve[], log: boolean): Axis {
  const [least, most] = range(curves, log);
  if (log) return logarithmic(least, most);
  const ticks = roundTicks(Math.min(0, least), Math.max(most, least + 1e-9));
  return linear(ticks[0]!, ticks.at(-1)!, ticks);
}

export const OverlayChart = memo(function OverlayChart(props: OverlayChartProps) {
  const { curves, log, smoothing, part, onPan, formatX, format } = props;
  const smooth = useMemo(
    () => curves.map((curve) => ({ ...curve, y: smoothed(curve.y, smoothing) })),
    [curves, smoothing],
  );
  const y = useMemo(() => valueAxis(smooth, log), [smooth, log]);
  const end = useMemo(() => Math.max(1e-9, ...curves.map(({ x }) => x.at(-1) ?? 0)), [curves]);
  const [from, to] = [part.from * end, part.to * end];
  const x = useMemo(
    () =>
      linear(
        from,
        to,
        roundTicks(from, to).filter((tick) => tick >= from && tick <= to),
      ),
    [from, to],
  );
  const view = useMemo((): View => {
    const up = (value: number) => (log && value <= 0 ? NaN : y.at(value) / 100);
    return { from, to, up };
  }, [log, y, from, to]);
  const [inked, drawn] = useMemo(() => {
    const dense = (curve: Curve) => firstAtLeast(curve.x, to) - firstAtLeast(curve.x, from) > SIDE;
    return [
      smooth.filter(dense).map((curve) => ({ ...curve, ...lookOf(curve.look) })),
      smooth.filter((curve) => !dense(curve)).map((curve) => ({ ...curve, d: curvePath(curve, view) })),
    ];
  }, [smooth, view, from, to]);
  const [pointed, setPointed] = useState<number | null>(null);
  const dragged = useRef<number | null>(null);
  const shareAt = ({ currentTarget, clientX }: PointerEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return (clientX - left) / width;
  };
  const move = (event: PointerEvent) => {
    const at = shareAt(event);
    setPointed(dragged.current === null ? at : null);
    if (dragged.current === null) return;
    onPan((dragged.current - at) * (part.to - part.from));
    dragged.current = at;
  };
  const release = () => (dragged.current = null);
  return (
    <div
      className="plot plot--overlay"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = shareAt(event);
        setPointed(dragged.current);
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={() => setPointed(null)}
    >
      <AxisLines x={x} y={y} formatX={formatX} format={format} />
      {inked.length > 0 && <InkLayer curves={inked} view={view} />}
      <svg className="plot__curves plot__overlay" viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none">
        {drawn.map(({ key, d, look }) => (
          <Path key={key} d={d} {...lookOf(look)} />
        ))}
      </svg>
      {pointed !== null && (
        <Reading curves={smooth} at={from + pointed * (to - from)} share={pointed} {...{ formatX, format }} />
      )}
    </div>
  );
});

/** The browser draws it anew only where it has changed. */
const Path = memo(function Path({ d, colour, dash }: { d: string } & ReturnType<typeof lookOf>) {
  return <path d={d} stroke={colour} strokeWidth={1.5} strokeDasharray={dash} />;
});

interface ReadingProps extends Pick<OverlayChartProps, 'curves' | 'formatX' | 'format'> {
  /** On the x axis. */
  at: number;
  share: number;
}

/** The value of each curve at the place that is pointed at, or the last one before it. */
function Reading({ curves, at, share, formatX, format }: ReadingProps) {
  const side =
    share < 0.5 ? { left: `calc(${100 * share}% + 8px)` } : { right: `calc(${100 - 100 * share}% + 8px)` };
  return (
    <div className="plot__reading" style={side}>
      {formatX(at)}
      {curves.map(({ key, name, look, x, y }) => {
        const i = Math.min(x.length - 1, firstAtLeast(x, at));
        return (
          <div key={key}>
            <span style={{ color: lookOf(look).colour }}>■</span> {name}: {format(y[i] ?? NaN)}
          </div>
        );
      })}
    </div>
  );
}
