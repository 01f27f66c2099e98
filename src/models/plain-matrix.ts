// A matrix of a decoder's weights in plain arrays: floats, or whole numbers of 8 or 4 bits as they are stored.

import { isQuantised, type QuantisedTensor, rowOf, type Weights } from './quantised';
import type { StoredTensor } from './safetensors';

export interface PlainMatrix {
  /** Takes up weights of the shape and bits of those that it was made of. */
  load(weights: Weights): void;
  /** y [O] <- W x, x [I]. */
  times(y: Float32Array, x: Float32Array): void;
  /** Row r, [I]; not to be changed. */
  row(r: number): Float32Array;
}

export function plainMatrix(weights: Weights, name: string): PlainMatrix {
  const given = weights[name]!;
  const [rows, columns] = given.shape as [number, number];
  if (isQuantised(given)) {
    let whole = given;
    return {
      load: (from) => void (whole = from[name] as QuantisedTensor), // nobody changes such weights in their place
      times(y, x) {
        for (let r = 0; r < rows; r++) y[r] = dot(rowOf(whole, r), x);
      },
      row: (r) => rowOf(whole, r),
    };
  }
  const own = new Float32Array(rows * columns);
  return {
    load: (from) => own.set((from[name] as StoredTensor).data),
    times: (y, x) => matVec(y, own, x, rows, columns),
    row: (r) => own.subarray(r * columns, (r + 1) * columns),
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** y <- W x: W [rows, cols] row by row, x [cols], y [rows]. Four rows at a time, so that each x is read once for four products. */
export function matVec(y: Float32Array, w: Float32Array, x: Float32Array, rows: number, cols: number): void {
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i0 = r * cols;
    let i1 = i0 + cols;
    let i2 = i1 + cols;
    let i3 = i2 + cols;
    for (let j = 0; j < cols; j++) {
      const value = x[j]!;
      a += w[i0++]! * value;
      b += w[i1++]! * value;
      c += w[i2++]! * value;
      d += w[i3++]! * value;
    }
    y[r] = a;
    y[r + 1] = b;
    y[r + 2] = c;
    y[r + 3] = d;
  }
  for (; r < rows; r++) {
    let sum = 0;
    for (let j = 0, i = r * cols; j < cols; j++) sum += w[i++]! * x[j]!;
    y[r] = sum;
  }
}
