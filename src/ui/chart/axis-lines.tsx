// The lines and numbers of a chart's axes, below its curves.

import type { Axis } from './axis';

interface AxisLinesProps {
  x: Axis;
  y: Axis;
  formatX?: (value: number) => string;
  format: (value: number) => string;
}

export function AxisLines({ x, y, formatX = String, format }: AxisLinesProps) {
  return (
    <>
      {y.ticks.map((tick) => (
        <div key={tick} className="plot__level" style={{ bottom: `${y.at(tick)}%` }}>
          <span>{format(tick)}</span>
        </div>
      ))}
      {x.ticks.map((tick) => (
        <div key={tick} className="plot__step" style={{ left: `${x.at(tick)}%` }}>
          {formatX(tick)}
        </div>
      ))}
    </>
  );
}
