// RMSNorm y = x·r·g with r = 1/√(mean x² + ε), rows of width D (a multiple of 4 runs four-wide; the rest one by one).
// Zhang, Sennrich 2019, arXiv 1910.07467. The backward pass recomputes r: cheaper than keeping it.
import { madd, sum4 } from './simd';

@inline
function inverseRms(x: usize, d: i32, epsilon: f32): f32 {
  let acc = f32x4.splat(0);
  const wide = d & ~3;
  for (let i = 0; i < wide; i += 4) {
    const a = v128.load(x + (i << 2));
    acc = madd(a, a, acc);
  }
  let total = sum4(acc);
  for (let i = wide; i < d; i++) {
    const a = load<f32>(x + (i << 2));
    total += a * a;
  }
  return 1 / Mathf.sqrt(total / <f32>d + epsilon);
}

/** y for rows start..end. */
export function rmsNormForward(x: usize, gain: usize, y: usize, d: i32, epsilon: f32, start: i32, end: i32): void {
  const wide = d & ~3;
  for (let row = start; row < end; row++) {
    const at = x + ((row * d) << 2);
    const to = y + ((row * d) << 2);
    const r = inverseRms(at, d, epsilon);
    const rs = f32x4.splat(r);
    for (let i = 0; i < wide; i += 4) {
      v128.store(to + (i << 2), f32x4.mul(f32x4.mul(v128.load(at + (i << 2)), rs), v128.load(gain + (i << 2))));
    }
    for (let i = wide; i < d; i++) {
      store<f32>(to + (i << 2), load<f32>(at + (i << 2)) * r * load<f32>(gain + (i << 2)));
    }
  }
}

/** dx for rows start..end; dGain [D] of these rows is added to `dGain` (zeros at first), which the caller sums over threads. */
export function rmsNormBackward(x: usize, gain: usize, dy: usize, dx: usize, d: i32, epsilon: f32, start: i32, end: i32, dGain: usize): void {
  const wide = d & ~3;
  for (let row = start; row < end; row++) {
    const at = x + ((row * d) << 2);
    const up = dy + ((row * d) << 2);
    const to = dx + ((row * d) << 2);
    const r = inverseRms(at, d, epsilon);
    const rs = f32x4.splat(r);
    // s = Σ dy·g·x
    let acc = f32x4.splat(0);
    for (let i = 0; i < wide; i += 4) {
      const o = i << 2;
      acc = madd(f32x4.mul(v128.load(up + o), v128.load(gain + o)), v128.load(at + o), acc);
    }
    let s = sum4(acc);
    for (let i = wide; i < d; i++) {
      const o = i << 2;
      s += load<f32>(up + o) * load<f32>(gain + o) * load<f32>(at + o);
    }
    const c = (-s * r * r * r) / <f32>d;
    const cs = f32x4.splat(c);
    for (let i = 0; i < wide; i += 4) {
      const o = i << 2;
      const a = v128.load(at + o);
      const u = v128.load(up + o);
      v128.store(to + o, madd(cs, a, f32x4.mul(f32x4.mul(u, v128.load(gain + o)), rs)));
      v128.store(dGain + o, madd(f32x4.mul(u, a), rs, v128.load(dGain + o)));
    }
    for (let i = wide; i < d; i++) {
      const o = i << 2;
      const a = load<f32>(at + o);
      const u = load<f32>(up + o);
      store<f32>(to + o, c * a + u * load<f32>(gain + o) * r);
      store<f32>(dGain + o, load<f32>(dGain + o) + u * a * r);
    }
  }
}
