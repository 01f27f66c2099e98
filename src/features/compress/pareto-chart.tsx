// Models as places over cost (size or time, logarithmic) and figure, with the line of those that nobody beats. The numbers of compressed
// ones are those of the table, which says all that the picture does.

import { useId } from 'react';
import { type ArmId, ArmShape } from '../../ui/arm';
import { logTicks, roundTicks } from '../../ui/chart/ticks';
import { frontier, type Place } from './pareto';

export interface Plotted extends Place {
  key: string;
  arm: ArmId;
  /** Beside the mark. */
  text: string;
}

interface ParetoChartProps {
  title: string;
  /** What the picture says, for those who do not see it. */
  description: string;
  places: readonly Plotted[];
  formatCost: (cost: number) => string;
  formatScore: (score: number) => string;
}

const [WIDTH, HEIGHT] = [560, 260];
const INSIDE = { left: 56, right: 12, top: 14, bottom: 28 };
const MARK = 12;
/** Names of marks beyond stand on their left. */
const CROWDED = 0.8 * WIDTH;

export function ParetoChart({ title, description, places, formatCost, formatScore }: ParetoChartProps) {
  const id = useId();
  const costs = places.map(({ cost }) => cost);
  const scores = places.map(({ score }) => score);
  const [least, most] = [Math.min(...costs) / 1.3, Math.max(...costs) * 1.6];
  const levels = roundTicks(Math.min(...scores), Math.max(...scores));
  const [low, high] = [levels[0]!, levels.at(-1)!];
  const x = (cost: number) =>
    INSIDE.left + ((WIDTH - INSIDE.left - INSIDE.right) * Math.log(cost / least)) / Math.log(most / least);
  const y = (score: number) =>
    HEIGHT - INSIDE.bottom - ((HEIGHT - INSIDE.top - INSIDE.bottom) * (score - low)) / (high - low);
  const best = frontier(places);
  const line = best.map(({ cost, score }, i) =>
    i === 0 ? `M${x(cost)} ${y(score)}` : `H${x(cost)}V${y(score)}`,
  );
  return (
    <svg
      className="pareto"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-about`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-about`}>{description}</desc>
      {levels.map((level) => (
        <g key={level} className="pareto__level">
          <path d={`M${INSIDE.left} ${y(level)}H${WIDTH - INSIDE.right}`} />
          <text x={INSIDE.left - 6} y={y(level) + 4} textAnchor="end">
            {formatScore(level)}
          </text>
        </g>
      ))}
      {logTicks(least, most).map((cost) => (
        <text key={cost} className="pareto__tick" x={x(cost)} y={HEIGHT - 8} textAnchor="middle">
          {formatCost(cost)}
        </text>
      ))}
      <path className="pareto__frontier" d={line.join('')} />
      {places.map(({ key, arm, cost, score, text }) => (
        <g key={key} transform={`translate(${x(cost) - MARK / 2} ${y(score) - MARK / 2})`}>
          <ArmShape arm={arm} />
          <text
            className="pareto__name"
            {...(x(cost) > CROWDED ? { x: -3, textAnchor: 'end' } : { x: MARK + 3 })}
            y={MARK - 2}
          >
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}
