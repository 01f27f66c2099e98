// A step of Muon in place, matrix by matrix, threads taking matrices in turn (formula and source: ../../../muon.ts).
// table: per matrix six 32-bit words: addresses of weight, momentum and gradient, rows, columns, the update's factor.
// r rows, c columns, s = min(r, c).
import { multiply, multiplySymmetric, packB, packedBytesB } from './gemm';
import { madd, sum4 } from './simd';

const ENTRY: i32 = 24;
const NEWTON_A: f32 = 3.4445;
const NEWTON_B: f32 = -4.775;
const NEWTON_C: f32 = 2.0315;
const NEWTON_STEPS: i32 = 5;

@inline
function padded(floats: i32): i32 {
  return (floats + 3) & ~3;
}

/** Bytes of scratch for matrices of this shape: two of them, two products [s, s], and one of any of these packed. */
export function muonScratch(r: i32, c: i32): i32 {
  const s = min(r, c);
  return 4 * (2 * padded(r * c) + 2 * padded(s * s)) + packedBytesB(max(r, c), max(r, c));
}

/** Σ x² of n numbers. */
function squares(x: usize, n: i32): f32 {
  let acc = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const v = v128.load(x + (i << 2));
    acc = madd(v, v, acc);
  }
  let sum = sum4(acc);
  for (; i < n; i++) {
    const v = load<f32>(x + (i << 2));
    sum += v * v;
  }
  return sum;
}

/** Matrices start..end of the table. shrink: the gradients' factor; keep: the weights'. */
export function muon(table: usize, momentum: f32, shrink: f32, keep: f32, start: i32, end: i32, scratch: usize): void {
  for (let i = start; i < end; i++) {
    const entry = table + i * ENTRY;
    const w = load<u32>(entry);
    const m = load<u32>(entry, 4);
    const g = load<u32>(entry, 8);
    const r = load<i32>(entry, 12);
    const c = load<i32>(entry, 16);
    const factor = load<f32>(entry, 20);
    const n = r * c;
    const s = min(r, c);
    let x: usize = scratch;
    let y: usize = x + 4 * padded(n);
    const a: usize = scratch + 8 * padded(n);
    const b: usize = a + 4 * padded(s * s);
    const packed: usize = b + 4 * padded(s * s);

    // momentum and update
    for (let j = 0; j < n; j++) {
      const o = j << 2;
      const slope = load<f32>(g + o) * shrink;
      const old = load<f32>(m + o);
      const mean: f32 = old + (1 - momentum) * (slope - old);
      store<f32>(m + o, mean);
      store<f32>(x + o, slope + momentum * (mean - slope));
    }
    const size: f32 = 1 / (Mathf.sqrt(squares(x, n)) + 1e-7);
    for (let j = 0; j < n; j++) store<f32>(x + (j << 2), load<f32>(x + (j << 2)) * size);

    // Newton-Schulz
    for (let step = 0; step < NEWTON_STEPS; step++) {
      if (r >= c) {
        packB(x, c, 1, r, c, packed);
        multiplySymmetric(x, 1, c, packed, a, s, r); // xᵀ·x
      } else {
        packB(x, 1, c, c, r, packed);
        multiplySymmetric(x, c, 1, packed, a, s, c); // x·xᵀ
      }
      packB(a, s, 1, s, s, packed);
      multiplySymmetric(a, s, 1, packed, b, s, s);
      for (let j = 0; j < s * s; j++) {
        const o = j << 2;
        store<f32>(b + o, NEWTON_B * load<f32>(a + o) + NEWTON_C * load<f32>(b + o));
      }
      for (let j = 0; j < s; j++) {
        const o = (j * s + j) << 2;
        store<f32>(b + o, load<f32>(b + o) + NEWTON_A);
      }
      if (r >= c) {
        packB(b, s, 1, s, s, packed);
        multiply(x, c, 1, packed, y, c, r, c, s, false);
      } else {
        packB(x, c, 1, s, c, packed);
        multiply(b, s, 1, packed, y, c, r, c, s, false);
      }
      const swap = x;
      x = y;
      y = swap;
    }

    for (let j = 0; j < n; j++) {
      const o = j << 2;
      store<f32>(w + o, load<f32>(w + o) * keep - factor * load<f32>(x + o));
    }
  }
}
