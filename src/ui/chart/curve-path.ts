// From a long curve to the path that a screen can show of it: smoothed, then thinned out to the columns of the picture, of each its
// lowest and its highest value, so that no spike is lost. Plain arrays; 20 curves of 5,000 values are a few milliseconds.

export interface Curve {
  x: Float64Array;
  y: Float64Array;
}

/**
 * Exponential moving average, as TensorBoard draws it: without the pull towards 0 of its beginning.
 * @param weight of what was before, from 0 (none) to below 1.
 */
export function smoothed(y: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return y;
  const out = new Float64Array(y.length);
  let [mean, share] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    mean = weight * mean + (1 - weight) * y[i]!;
    share = weight * share + (1 - weight);
    out[i] = mean / share;
  }
  return out;
}

/** The first place in an ascending array whose value is at least this; its length where there is none. */
export function firstAtLeast(x: Float64Array, value: number): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whole units along each side of the picture; stretched to its frame, about a pixel each. */
export const SIDE = 1000;

export interface View {
  from: number;
  to: number;
  /** Share of the way up, 0 to 1; NaN where a value has no place. */
  up: (value: number) => number;
}

/** SVG path data on a picture of SIDE × SIDE units; empty where nothing is in view. At most two points a column, and one on either side. */
export function curvePath({ x, y }: Curve, { from, to, up }: View): string {
  // one on either side of the view, so that lines run out of it
  const first = Math.max(0, firstAtLeast(x, from) - 1);
  const last = Math.min(x.length - 1, firstAtLeast(x, to));
  const scale = SIDE / (to - from);
  let path = '';
  let column = NaN;
  let [low, high, lowAt, highAt] = [0, 0, 0, 0];
  const point = (at: number, height: number) => {
    path += `${path === '' ? 'M' : 'L'}${at} ${SIDE - height}`;
  };
  const flush = () => {
    if (Number.isNaN(column)) return;
    const [before, after] = lowAt < highAt ? [low, high] : [high, low];
    point(column, before);
    if (before !== after) point(column, after);
  };
  for (let i = first; i <= last; i++) {
    const height = Math.round(SIDE * up(y[i]!));
    if (Number.isNaN(height)) continue;
    const at = Math.round((x[i]! - from) * scale);
    if (at !== column) {
      flush();
      column = at;
      [low, high, lowAt, highAt] = [height, height, i, i];
    } else if (height < low) [low, lowAt] = [height, i];
    else if (height > high) [high, highAt] = [height, i];
  }
  flush();
  return path;
}
