// A dense curve as ink: of each column of the picture the part that the line goes through, from its highest to its lowest place. That
// is all that a screen can show of more values than it has columns, and pixels are written faster than paths are stroked.

import { type Curve, firstAtLeast, type View } from './curve-path';

/** Of each column where its ink begins and ends, in pixels from the top; where there is none, it begins below its end. */
export interface Ink {
  top: Float32Array;
  bottom: Float32Array;
}

/** Thinner than a pixel, a line would fade. */
const THICK = 1;

/** The ink of a curve on a picture of width × height pixels; the line is whole over columns without a value of their own. */
export function inkOf({ x, y }: Curve, { from, to, up }: View, width: number, height: number): Ink {
  const top = new Float32Array(width).fill(Infinity);
  const bottom = new Float32Array(width).fill(-Infinity);
  const scale = width / (to - from);
  const reach = (column: number, place: number) => {
    if (place < top[column]!) top[column] = place;
    if (place > bottom[column]!) bottom[column] = place;
  };
  let [columnBefore, before] = [NaN, NaN];
  for (let i = Math.max(0, firstAtLeast(x, from) - 1); i < x.length && !(columnBefore >= width); i++) {
    const at = height * (1 - up(y[i]!));
    if (Number.isNaN(at)) continue;
    const column = Math.floor((x[i]! - from) * scale);
    if (column > columnBefore) {
      const slope = (at - before) / (column - columnBefore);
      const last = Math.min(width - 1, column - 1);
      for (let between = Math.max(0, columnBefore + 1); between <= last; between++) {
        const here = before + slope * (between - columnBefore - 1);
        reach(between, here);
        reach(between, here + slope);
      }
      if (column < width) reach(column, at - slope);
    }
    if (column >= 0 && column < width) reach(column, at);
    [columnBefore, before] = [column, at];
  }
  for (let column = 0; column < width; column++) {
    const lacking = THICK - (bottom[column]! - top[column]!);
    if (lacking <= 0 || lacking === Infinity) continue;
    top[column]! -= lacking / 2;
    bottom[column]! += lacking / 2;
  }
  return { top, bottom };
}

/**
 * Puts ink of a colour over what is there.
 * @param pixels [height · width · 4], red, green, blue, opacity of 0 to 255
 */
export function putInk(
  pixels: Uint8ClampedArray,
  { top, bottom }: Ink,
  [red, green, blue]: readonly [number, number, number],
): void {
  const width = top.length;
  const height = pixels.length / (4 * width);
  // a pixel at once, where nothing shows through; every browser runs on machines of this byte order
  const whole = new Uint32Array(pixels.buffer);
  const full = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  /** @param share of the pixel that is covered */
  const blend = (at: number, share: number) => {
    const i = 4 * at;
    const opacity = share + (pixels[i + 3]! / 255) * (1 - share);
    const over = share / opacity;
    pixels[i] = red * over + pixels[i]! * (1 - over);
    pixels[i + 1] = green * over + pixels[i + 1]! * (1 - over);
    pixels[i + 2] = blue * over + pixels[i + 2]! * (1 - over);
    pixels[i + 3] = 255 * opacity;
  };
  for (let column = 0; column < width; column++) {
    const [high, low] = [Math.max(0, top[column]!), Math.min(height, bottom[column]!)];
    if (!(high < low)) continue;
    const [first, last] = [Math.floor(high), Math.ceil(low) - 1];
    for (let row = Math.ceil(high); row < Math.floor(low); row++) whole[row * width + column] = full;
    if (first === last) {
      if (low - high < 1) blend(first * width + column, low - high);
      continue;
    }
    if (first < high) blend(first * width + column, first + 1 - high);
    if (last + 1 > low) blend(last * width + column, low - last);
  }
}

/** The same ink as a shape: SVG path data in pixels, a closed outline for each stretch without a gap. */
export function inkPath({ top, bottom }: Ink): string {
  let path = '';
  for (let begin = 0; begin < top.length; begin++) {
    if (top[begin]! > bottom[begin]!) continue;
    let end = begin;
    while (end < top.length && top[end]! <= bottom[end]!) end++;
    path += `M${begin} ${top[begin]!.toFixed(1)}`;
    for (let at = begin; at < end; at++) path += `V${top[at]!.toFixed(1)}H${at + 1}`;
    for (let at = end - 1; at >= begin; at--) path += `V${bottom[at]!.toFixed(1)}H${at}`;
    path += 'Z';
    begin = end;
  }
  return path;
}
