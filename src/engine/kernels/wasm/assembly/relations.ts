// MiniLM's relations and their gradient, one relation head of one row at a time (Wang et al. 2021, arXiv 2012.15828):
//   Σ_t w_t·KL(softmax Y·Yᵀ/√e ‖ softmax X·Xᵀ/√r),  ∂/∂X = (G + Gᵀ)·X/√r with G = w·(q − p)
// The [T, T] scores live in scratch memory and are never written out as tensors. X [T, r] is a part of the student's heads, joined and
// split anew, Y [T, e] the same part of the teacher's.
import { exponentials, rowMax } from './distillation-loss';
import { multiply, packB, packedBytesB } from './gemm';
import { log1, madd, sum4 } from './simd';

/** Bytes of scratch that each thread needs; r and e widths of a relation head of either side. */
export function relationScratch(t: i32, r: i32, e: i32): i32 {
  const packed = max(max(packedBytesB(r, t), packedBytesB(e, t)), packedBytesB(t, r));
  return ((2 * r + e) * t + 2 * t * t + 2 * t) * 4 + packed;
}

/** to [m, r] = the first m places of a relation head of x [heads, t, d] times a factor; `back` the other way round, the other places 0. */
function part(x: usize, to: usize, head: i32, m: i32, t: i32, d: i32, r: i32, factor: f32, back: bool): void {
  for (let j = 0; j < r; j++) {
    const place = head * r + j;
    const from = x + (((place / d) * t * d + (place % d)) << 2);
    for (let i = 0; i < m; i++) {
      const a = from + ((i * d) << 2);
      const b = to + ((i * r + j) << 2);
      if (back) store<f32>(a, factor * load<f32>(b));
      else store<f32>(b, factor * load<f32>(a));
    }
    if (back) for (let i = m; i < t; i++) store<f32>(from + ((i * d) << 2), 0);
  }
}

/** s [t, t] = x·xᵀ, x [t, r]; what is related to a place without a word gets HIDDEN. */
function scores(x: usize, s: usize, t: i32, r: i32, words: usize, pack: usize): void {
  packB(x, 1, r, r, t, pack);
  multiply(x, r, 1, pack, s, t, t, t, r, false);
  if (!words) return;
  for (let j = 0; j < t; j++) {
    if (load<f32>(words + (j << 2)) != 0) continue;
    for (let i = 0; i < t; i++) store<f32>(s + ((i * t + j) << 2), HIDDEN);
  }
}

/** A score that does not count. */
const HIDDEN: f32 = -1e9;
/** So far below the largest score that nothing is left of it, and yet no subnormal number, with which processors take their time. */
const LOW: f32 = 60;
/** Exponentials below this count as this, for the same reason, and slopes below the other one are rounding. */
const LEAST: f32 = 1e-30;
const NOTHING: f32 = 1e-20;

/** Hidden scores of a row become low ones. */
function lift(s: usize, n: i32, low: f32): void {
  const wide = n & ~3;
  const ls = f32x4.splat(low);
  const hs = f32x4.splat(HIDDEN / 2);
  for (let j = 0; j < wide; j += 4) {
    const x = v128.load(s + (j << 2));
    v128.store(s + (j << 2), v128.bitselect(ls, x, f32x4.lt(x, hs)));
  }
  for (let j = wide; j < n; j++) if (load<f32>(s + (j << 2)) < HIDDEN / 2) store<f32>(s + (j << 2), low);
}

/** How many places there are up to the last one that counts or has a word: what follows is padding. */
function placesOf(shares: usize, words: usize, t: i32): i32 {
  let m = t;
  while (m > 0 && load<f32>(shares + ((m - 1) << 2)) == 0 && (!words || load<f32>(words + ((m - 1) << 2)) == 0)) m--;
  return m;
}

/** share·KL of a row of n scores; s becomes its slope. p, q: scratch for n floats each. */
function divergence(s: usize, y: usize, n: i32, share: f32, p: usize, q: usize, hidden: bool): f32 {
  const topS = rowMax(s, n);
  const topY = rowMax(y, n);
  if (hidden) {
    lift(s, n, topS - LOW);
    lift(y, n, topY - LOW);
  }
  const sumS = exponentials(s, n, topS, 1, q);
  const sumY = exponentials(y, n, topY, 1, p);
  const offset: f32 = log1(sumS) - log1(sumY) + (topS - topY);
  const inverseS: f32 = 1 / sumS;
  const inverseY: f32 = 1 / sumY;
  const wide = n & ~3;
  const is = f32x4.splat(inverseS);
  const iy = f32x4.splat(inverseY);
  const os = f32x4.splat(offset);
  const ws = f32x4.splat(share);
  const least = f32x4.splat(LEAST);
  let acc = f32x4.splat(0);
  for (let j = 0; j < wide; j += 4) {
    const o = j << 2;
    const pj = f32x4.mul(f32x4.pmax(v128.load(p + o), least), iy);
    const gap = f32x4.add(f32x4.sub(v128.load(y + o), v128.load(s + o)), os);
    acc = madd(pj, gap, acc);
    const slope = f32x4.mul(ws, f32x4.sub(f32x4.mul(f32x4.pmax(v128.load(q + o), least), is), pj));
    v128.store(s + o, v128.andnot(slope, f32x4.lt(f32x4.abs(slope), f32x4.splat(NOTHING))));
  }
  let total = sum4(acc);
  for (let j = wide; j < n; j++) {
    const o = j << 2;
    const pj = load<f32>(p + o) * inverseY;
    total += pj * (load<f32>(y + o) - load<f32>(s + o) + offset);
    const slope: f32 = share * (load<f32>(q + o) * inverseS - pj);
    store<f32>(s + o, abs(slope) < NOTHING ? 0 : slope);
  }
  return share * max(total, 0);
}

/**
 * Relation heads start..end, counted over K·A, of mine [K, heads, T, d] and theirs [K, theirHeads, T, dT]. shares [K, T] of the mean;
 * words [K, T], or 0: each place is related to itself and those before it. slope, of mine's shape, gets the gradient, parts [K·A] the
 * value.
 */
export function relationLoss(mine: usize, theirs: usize, shares: usize, words: usize, slope: usize, parts: usize, a: i32, t: i32, heads: i32, d: i32, theirHeads: i32, dT: i32, start: i32, end: i32, scratch: usize): void {
  const r = (heads * d) / a;
  const e = (theirHeads * dT) / a;
  const x = scratch;
  const g = x + ((t * r) << 2);
  const y = g + ((t * r) << 2);
  const s = y + ((t * e) << 2);
  const u = s + ((t * t) << 2);
  const p = u + ((t * t) << 2);
  const q = p + (t << 2);
  const pack = q + (t << 2);
  // half of the scale on either side of the product
  const cx: f32 = 1 / Mathf.sqrt(Mathf.sqrt(<f32>r));
  const cy: f32 = 1 / Mathf.sqrt(Mathf.sqrt(<f32>e));
  for (let item = start; item < end; item++) {
    const k = item / a;
    const head = item % a;
    const own = mine + ((k * heads * t * d) << 2);
    const seen = words ? words + ((k * t) << 2) : 0;
    const counted = shares + ((k * t) << 2);
    const m = placesOf(counted, seen, t);
    part(own, x, head, m, t, d, r, cx, false);
    part(theirs + ((k * theirHeads * t * dT) << 2), y, head, m, t, dT, e, cy, false);
    scores(x, s, m, r, seen, pack);
    scores(y, u, m, e, seen, pack);
    let value: f32 = 0;
    for (let i = 0; i < m; i++) {
      const row = s + ((i * m) << 2);
      const share = load<f32>(counted + (i << 2));
      const n = words ? m : i + 1;
      if (share > 0) value += divergence(row, u + ((i * m) << 2), n, share, p, q, words != 0);
      else memory.fill(row, 0, n << 2);
      if (n < m) memory.fill(row + (n << 2), 0, (m - n) << 2);
    }
    for (let i = 0; i < m; i++) {
      for (let j = 0; j <= i; j++) {
        const one = s + ((i * m + j) << 2);
        const other = s + ((j * m + i) << 2);
        const both = load<f32>(one) + load<f32>(other);
        store<f32>(one, both);
        store<f32>(other, both);
      }
    }
    packB(x, r, 1, m, r, pack);
    multiply(s, m, 1, pack, g, r, m, r, m, false);
    part(slope + ((k * heads * t * d) << 2), g, head, m, t, d, r, cx, true);
    store<f32>(parts + (item << 2), value);
  }
}
