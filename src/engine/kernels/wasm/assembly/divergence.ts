// One row of the family of divergences (ops/divergence.ts): value, and slope by the student's softened logits, in two passes.
import { bounded4, log1, log4, madd, sum4 } from './simd';

/** Smaller probabilities of a mixture count as this. */
const LEAST: f32 = 1e-37;

/** D of four classes, and in `out` q·g. Probabilities pj, qj and their logarithms lp, lq. */
@inline
function four(pj: v128, qj: v128, lp: v128, lq: v128, out: usize, forward: f32, s: f32, reverse: f32, t: f32, variation: f32, entropy: f32): v128 {
  let value = f32x4.splat(0);
  let slope = f32x4.splat(0);
  let lm = lq;
  let share = f32x4.splat(1);
  if (forward != 0) {
    if (s != 0) {
      const m = f32x4.pmax(madd(pj, f32x4.splat(s), f32x4.mul(qj, f32x4.splat(1 - s))), f32x4.splat(LEAST));
      lm = log4(m);
      share = f32x4.div(qj, m);
    }
    value = f32x4.mul(f32x4.mul(pj, f32x4.sub(lp, lm)), f32x4.splat(forward));
    slope = f32x4.mul(f32x4.mul(pj, share), f32x4.splat(-forward * (1 - s)));
  }
  if (reverse != 0) {
    if (t == 1) {
      lm = lp;
      share = f32x4.splat(0);
    } else if (forward == 0 || s != t) {
      const m = f32x4.pmax(madd(pj, f32x4.splat(t), f32x4.mul(qj, f32x4.splat(1 - t))), f32x4.splat(LEAST));
      lm = log4(m);
      share = f32x4.div(qj, m);
    }
    const gap = f32x4.sub(lq, lm);
    const weighted = f32x4.mul(qj, f32x4.splat(reverse));
    value = madd(weighted, gap, value);
    slope = madd(weighted, madd(share, f32x4.splat(t - 1), gap), slope);
  }
  if (variation != 0) {
    const half = f32x4.splat(variation / 2);
    const difference = f32x4.sub(qj, pj);
    value = madd(f32x4.abs(difference), half, value);
    const zero = f32x4.splat(0);
    const sign = f32x4.sub(
      v128.and(f32x4.gt(difference, zero), f32x4.splat(1)),
      v128.and(f32x4.lt(difference, zero), f32x4.splat(1)),
    );
    slope = madd(f32x4.mul(qj, sign), half, slope);
  }
  if (entropy != 0) value = madd(f32x4.mul(pj, lp), f32x4.splat(-entropy), value);
  v128.store(out, slope);
  return value;
}

/**
 * Logits z, y [v] of student and teacher, their largest ones, e^((z − top)/T) in q and p, and the sums of those. Adds
 * weight·∂D/∂(z/T) to d [v]; returns D. Overwrites q and p, and four floats after p.
 */
export function divergenceRow(z: usize, y: usize, q: usize, p: usize, d: usize, v: i32, inverse: f32, topS: f32, topT: f32, sumS: f32, sumT: f32, weight: f32, forward: f32, s: f32, reverse: f32, t: f32, variation: f32, entropy: f32): f32 {
  const wide = v & ~3;
  const is: f32 = 1 / sumS;
  const it: f32 = 1 / sumT;
  // log q = z/T + os, log p = y/T + ot
  const os: f32 = -topS * inverse - log1(sumS);
  const ot: f32 = -topT * inverse - log1(sumT);
  const iv = f32x4.splat(inverse);
  let values = f32x4.splat(0);
  let slopes = f32x4.splat(0);
  for (let j = 0; j < wide; j += 4) {
    const o = j << 2;
    const lq = madd(bounded4(v128.load(z + o)), iv, f32x4.splat(os));
    const lp = madd(bounded4(v128.load(y + o)), iv, f32x4.splat(ot));
    const qj = f32x4.mul(v128.load(q + o), f32x4.splat(is));
    const pj = f32x4.mul(v128.load(p + o), f32x4.splat(it));
    const value = four(pj, qj, lp, lq, p + o, forward, s, reverse, t, variation, entropy);
    values = f32x4.add(values, value);
    slopes = f32x4.add(slopes, v128.load(p + o));
    v128.store(q + o, qj);
  }
  let total = sum4(values);
  let mean = sum4(slopes);
  const spare = p + (v << 2);
  for (let j = wide; j < v; j++) {
    const o = j << 2;
    const lq = madd(bounded4(v128.load32_splat(z + o)), iv, f32x4.splat(os));
    const lp = madd(bounded4(v128.load32_splat(y + o)), iv, f32x4.splat(ot));
    const qj: f32 = load<f32>(q + o) * is;
    const pj = f32x4.splat(load<f32>(p + o) * it);
    const value = four(pj, f32x4.splat(qj), lp, lq, spare, forward, s, reverse, t, variation, entropy);
    total += f32x4.extract_lane(value, 0);
    const slope = load<f32>(spare);
    mean += slope;
    store<f32>(p + o, slope);
    store<f32>(q + o, qj);
  }
  // d += weight·(q·g − q·Σ q·g)
  const ws = f32x4.splat(weight);
  const ms = f32x4.splat(-mean);
  for (let j = 0; j < wide; j += 4) {
    const o = j << 2;
    v128.store(d + o, madd(madd(v128.load(q + o), ms, v128.load(p + o)), ws, v128.load(d + o)));
  }
  for (let j = wide; j < v; j++) {
    const o = j << 2;
    store<f32>(d + o, load<f32>(d + o) + weight * (load<f32>(p + o) - mean * load<f32>(q + o)));
  }
  return total;
}
