// SwiGLU y = silu(gate)·up, silu(x) = x·σ(x), element by element over start..end. Shazeer 2020, arXiv 2002.05202.
import { exp1, exp4, madd } from './simd';

@inline
function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

export function swigluForward(gate: usize, up: usize, y: usize, start: i32, end: i32): void {
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const o = i << 2;
    const g = v128.load(gate + o);
    v128.store(y + o, f32x4.mul(f32x4.mul(g, sigmoid4(g)), v128.load(up + o)));
  }
  for (; i < end; i++) {
    const o = i << 2;
    const g = load<f32>(gate + o);
    // in the same order as above: an element has the same bits wherever the range ends
    store<f32>(y + o, g * (<f32>1 / (1 + exp1(-g))) * load<f32>(up + o));
  }
}

export function swigluBackward(gate: usize, up: usize, dy: usize, dGate: usize, dUp: usize, start: i32, end: i32): void {
  const one = f32x4.splat(1);
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const o = i << 2;
    const g = v128.load(gate + o);
    const u = v128.load(up + o);
    const d = v128.load(dy + o);
    const s = sigmoid4(g);
    // silu'(x) = σ(x)·(1 + x·(1 − σ(x)))
    const slope = f32x4.mul(s, madd(g, f32x4.sub(one, s), one));
    v128.store(dGate + o, f32x4.mul(f32x4.mul(d, u), slope));
    v128.store(dUp + o, f32x4.mul(d, f32x4.mul(g, s)));
  }
  for (; i < end; i++) {
    const o = i << 2;
    const g = load<f32>(gate + o);
    const d = load<f32>(dy + o);
    const s: f32 = 1 / (1 + exp1(-g));
    store<f32>(dGate + o, d * load<f32>(up + o) * s * (1 + g * (1 - s)));
    store<f32>(dUp + o, d * g * s);
  }
}
