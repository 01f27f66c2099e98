// Shares as dots on a line, their mean as a stroke, its interval as a band. Decoration: the numbers stand beside it.

import type { Arm } from '../../catalog/arms';
import { ARM_COLOURS } from '../../ui/arm';

interface DotsProps {
  arm: Arm;
  values: readonly number[];
  /** NaN ends where there is none. */
  interval: { value: number; low: number; high: number };
  /** Ends of the line. */
  from: number;
  to: number;
}

/** More of them than these are seen through. */
const CROWD = 20;

export function Dots({ arm, values, interval: { value, low, high }, from, to }: DotsProps) {
  const at = (share: number) => 4 + (192 * (Math.min(to, Math.max(from, share)) - from)) / (to - from || 1);
  const colour = ARM_COLOURS[arm];
  return (
    <svg viewBox="0 0 200 20" aria-hidden="true" className="seeds__dots">
      <line x1="4" x2="196" y1="10" y2="10" stroke="var(--line)" />
      {Number.isFinite(low) && (
        <rect
          x={at(low)}
          width={Math.max(1, at(high) - at(low))}
          y="6"
          height="8"
          fill={colour}
          opacity="0.25"
        />
      )}
      {Number.isFinite(value) && (
        <line x1={at(value)} x2={at(value)} y1="3" y2="17" stroke={colour} strokeWidth="2" />
      )}
      <g opacity={values.length > CROWD ? 0.5 : 1}>
        {values.filter(Number.isFinite).map((one, i) => (
          <circle key={i} cx={at(one)} cy="10" r={values.length > CROWD ? 2 : 3} fill={colour} />
        ))}
      </g>
    </svg>
  );
}
