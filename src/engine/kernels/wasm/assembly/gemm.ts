// Register-blocked matrix product C (+)= A·B in float32: a 6 × 8 micro-kernel (12 accumulators, two columns of B and one
// broadcast of A fill the 16 vector registers). B is packed into panels that lie in memory in the order in which they are read;
// A is read where it stands, by a stride for rows and one for columns, so that one code serves x·Wᵀ, dy·W, dyᵀ·x and the
// products of attention. After Goto, van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
import { madd } from './simd';

export const MR: i32 = 6;
export const NR: i32 = 8;

/** Bytes of B [K, N] in panels of eight columns. */
@inline
export function packedBytesB(k: i32, n: i32): i32 {
  return ((n + NR - 1) / NR) * NR * k * 4;
}

/** Four rows of four numbers at a, b, c, e, as four columns at to, to + 32, to + 64 and to + 96. */
@inline
function transpose4(a: v128, b: v128, c: v128, e: v128, to: usize): void {
  const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const low2 = v128.shuffle<f32>(c, e, 0, 4, 1, 5);
  const high2 = v128.shuffle<f32>(c, e, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low, low2, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(low, low2, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(high, high2, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(high, high2, 2, 3, 6, 7), 96);
}

/** Packs B [K, N], element (k, n) at src + 4·(k·rowStride + n·columnStride), as ceil(N/8) panels of [K][8]; columns past N are zeros. */
export function packB(src: usize, rowStride: i32, columnStride: i32, k: i32, n: i32, to: usize): void {
  for (let i = 0; i < n; i += NR) {
    const columns = min(NR, n - i);
    if (columns == NR && columnStride == 1) {
      let p = src + (i << 2);
      const r = <usize>(rowStride << 2);
      for (let j = 0; j < k; j++) {
        v128.store(to, v128.load(p));
        v128.store(to, v128.load(p, 16), 16);
        p += r;
        to += 32;
      }
    } else {
      let j = 0;
      if (columns == NR && rowStride == 1) {
        const r = <usize>(columnStride << 2);
        for (; j + 4 <= k; j += 4) {
          const p = src + i * r + (j << 2);
          const q = p + 4 * r;
          transpose4(v128.load(p), v128.load(p + r), v128.load(p + 2 * r), v128.load(p + 3 * r), to);
          transpose4(v128.load(q), v128.load(q + r), v128.load(q + 2 * r), v128.load(q + 3 * r), to + 16);
          to += 128;
        }
      }
      for (; j < k; j++) {
        for (let c = 0; c < NR; c++) {
          store<f32>(to, c < columns ? load<f32>(src + ((j * rowStride + (i + c) * columnStride) << 2)) : 0);
          to += 4;
        }
      }
    }
  }
}

@inline
export function storeRow(at: usize, left: v128, right: v128, accumulate: bool): void {
  if (accumulate) {
    left = f32x4.add(left, v128.load(at));
    right = f32x4.add(right, v128.load(at, 16));
  }
  v128.store(at, left);
  v128.store(at, right, 16);
}

/** One row of an edge tile: only the first `columns` of its eight values are stored. */
@noinline
export function storePart(at: usize, left: v128, right: v128, columns: i32, accumulate: bool): void {
  for (let j = 0; j < columns; j++) {
    const half = j < 4 ? left : right;
    const lane = j & 3;
    let x = f32x4.extract_lane(half, 0);
    if (lane == 1) x = f32x4.extract_lane(half, 1);
    else if (lane == 2) x = f32x4.extract_lane(half, 2);
    else if (lane == 3) x = f32x4.extract_lane(half, 3);
    store<f32>(at + (j << 2), accumulate ? x + load<f32>(at + (j << 2)) : x);
  }
}

/**
 * One 6 × 8 tile of C from six rows of A, element (r, k) at a + r·rowBytes + k·stepBytes, and one panel of B. Of rows and
 * columns past the edge nothing is stored; such a row reads the first one.
 */
function tile(a: usize, rowBytes: usize, stepBytes: usize, b: usize, k: i32, c: usize, ldc: i32, rows: i32, columns: i32, accumulate: bool): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
  let c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
  let a0 = a;
  let a1 = rows > 1 ? a + rowBytes : a;
  let a2 = rows > 2 ? a + 2 * rowBytes : a;
  let a3 = rows > 3 ? a + 3 * rowBytes : a;
  let a4 = rows > 4 ? a + 4 * rowBytes : a;
  let a5 = rows > 5 ? a + 5 * rowBytes : a;
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a1);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a2);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a3);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    x = v128.load32_splat(a4);
    c40 = madd(x, b0, c40);
    c41 = madd(x, b1, c41);
    x = v128.load32_splat(a5);
    c50 = madd(x, b0, c50);
    c51 = madd(x, b1, c51);
    a0 += stepBytes;
    a1 += stepBytes;
    a2 += stepBytes;
    a3 += stepBytes;
    a4 += stepBytes;
    a5 += stepBytes;
    b += 32;
  }
  const r = <usize>(ldc << 2);
  if (rows == MR && columns == NR) {
    storeRow(c, c00, c01, accumulate);
    storeRow(c + r, c10, c11, accumulate);
    storeRow(c + 2 * r, c20, c21, accumulate);
    storeRow(c + 3 * r, c30, c31, accumulate);
    storeRow(c + 4 * r, c40, c41, accumulate);
    storeRow(c + 5 * r, c50, c51, accumulate);
    return;
  }
  storePart(c, c00, c01, columns, accumulate);
  if (rows > 1) storePart(c + r, c10, c11, columns, accumulate);
  if (rows > 2) storePart(c + 2 * r, c20, c21, columns, accumulate);
  if (rows > 3) storePart(c + 3 * r, c30, c31, columns, accumulate);
  if (rows > 4) storePart(c + 4 * r, c40, c41, columns, accumulate);
  if (rows > 5) storePart(c + 5 * r, c50, c51, columns, accumulate);
}

/** C [M, N] (row stride ldc) (+)= A · packed B; element (m, k) of A at a + 4·(m·rowStride + k·columnStride). */
export function multiply(a: usize, rowStride: i32, columnStride: i32, b: usize, c: usize, ldc: i32, m: i32, n: i32, k: i32, accumulate: bool): void {
  const row = <usize>(rowStride << 2);
  const step = <usize>(columnStride << 2);
  for (let i = 0; i < m; i += MR) {
    for (let j = 0; j < n; j += NR) {
      tile(a + i * row, row, step, b + ((j * k) << 2), k, c + ((i * ldc + j) << 2), ldc, min(MR, m - i), min(NR, n - j), accumulate);
    }
  }
}

/** As multiply, but only tiles with some column ≤ row: C is lower triangular, as the scores of causal attention, or symmetric. */
export function multiplyToLower(a: usize, rowStride: i32, columnStride: i32, b: usize, c: usize, t: i32, k: i32): void {
  const row = <usize>(rowStride << 2);
  const step = <usize>(columnStride << 2);
  for (let i = 0; i < t; i += MR) {
    const last = min(t, i + MR);
    for (let j = 0; j < last; j += NR) {
      tile(a + i * row, row, step, b + ((j * k) << 2), k, c + ((i * t + j) << 2), t, min(MR, t - i), min(NR, t - j), false);
    }
  }
}

/** C [T, T] = A · packed B, known to be symmetric: half of it is computed, the other half copied. */
export function multiplySymmetric(a: usize, rowStride: i32, columnStride: i32, b: usize, c: usize, t: i32, k: i32): void {
  multiplyToLower(a, rowStride, columnStride, b, c, t, k);
  for (let i = 0; i < t; i++) {
    for (let j = i + 1; j < t; j++) store<f32>(c + ((i * t + j) << 2), load<f32>(c + ((j * t + i) << 2)));
  }
}

/** C [T, N] = A · packed B where A [T, T] is lower triangular, or is read as the transpose of one that is. */
export function multiplyLower(a: usize, transposed: bool, b: usize, c: usize, ldc: i32, t: i32, n: i32): void {
  const row = <usize>(transposed ? 4 : t << 2);
  const step = <usize>(transposed ? t << 2 : 4);
  for (let i = 0; i < t; i += MR) {
    const from = transposed ? i : 0;
    const to = transposed ? t : min(t, i + MR);
    for (let j = 0; j < n; j += NR) {
      tile(a + i * row + from * step, row, step, b + ((j * t + from * NR) << 2), to - from, c + ((i * ldc + j) << 2), ldc, min(MR, t - i), min(NR, n - j), false);
    }
  }
}
