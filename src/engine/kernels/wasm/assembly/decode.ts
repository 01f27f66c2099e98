// What writing with a key-value cache needs besides the kernels of training: products with weights that were packed once, and
// attention of single rows to the cache of their own sequence. Rows of many sequences come together, in any mixture of
// prompts and single steps; a row's result has the same bits whoever is computed beside it.
import { MR, multiply, packB, packedBytesB, storePart, storeRow } from './gemm';
import { exp4, madd, max4, sum4 } from './simd';

/** This many rows past the last whole panel of six are multiplied one by one: their tile would be half empty. */
const FEW: i32 = 3;

/** Bytes of packed W [O, I]. */
export function packedWeightBytes(inputs: i32, outputs: i32): i32 {
  return packedBytesB(inputs, outputs);
}

/** Packs W [O, I] for `project`. */
export function packWeight(w: usize, inputs: i32, outputs: i32, to: usize): void {
  packB(w, 1, inputs, inputs, outputs, to);
}

/** y [O] (+)= x [I]·Wᵀ, W in panels of [I][8]. Four panels at a time, since one would wait for its own sums. */
function projectRow(x: usize, panels: usize, y: usize, inputs: i32, outputs: i32, accumulate: bool): void {
  const panel = <usize>(inputs << 5);
  const zero = f32x4.splat(0);
  let j = 0;
  for (; j + 32 <= outputs; j += 32) {
    let p0 = panels + ((j * inputs) << 2);
    let p1 = p0 + panel, p2 = p1 + panel, p3 = p2 + panel;
    let a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero, a6 = zero, a7 = zero;
    for (let k = 0; k < inputs; k++) {
      const xk = v128.load32_splat(x + (k << 2));
      a0 = madd(xk, v128.load(p0), a0);
      a1 = madd(xk, v128.load(p0, 16), a1);
      a2 = madd(xk, v128.load(p1), a2);
      a3 = madd(xk, v128.load(p1, 16), a3);
      a4 = madd(xk, v128.load(p2), a4);
      a5 = madd(xk, v128.load(p2, 16), a5);
      a6 = madd(xk, v128.load(p3), a6);
      a7 = madd(xk, v128.load(p3, 16), a7);
      p0 += 32;
      p1 += 32;
      p2 += 32;
      p3 += 32;
    }
    const to = y + (j << 2);
    storeRow(to, a0, a1, accumulate);
    storeRow(to + 32, a2, a3, accumulate);
    storeRow(to + 64, a4, a5, accumulate);
    storeRow(to + 96, a6, a7, accumulate);
  }
  for (; j < outputs; j += 8) {
    let p = panels + ((j * inputs) << 2);
    let left = zero, right = zero;
    for (let k = 0; k < inputs; k++) {
      const xk = v128.load32_splat(x + (k << 2));
      left = madd(xk, v128.load(p), left);
      right = madd(xk, v128.load(p, 16), right);
      p += 32;
    }
    if (j + 8 <= outputs) storeRow(y + (j << 2), left, right, accumulate);
    else storePart(y + (j << 2), left, right, outputs - j, accumulate);
  }
}

/** y [N, O] (+)= x [N, I]·Wᵀ, W packed by packWeight. */
export function project(x: usize, panels: usize, y: usize, inputs: i32, outputs: i32, rows: i32, accumulate: i32): void {
  const add = accumulate != 0;
  const left = rows % MR;
  const together = left > FEW ? rows : rows - left;
  multiply(x, inputs, 1, panels, y, outputs, together, outputs, inputs, add);
  for (let i = together; i < rows; i++) {
    projectRow(x + ((i * inputs) << 2), panels, y + ((i * outputs) << 2), inputs, outputs, add);
  }
}

/**
 * out [N, H·d]: each row's key and value join its sequence's cache, then the row attends to all of it so far.
 *
 * rows [N, 2] = slot and position of each row, those of one sequence in order; qkv [N, 3·H·d] before rotation; cos, sin
 * [T, d/2]; gate [H] = g of key smearing; lastKeys [slots, H·d] = each sequence's last key before smearing; keys
 * [slots, H, d, T] (so that four positions are one vector), T a multiple of 4; values [slots, H, T, d]; scores [T].
 */
export function cachedAttention(rows: usize, count: i32, qkv: usize, out: usize, cos: usize, sin: usize, gate: usize, lastKeys: usize, keys: usize, values: usize, heads: i32, d: i32, t: i32, scores: usize): void {
  const width = heads * d;
  const half = d >> 1;
  const scale: f32 = 1 / Mathf.sqrt(<f32>d);
  for (let row = 0; row < count; row++) {
    const slot = load<i32>(rows + (row << 3));
    const position = load<i32>(rows + (row << 3), 4);
    const c = cos + ((position * half) << 2);
    const s = sin + ((position * half) << 2);
    for (let head = 0; head < heads; head++) {
      const q = qkv + ((3 * width * row + head * d) << 2);
      const k = q + (width << 2);
      const v = k + (width << 2);
      const last = lastKeys + ((slot * width + head * d) << 2);
      const area = ((slot * heads + head) * d * t) << 2;
      const keyAt = keys + area + (position << 2);
      const g: f32 = position == 0 ? 1 : load<f32>(gate + (head << 2)); // the first token has no key before it
      for (let i = 0; i < half; i++) {
        const at = i << 2;
        const far = at + (half << 2);
        const turn = load<f32>(c + at);
        const rise = load<f32>(s + at);
        const q0 = load<f32>(q + at) * scale;
        const q1 = load<f32>(q + far) * scale;
        store<f32>(q + at, q0 * turn - q1 * rise);
        store<f32>(q + far, q1 * turn + q0 * rise);
        const raw0 = load<f32>(k + at);
        const raw1 = load<f32>(k + far);
        // at position 0 what lies in `last` is another dialogue's, and its factor is 0
        const k0 = g * raw0 + (1 - g) * load<f32>(last + at);
        const k1 = g * raw1 + (1 - g) * load<f32>(last + far);
        store<f32>(last + at, raw0);
        store<f32>(last + far, raw1);
        store<f32>(keyAt + ((i * t) << 2), k0 * turn - k1 * rise);
        store<f32>(keyAt + (((i + half) * t) << 2), k1 * turn + k0 * rise);
      }
      memory.copy(values + area + ((position * d) << 2), v, d << 2);
      attend(q, keys + area, values + area, out + ((row * width + head * d) << 2), position + 1, d, t, scores);
    }
  }
}

/** out [d] = softmax(q·K) V over the first n positions. */
function attend(q: usize, keys: usize, values: usize, out: usize, n: i32, d: i32, t: i32, scores: usize): void {
  const padded = (n + 3) & ~3;
  for (let j = 0; j < padded; j += 4) {
    let acc = f32x4.splat(0);
    let k = keys + (j << 2);
    for (let i = 0; i < d; i++) {
      acc = madd(v128.load32_splat(q + (i << 2)), v128.load(k), acc);
      k += t << 2;
    }
    v128.store(scores + (j << 2), acc);
  }
  for (let j = n; j < padded; j++) store<f32>(scores + (j << 2), -f32.MAX_VALUE);
  let most = v128.load(scores);
  for (let j = 4; j < padded; j += 4) most = f32x4.max(most, v128.load(scores + (j << 2)));
  const top = f32x4.splat(max4(most));
  let sums = f32x4.splat(0);
  for (let j = 0; j < padded; j += 4) {
    const e = exp4(f32x4.sub(v128.load(scores + (j << 2)), top));
    v128.store(scores + (j << 2), e);
    sums = f32x4.add(sums, e); // of a padding score e^-87: nothing beside a sum of at least 1
  }
  const norm: f32 = 1 / sum4(sums);
  const norms = f32x4.splat(norm);
  const wide = d & ~3;
  for (let i = 0; i < wide; i += 4) {
    let acc = f32x4.splat(0);
    let v = values + (i << 2);
    for (let j = 0; j < n; j++) {
      acc = madd(v128.load32_splat(scores + (j << 2)), v128.load(v), acc);
      v += d << 2;
    }
    v128.store(out + (i << 2), f32x4.mul(acc, norms));
  }
  for (let i = wide; i < d; i++) {
    let acc: f32 = 0;
    for (let j = 0; j < n; j++) acc += load<f32>(scores + (j << 2)) * load<f32>(values + ((j * d + i) << 2));
    store<f32>(out + (i << 2), acc * norm);
  }
}
