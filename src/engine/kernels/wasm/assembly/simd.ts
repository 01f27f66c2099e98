// Four-wide float helpers shared by the kernels. One source, two builds: with relaxed SIMD the multiply-add is one
// instruction (and rounds once), without it is a multiply and an add (and rounds twice).

@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function sum4(a: v128): f32 {
  return (
    f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3))
  );
}

@inline
export function max4(a: v128): f32 {
  return max(
    max(f32x4.extract_lane(a, 0), f32x4.extract_lane(a, 1)),
    max(f32x4.extract_lane(a, 2), f32x4.extract_lane(a, 3)),
  );
}

/** Adding 1.5·2²³ to a small number rounds it to an integer, which then stands in the low bits. */
const ROUNDING: f32 = 12582912;

/**
 * e^x, four at a time: x = n·ln 2 + r with |r| ≤ ln 2 / 2, a degree-6 Taylor polynomial in r (relative error < 2e-7), 2^n by
 * exponent bits. Beyond ±87 as at ±87; NaN stays NaN (pmin and pmax, one instruction each, keep it in their first place).
 */
@inline
export function exp4(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(87.0)), f32x4.splat(-87.0));
  const rounded = madd(x, f32x4.splat(1.44269504), f32x4.splat(ROUNDING));
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDING));
  // ln 2 in two parts, so that r keeps its low bits
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(2.12194440e-4), r);
  let p = f32x4.splat(1.0 / 720.0);
  p = madd(p, r, f32x4.splat(1.0 / 120.0));
  p = madd(p, r, f32x4.splat(1.0 / 24.0));
  p = madd(p, r, f32x4.splat(1.0 / 6.0));
  p = madd(p, r, f32x4.splat(0.5));
  p = madd(p, r, f32x4.splat(1.0));
  p = madd(p, r, f32x4.splat(1.0));
  // the low bits of ROUNDING itself leave at the top
  const bits = i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(0x3f800000));
  return f32x4.mul(p, bits);
}

/** e^x for one value, by the same polynomial. */
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

/**
 * ln x for finite x > 0: x = m·2^e with m in [√½, √2), ln m = 2·artanh((m−1)/(m+1)) by its series (relative error < 1e-8 in
 * f64). Written out because the standard one brings a table, which would be put into memory that is not ours.
 */
export function log1(x: f32): f32 {
  let bits = reinterpret<i64>(<f64>x);
  let e = <i32>((bits >> 52) & 0x7ff) - 1023;
  let m = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    e++;
  }
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  const series = s * (2 + s2 * (2.0 / 3 + s2 * (2.0 / 5 + s2 * (2.0 / 7 + s2 * (2.0 / 9 + (s2 * 2.0) / 11)))));
  return <f32>(series + <f64>e * 0.6931471805599453);
}

/** ln x for finite normal x > 0, four at a time, by the same series in f32 (relative error < 3e-7). */
@inline
export function log4(x: v128): v128 {
  // √½ has these bits: what is above it by whole powers of two is the exponent
  const above = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const e = i32x4.shr_s(above, 23);
  const m = i32x4.sub(x, i32x4.shl(e, 23));
  const one = f32x4.splat(1);
  const s = f32x4.div(f32x4.sub(m, one), f32x4.add(m, one));
  const s2 = f32x4.mul(s, s);
  let series = f32x4.splat(2.0 / 9);
  series = madd(series, s2, f32x4.splat(2.0 / 7));
  series = madd(series, s2, f32x4.splat(2.0 / 5));
  series = madd(series, s2, f32x4.splat(2.0 / 3));
  series = madd(series, s2, f32x4.splat(2));
  return madd(f32x4.convert_i32x4_s(e), f32x4.splat(0.6931471805599453), f32x4.mul(series, s));
}

/** Logits beyond this count as this, as in the composition of tf ops (ops/loss-terms.ts): ∞ − ∞ and 0·∞ never arise. */
const LARGEST: f32 = 1e30;

@inline
export function bounded4(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(LARGEST)), f32x4.splat(-LARGEST));
}

@inline
export function bounded(x: f32): f32 {
  return max(min(x, LARGEST), -LARGEST);
}
