// The still: the picture of progress. The teacher's vessel on the fire, its drops, the student's flask filling with the steps.
// The flame's height is the temperature T. Bubbles and drops move on with the news of the training and not by a clock: nothing moves
// unless it trains, and between two steps the page has no frame to draw.

import { useId } from 'react';
import './still.css';

interface StillProps {
  /** What a screen reader says. */
  label: string;
  /** Share of the steps done, 0 to 1. */
  filled: number;
  running: boolean;
  /** Counts the news of the training: by one more, everything moves a little. */
  beat: number;
  /** Whether the baseline's flask stands beside the student's. */
  baseline: boolean;
  temperature: number;
  temperatureText: string;
}

/** Circle of radius 44 around (104, 70) with a beak that falls to (304, 74). */
const RETORT =
  'M84 30.8C116 4 150 10 186 26L304 66L301 78L188 46C170 41 158 43 145.8 56.4A44 44 0 1 1 84 30.8Z';
/** A flask with its mouth at (x, 92) and its floor at y = 160. */
const flask = (x: number) => `M${x - 12} 92h24M${x - 9} 92v16l-31 44c-3 5-1 8 5 8h70c6 0 8-3 5-8l-31-44v-16`;
const flaskBody = (x: number) => `${flask(x).replace('h24M', 'L')}Z`;
const FLOOR = 160;
const DEPTH = 60;

/** Where a drop is on its way, beat after beat: it forms, hangs, falls; then there is none. */
const FALL = [0, 4, 32, null] as const;
/** Beats in which a bubble rises. */
const RISE = 6;

export function Still(props: StillProps) {
  const { label, filled, running, beat, baseline, temperature, temperatureText } = props;
  const id = useId();
  // in halves of a pixel: less cannot be seen, and would be drawn anew each step
  const level = FLOOR - Math.round(2 * DEPTH * filled) / 2;
  const fallen = FALL[beat % FALL.length];
  // the range of T, 0.5 to 10, over 8 to 24 pixels
  const flame = 8 + (16 * Math.log(temperature / 0.5)) / Math.log(20);
  return (
    <svg className="still" role="img" aria-label={label} viewBox="0 0 400 176" data-running={running}>
      <defs>
        <clipPath id={`${id}bulb`}>
          <circle cx="104" cy="70" r="43" />
        </clipPath>
        {[304, 372].map((x) => (
          <clipPath key={x} id={`${id}flask${x}`}>
            <path d={flaskBody(x)} />
          </clipPath>
        ))}
      </defs>

      <g clipPath={`url(#${id}bulb)`}>
        <rect className="still__teacher" x="56" y="64" width="96" height="56" />
        {running &&
          [86, 106, 122].map((x, i) => {
            const risen = (beat + 2 * i) % RISE;
            return <circle key={x} className="still__bubble" cx={x} cy={112 - 8 * risen} r={2 + i} />;
          })}
      </g>
      <path className="still__glass" d={RETORT} />

      <g transform="translate(104 150)">
        <path
          className="still__flame"
          d={`M0 ${-flame}C9 ${-flame / 2} 8 0 0 0C-8 0 -9 ${-flame / 2} 0 ${-flame}Z`}
        />
        <path className="still__line" d="M-12 2h24M-16 18h32M0 2v16" />
        <text className="still__text" x="26" y="4">
          {temperatureText}
        </text>
      </g>

      {running && typeof fallen === 'number' && (
        <path
          className="still__drop"
          transform={`translate(0 ${fallen})`}
          d="M303 80c3 4.5 4.5 6.5 4.5 9a4.5 4.5 0 0 1-9 0c0-2.5 1.5-4.5 4.5-9z"
        />
      )}
      <g clipPath={`url(#${id}flask304)`}>
        <rect className="still__student" x="250" y={level} width="108" height={DEPTH + 16} />
      </g>
      <path className="still__glass" d={flask(304)} />
      {baseline && (
        <g transform="translate(150 64) scale(0.6)">
          <g clipPath={`url(#${id}flask372)`}>
            <rect className="still__baseline" x="318" y={level} width="108" height={DEPTH + 16} />
          </g>
          <path className="still__glass still__glass--baseline" d={flask(372)} />
        </g>
      )}
    </svg>
  );
}
