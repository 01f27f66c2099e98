// An axis of a chart: its ticks, and where a value stands on it.

import { logTicks } from './ticks';

export interface Axis {
  ticks: readonly number[];
  /** Per cent of the way from the axis' start to its end. */
  at: (value: number) => number;
}

export const linear = (from: number, to: number, ticks: readonly number[]): Axis => ({
  ticks,
  at: (value) => (100 * (value - from)) / (to - from),
});

/** Between two positive numbers; around them, where they are the same. */
export function logarithmic(least: number, most: number): Axis {
  const [from, to] = least < most ? [least, most] : [least / 2, least * 2];
  const { at } = linear(Math.log10(from), Math.log10(to), []);
  return { ticks: logTicks(from, to), at: (value) => at(Math.log10(value)) };
}
