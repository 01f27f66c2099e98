// Rotary attention with key smearing, one head of one sequence at a time: rotated queries and keys, the [T, T] scores and
// their gradients live in scratch memory that stays in cache and are never written out as tensors. The backward pass computes
// the probabilities again instead of keeping them (Dao et al. 2022, arXiv 2205.14135).
//
//   k'_t = g·k_t + (1−g)·k_{t−1}, k'_0 = k_0     g = σ(smear) per head, 1 where the model has none
//   S = rope(q)·rope(k')ᵀ/√d    P = softmax(S)    out = P·v
//
// q, k, v, out [B, T, H·d]; cos, sin [T, d/2] (rotate-half convention); gate [H] holds g; keyMask [B, T] or 0 (null).
import { multiply, multiplyLower, multiplyToLower, packB, packedBytesB } from './gemm';
import { exp1, exp4, madd, max4, sum4 } from './simd';

/** Bytes of scratch that each thread needs. */
export function attentionScratch(t: i32, d: i32): i32 {
  return 4 * t * d * 4 + 2 * t * t * 4 + max(packedBytesB(t, d), packedBytesB(d, t));
}

/** to [t, d] (contiguous) = rope(x)·factor, x rows `stride` floats apart; sign −1 turns back (the transposed rotation). */
function rotate(x: usize, stride: i32, to: usize, toStride: i32, cos: usize, sin: usize, t: i32, d: i32, factor: f32, sign: f32): void {
  const half = d >> 1;
  const fs = f32x4.splat(factor);
  const ss = f32x4.splat(factor * sign);
  const wide = half & ~3;
  for (let i = 0; i < t; i++) {
    const a = x + ((i * stride) << 2);
    const b = a + (half << 2);
    const o = to + ((i * toStride) << 2);
    const c = cos + ((i * half) << 2);
    const s = sin + ((i * half) << 2);
    for (let j = 0; j < wide; j += 4) {
      const at = j << 2;
      const left = v128.load(a + at);
      const right = v128.load(b + at);
      const cc = f32x4.mul(v128.load(c + at), fs);
      const cs = f32x4.mul(v128.load(s + at), ss);
      v128.store(o + at, f32x4.sub(f32x4.mul(left, cc), f32x4.mul(right, cs)));
      v128.store(o + (half << 2) + at, madd(right, cc, f32x4.mul(left, cs)));
    }
    for (let j = wide; j < half; j++) {
      const at = j << 2;
      const left = load<f32>(a + at);
      const right = load<f32>(b + at);
      const cc = load<f32>(c + at) * factor;
      const cs = load<f32>(s + at) * factor * sign;
      store<f32>(o + at, left * cc - right * cs);
      store<f32>(o + (half << 2) + at, right * cc + left * cs);
    }
  }
}

/** to [t, d] (contiguous) = the smeared keys. */
function smear(k: usize, stride: i32, to: usize, t: i32, d: i32, g: f32): void {
  const own = f32x4.splat(g);
  const rest = f32x4.splat(1 - g);
  const wide = d & ~3;
  for (let i = 0; i < t; i++) {
    const now = k + ((i * stride) << 2);
    const before = i == 0 ? now : now - (stride << 2);
    const o = to + ((i * d) << 2);
    for (let j = 0; j < wide; j += 4) {
      const at = j << 2;
      v128.store(o + at, madd(own, v128.load(now + at), f32x4.mul(rest, v128.load(before + at))));
    }
    for (let j = wide; j < d; j++) {
      const at = j << 2;
      store<f32>(o + at, g * load<f32>(now + at) + (1 - g) * load<f32>(before + at));
    }
  }
}

/** Row-wise softmax of s [t, t] in place; columns past the row (causal) and masked keys get 0. */
function softmaxRows(s: usize, t: i32, causal: bool, mask: usize): void {
  for (let i = 0; i < t; i++) {
    const row = s + ((i * t) << 2);
    const n = causal ? i + 1 : t;
    if (mask) for (let j = 0; j < n; j++) if (load<f32>(mask + (j << 2)) == 0) store<f32>(row + (j << 2), -Infinity);
    const wide = n & ~3;
    let top: f32 = -Infinity;
    if (wide) {
      let m = v128.load(row);
      for (let j = 4; j < wide; j += 4) m = f32x4.pmax(v128.load(row + (j << 2)), m);
      top = max4(m);
    }
    for (let j = wide; j < n; j++) top = max(top, load<f32>(row + (j << 2)));
    if (top == -Infinity) {
      memory.fill(row, 0, t << 2);
      continue;
    }
    const shift = f32x4.splat(top);
    let acc = f32x4.splat(0);
    for (let j = 0; j < wide; j += 4) {
      const e = exp4(f32x4.sub(v128.load(row + (j << 2)), shift));
      v128.store(row + (j << 2), e);
      acc = f32x4.add(acc, e);
    }
    let total = sum4(acc);
    for (let j = wide; j < n; j++) {
      const e = exp1(load<f32>(row + (j << 2)) - top);
      store<f32>(row + (j << 2), e);
      total += e;
    }
    const scale: f32 = 1 / total;
    const ss = f32x4.splat(scale);
    for (let j = 0; j < wide; j += 4) v128.store(row + (j << 2), f32x4.mul(v128.load(row + (j << 2)), ss));
    for (let j = wide; j < n; j++) store<f32>(row + (j << 2), load<f32>(row + (j << 2)) * scale);
    // the exponential is clamped, so that a masked key still has a trace of weight: take it out
    if (mask) for (let j = 0; j < n; j++) if (load<f32>(mask + (j << 2)) == 0) store<f32>(row + (j << 2), 0);
    if (n < t) memory.fill(row + (n << 2), 0, (t - n) << 2);
  }
}

/** Fills queries (scaled), keys and probabilities of one head into scratch. */
function probabilities(q: usize, k: usize, cos: usize, sin: usize, g: f32, mask: usize, width: i32, t: i32, d: i32, causal: bool, qs: usize, ks: usize, smeared: usize, p: usize, pack: usize): void {
  rotate(q, width, qs, d, cos, sin, t, d, 1 / Mathf.sqrt(<f32>d), 1);
  smear(k, width, smeared, t, d, g);
  rotate(smeared, d, ks, d, cos, sin, t, d, 1, 1);
  packB(ks, 1, d, d, t, pack);
  if (causal) multiplyToLower(qs, d, 1, pack, p, t, d);
  else multiply(qs, d, 1, pack, p, t, t, t, d, false);
  softmaxRows(p, t, causal, mask);
}

/** c [t, d] (row stride ldc) = P·x or Pᵀ·x with P [t, t], lower triangular where attention is causal; x [t, d] (row stride ldx). */
function mix(p: usize, transposed: bool, x: usize, ldx: i32, c: usize, ldc: i32, t: i32, d: i32, causal: bool, pack: usize): void {
  packB(x, ldx, 1, t, d, pack);
  if (causal) multiplyLower(p, transposed, pack, c, ldc, t, d);
  else if (transposed) multiply(p, 1, t, pack, c, ldc, t, d, t, false);
  else multiply(p, t, 1, pack, c, ldc, t, d, t, false);
}

/** dp [t, t] becomes P ⊙ (dP − Σ P·dP), row by row. */
function softmaxBackward(p: usize, dp: usize, t: i32, causal: bool): void {
  for (let i = 0; i < t; i++) {
    const pr = p + ((i * t) << 2);
    const dr = dp + ((i * t) << 2);
    const n = causal ? i + 1 : t;
    const wide = n & ~3;
    let acc = f32x4.splat(0);
    for (let j = 0; j < wide; j += 4) acc = madd(v128.load(pr + (j << 2)), v128.load(dr + (j << 2)), acc);
    let total = sum4(acc);
    for (let j = wide; j < n; j++) total += load<f32>(pr + (j << 2)) * load<f32>(dr + (j << 2));
    const ts = f32x4.splat(total);
    for (let j = 0; j < wide; j += 4) {
      const o = j << 2;
      v128.store(dr + o, f32x4.mul(v128.load(pr + o), f32x4.sub(v128.load(dr + o), ts)));
    }
    for (let j = wide; j < n; j++) {
      const o = j << 2;
      store<f32>(dr + o, load<f32>(pr + o) * (load<f32>(dr + o) - total));
    }
    if (n < t) memory.fill(dr + (n << 2), 0, (t - n) << 2);
  }
}

/** out for heads start..end, counted over B·H. */
export function attentionForward(q: usize, k: usize, v: usize, cos: usize, sin: usize, gate: usize, mask: usize, out: usize, heads: i32, t: i32, d: i32, causal: i32, start: i32, end: i32, scratch: usize): void {
  const width = heads * d;
  const matrix = (t * d) << 2;
  const qs = scratch;
  const ks = qs + matrix;
  const smeared = ks + matrix;
  const p = smeared + 2 * matrix;
  const pack = p + ((2 * t * t) << 2);
  for (let item = start; item < end; item++) {
    const batch = item / heads;
    const head = item % heads;
    const at = ((batch * t * width + head * d) << 2);
    const keyMask = mask ? mask + ((batch * t) << 2) : 0;
    probabilities(q + at, k + at, cos, sin, load<f32>(gate + (head << 2)), keyMask, width, t, d, causal != 0, qs, ks, smeared, p, pack);
    mix(p, false, v + at, width, out + at, width, t, d, causal != 0, pack);
  }
}

/** dq, dk, dv for heads start..end; dGate [B·H] gets each head's part of the gradient by g. */
export function attentionBackward(q: usize, k: usize, v: usize, cos: usize, sin: usize, gate: usize, mask: usize, dOut: usize, dq: usize, dk: usize, dv: usize, dGate: usize, heads: i32, t: i32, d: i32, causal: i32, start: i32, end: i32, scratch: usize): void {
  const width = heads * d;
  const matrix = (t * d) << 2;
  const qs = scratch;
  const ks = qs + matrix;
  const one = ks + matrix;
  const two = one + matrix;
  const p = two + matrix;
  const ds = p + ((t * t) << 2);
  const pack = ds + ((t * t) << 2);
  for (let item = start; item < end; item++) {
    const batch = item / heads;
    const head = item % heads;
    const at = ((batch * t * width + head * d) << 2);
    const keyMask = mask ? mask + ((batch * t) << 2) : 0;
    const g = load<f32>(gate + (head << 2));
    probabilities(q + at, k + at, cos, sin, g, keyMask, width, t, d, causal != 0, qs, ks, one, p, pack);
    // dV = Pᵀ·dO
    mix(p, true, dOut + at, width, dv + at, width, t, d, causal != 0, pack);
    // dP = dO·Vᵀ
    packB(v + at, 1, width, d, t, pack);
    if (causal) multiplyToLower(dOut + at, width, 1, pack, ds, t, d);
    else multiply(dOut + at, width, 1, pack, ds, t, t, t, d, false);
    softmaxBackward(p, ds, t, causal != 0);
    scoresBackward(ds, qs, ks, one, two, cos, sin, t, d, causal != 0, pack, dq + at, width);
    store<f32>(dGate + (item << 2), smearBackward(k + at, two, dk + at, width, t, d, g));
  }
}

/** The probabilities alone, map [B, H, T, T], for heads start..end. */
export function attentionMapForward(q: usize, k: usize, cos: usize, sin: usize, gate: usize, mask: usize, map: usize, heads: i32, t: i32, d: i32, causal: i32, start: i32, end: i32, scratch: usize): void {
  const width = heads * d;
  const matrix = (t * d) << 2;
  for (let item = start; item < end; item++) {
    const batch = item / heads;
    const head = item % heads;
    const at = ((batch * t * width + head * d) << 2);
    const keyMask = mask ? mask + ((batch * t) << 2) : 0;
    probabilities(q + at, k + at, cos, sin, load<f32>(gate + (head << 2)), keyMask, width, t, d, causal != 0, scratch, scratch + matrix, scratch + 2 * matrix, map + ((item * t * t) << 2), scratch + 4 * matrix);
  }
}

/** dq, dk and each head's part of the gradient by g, [B·H], from the map and its gradient dMap [B, H, T, T]. */
export function attentionMapBackward(q: usize, k: usize, cos: usize, sin: usize, gate: usize, map: usize, dMap: usize, dq: usize, dk: usize, dGate: usize, heads: i32, t: i32, d: i32, causal: i32, start: i32, end: i32, scratch: usize): void {
  const width = heads * d;
  const matrix = (t * d) << 2;
  const qs = scratch;
  const ks = qs + matrix;
  const one = ks + matrix;
  const two = one + matrix;
  const ds = two + matrix;
  const pack = ds + ((t * t) << 2);
  for (let item = start; item < end; item++) {
    const at = (((item / heads) * t * width + (item % heads) * d) << 2);
    const place = (item * t * t) << 2;
    const g = load<f32>(gate + ((item % heads) << 2));
    rotate(q + at, width, qs, d, cos, sin, t, d, 1 / Mathf.sqrt(<f32>d), 1);
    smear(k + at, width, one, t, d, g);
    rotate(one, d, ks, d, cos, sin, t, d, 1, 1);
    memory.copy(ds, dMap + place, (t * t) << 2);
    softmaxBackward(map + place, ds, t, causal != 0);
    scoresBackward(ds, qs, ks, one, two, cos, sin, t, d, causal != 0, pack, dq + at, width);
    store<f32>(dGate + (item << 2), smearBackward(k + at, two, dk + at, width, t, d, g));
  }
}

/** From the scores' gradient: dq = rope⁻¹(dS·K')/√d, and in `two` dk' = rope⁻¹(dSᵀ·Q). */
function scoresBackward(ds: usize, qs: usize, ks: usize, one: usize, two: usize, cos: usize, sin: usize, t: i32, d: i32, causal: bool, pack: usize, dq: usize, width: i32): void {
  mix(ds, false, ks, d, one, d, t, d, causal, pack);
  rotate(one, d, dq, width, cos, sin, t, d, 1 / Mathf.sqrt(<f32>d), -1);
  mix(ds, true, qs, d, one, d, t, d, causal, pack);
  rotate(one, d, two, d, cos, sin, t, d, 1, -1);
}

/** dk from the smeared keys' gradient dks [t, d]; returns the gradient by g. */
function smearBackward(k: usize, dks: usize, dk: usize, width: i32, t: i32, d: i32, g: f32): f32 {
  const wide = d & ~3;
  const rest = f32x4.splat(1 - g);
  let acc = f32x4.splat(0);
  let slope: f32 = 0;
  for (let i = 0; i < t; i++) {
    const from = dks + ((i * d) << 2);
    const to = dk + ((i * width) << 2);
    const now = k + ((i * width) << 2);
    // the first key is its own predecessor, the last has no successor
    const before = i > 0 ? now - (width << 2) : now;
    const next = from + (d << 2);
    const last = i + 1 == t;
    const own: f32 = i == 0 ? 1 : g;
    const os = f32x4.splat(own);
    for (let j = 0; j < wide; j += 4) {
      const o = j << 2;
      const u = v128.load(from + o);
      const x = f32x4.mul(os, u);
      v128.store(to + o, last ? x : madd(rest, v128.load(next + o), x));
      acc = madd(u, f32x4.sub(v128.load(now + o), v128.load(before + o)), acc);
    }
    for (let j = wide; j < d; j++) {
      const o = j << 2;
      const u = load<f32>(from + o);
      const x = own * u;
      store<f32>(to + o, last ? x : x + (1 - g) * load<f32>(next + o));
      slope += u * (load<f32>(now + o) - load<f32>(before + o));
    }
  }
  return slope + sum4(acc);
}
