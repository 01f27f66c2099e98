// Products with weights of 8 or 4 bits, read as they are stored: a row of W is whole numbers and one scale. Each row of x
// becomes 16-bit whole numbers (its largest is `most`), so that a product is sums of whole numbers, exact in any order; what
// is lost is x's rounding, some 1/65,000 of its largest number. Rows of W lie `stride` bytes apart, a multiple of 8, and are
// padded to a multiple of four rows. Of 4 bits a byte holds an even column below and the odd one after it above, each plus 8.

/** Bytes of a row of W, and of a row of x in whole numbers. */
@inline
export function quantisedStride(inputs: i32, bits: i32): i32 {
  return bits == 8 ? ((inputs + 7) >> 3) << 3 : ((inputs + 15) >> 4) << 3;
}

@inline
function wholeStride(inputs: i32, bits: i32): i32 {
  return quantisedStride(inputs, bits) << (bits == 8 ? 1 : 2);
}

/** Bytes of scratch that projectQuantised needs. */
export function quantisedScratch(inputs: i32, rows: i32): i32 {
  return 32 + rows * (wholeStride(inputs, 4) + 8);
}

/** Of the largest of these no sum over `inputs` products leaves 32 bits. */
@inline
function most(inputs: i32, bits: i32): f32 {
  return <f32>min(32767, i32.MAX_VALUE / ((bits == 8 ? 127 : 15) * inputs));
}

@inline
function four(x: usize, level: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x), level)));
}

/** x [I] as whole numbers, of 4 bits with the even columns of each sixteen before the odd ones; returns the scale. */
function toWhole(x: usize, inputs: i32, bits: i32, to: usize): f32 {
  let tops = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= inputs; i += 4) tops = f32x4.max(tops, f32x4.abs(v128.load(x + (i << 2))));
  let top = max(max(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)), max(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)));
  for (; i < inputs; i++) top = max(top, abs(load<f32>(x + (i << 2))));
  const level: f32 = top > 0 ? most(inputs, bits) / top : 0;
  const levels = f32x4.splat(level);
  memory.fill(to, 0, wholeStride(inputs, bits));
  i = 0;
  if (bits == 8) {
    for (; i + 8 <= inputs; i += 8) {
      const p = x + (i << 2);
      v128.store(to + (i << 1), i16x8.narrow_i32x4_s(four(p, levels), four(p + 16, levels)));
    }
  } else {
    for (; i + 16 <= inputs; i += 16) {
      const p = x + (i << 2);
      const a = i16x8.narrow_i32x4_s(four(p, levels), four(p + 16, levels));
      const b = i16x8.narrow_i32x4_s(four(p + 32, levels), four(p + 48, levels));
      v128.store(to + (i << 1), v128.shuffle<i16>(a, b, 0, 2, 4, 6, 8, 10, 12, 14));
      v128.store(to + (i << 1), v128.shuffle<i16>(a, b, 1, 3, 5, 7, 9, 11, 13, 15), 16);
    }
  }
  for (; i < inputs; i++) {
    const at = bits == 8 ? i : (i & ~15) + ((i & 15) >> 1) + ((i & 1) << 3);
    store<i16>(to + (at << 1), <i16>nearest(load<f32>(x + (i << 2)) * level));
  }
  return top / most(inputs, bits);
}

/** 8 times the sum of x: what the eights in W's numbers of 4 bits add. */
function eights(x: usize, bytes: i32): i32 {
  let sums = i32x4.splat(0);
  for (let i = 0; i < bytes; i += 16) sums = i32x4.add(sums, i32x4.dot_i16x8_s(v128.load(x + i), i16x8.splat(8)));
  return i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + (i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3));
}

/** The sums of each. */
@inline
function sums4(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

@inline
function dot(sum: v128, w: v128, x: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(w, x));
}

/** y [4] (+)= sums·scales, the last ones left out where the matrix has no more rows. */
@inline
function finish(y: usize, sums: v128, scales: v128, columns: i32, accumulate: bool, spare: usize): void {
  let out = f32x4.mul(f32x4.convert_i32x4_s(sums), scales);
  if (columns >= 4) {
    if (accumulate) out = f32x4.add(out, v128.load(y));
    v128.store(y, out);
    return;
  }
  v128.store(spare, out);
  for (let i = 0; i < columns << 2; i += 4) {
    const value = load<f32>(spare + i);
    store<f32>(y + i, accumulate ? value + load<f32>(y + i) : value);
  }
}

/** Four outputs of two rows of x, a and b, which may be the same. */
@inline
function tile8(w: usize, stride: usize, a: usize, b: usize, two: bool, spare: usize): void {
  const zero = i32x4.splat(0);
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
  const end = w + stride;
  for (; w < end; w += 8) {
    const xa = v128.load(a);
    const w0 = v128.load8x8_s(w);
    const w1 = v128.load8x8_s(w + stride);
    const w2 = v128.load8x8_s(w + 2 * stride);
    const w3 = v128.load8x8_s(w + 3 * stride);
    a0 = dot(a0, w0, xa);
    a1 = dot(a1, w1, xa);
    a2 = dot(a2, w2, xa);
    a3 = dot(a3, w3, xa);
    if (two) {
      const xb = v128.load(b);
      b0 = dot(b0, w0, xb);
      b1 = dot(b1, w1, xb);
      b2 = dot(b2, w2, xb);
      b3 = dot(b3, w3, xb);
      b += 16;
    }
    a += 16;
  }
  v128.store(spare, sums4(a0, a1, a2, a3));
  if (two) v128.store(spare, sums4(b0, b1, b2, b3), 16);
}

@inline
function tile4(w: usize, stride: usize, a: usize, b: usize, two: bool, spare: usize): void {
  const zero = i32x4.splat(0);
  const low = i16x8.splat(15);
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
  const end = w + stride;
  for (; w < end; w += 8) {
    const w0 = v128.load8x8_u(w);
    const w1 = v128.load8x8_u(w + stride);
    const w2 = v128.load8x8_u(w + 2 * stride);
    const w3 = v128.load8x8_u(w + 3 * stride);
    let e0 = v128.and(w0, low);
    let e1 = v128.and(w1, low);
    let e2 = v128.and(w2, low);
    let e3 = v128.and(w3, low);
    const even = v128.load(a);
    a0 = dot(a0, e0, even);
    a1 = dot(a1, e1, even);
    a2 = dot(a2, e2, even);
    a3 = dot(a3, e3, even);
    if (two) {
      const evenB = v128.load(b);
      b0 = dot(b0, e0, evenB);
      b1 = dot(b1, e1, evenB);
      b2 = dot(b2, e2, evenB);
      b3 = dot(b3, e3, evenB);
    }
    e0 = i16x8.shr_u(w0, 4);
    e1 = i16x8.shr_u(w1, 4);
    e2 = i16x8.shr_u(w2, 4);
    e3 = i16x8.shr_u(w3, 4);
    const odd = v128.load(a, 16);
    a0 = dot(a0, e0, odd);
    a1 = dot(a1, e1, odd);
    a2 = dot(a2, e2, odd);
    a3 = dot(a3, e3, odd);
    if (two) {
      const oddB = v128.load(b, 16);
      b0 = dot(b0, e0, oddB);
      b1 = dot(b1, e1, oddB);
      b2 = dot(b2, e2, oddB);
      b3 = dot(b3, e3, oddB);
      b += 32;
    }
    a += 32;
  }
  v128.store(spare, sums4(a0, a1, a2, a3));
  if (two) v128.store(spare, sums4(b0, b1, b2, b3), 16);
}

/**
 * y [N, O] (+)= x [N, I]·Wᵀ, W [O, I] in whole numbers of 8 or 4 bits with scales [O], padded as above. A row's outcome has the
 * same bits whoever is computed beside it.
 */
export function projectQuantised(x: usize, w: usize, scales: usize, y: usize, inputs: i32, outputs: i32, rows: i32, bits: i32, accumulate: i32, scratch: usize): void {
  const add = accumulate != 0;
  const stride = <usize>quantisedStride(inputs, bits);
  const step = <usize>wholeStride(inputs, bits);
  const spare = scratch; // [2, 4] sums of a tile
  const about = scratch + 32; // [N, 2] scale of x, and its eights
  const whole = about + (rows << 3); // [N, I]
  for (let i = 0; i < rows; i++) {
    const at = whole + i * step;
    store<f32>(about + (i << 3), toWhole(x + ((i * inputs) << 2), inputs, bits, at));
    store<i32>(about + (i << 3), bits == 8 ? 0 : eights(at, <i32>step), 4);
  }
  for (let j = 0; j < outputs; j += 4) {
    const from = w + j * stride;
    const ofW = v128.load(scales + (j << 2));
    for (let i = 0; i < rows; i += 2) {
      const a = whole + i * step;
      const two = i + 1 < rows;
      if (bits == 8) {
        if (two) tile8(from, stride, a, a + step, true, spare);
        else tile8(from, stride, a, a, false, spare);
      } else {
        if (two) tile4(from, stride, a, a + step, true, spare);
        else tile4(from, stride, a, a, false, spare);
      }
      for (let k = i; k < min(i + 2, rows); k++) {
        const sums = i32x4.sub(v128.load(spare + ((k - i) << 4)), i32x4.splat(load<i32>(about + (k << 3), 4)));
        const all = f32x4.mul(ofW, f32x4.splat(load<f32>(about + (k << 3))));
        finish(y + ((k * outputs + j) << 2), sums, all, outputs - j, add, spare + ((k - i) << 4));
      }
    }
  }
}
