// A slider on a logarithmic scale: its position is log10 of the value, and values are rounded to two significant digits.

/** Position on the slider, in decades. */
export const toPosition = (value: number): number => Math.log10(value);

/** The value at a position, with two significant digits, inside the range. */
export function fromPosition(position: number, min: number, max: number): number {
  const value = Number((10 ** position).toPrecision(2));
  return Math.min(max, Math.max(min, value));
}

/** Share of the way from min to max at which a value stands, 0 to 1. */
export function shareOfRange(value: number, min: number, max: number, log: boolean): number {
  const [v, a, b] = log ? [toPosition(value), toPosition(min), toPosition(max)] : [value, min, max];
  return b > a ? Math.min(1, Math.max(0, (v - a) / (b - a))) : 0;
}
