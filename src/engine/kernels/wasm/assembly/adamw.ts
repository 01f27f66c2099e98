// AdamW with global-norm clipping over all parameters in one call; Loshchilov, Hutter 2019, arXiv 1711.05101, as
// torch.optim.AdamW and torch.nn.utils.clip_grad_norm_ compute it.
// table: per parameter six 32-bit words: parameter, m, v, gradient (addresses), length, 1 where weight decay applies.
import { madd, sum4 } from './simd';

const ENTRY: i32 = 24;

/** √Σ g² over all parameters. */
function globalNorm(table: usize, count: i32): f32 {
  let total: f64 = 0;
  for (let i = 0; i < count; i++) {
    const entry = table + i * ENTRY;
    const g = load<u32>(entry, 12);
    const n = load<i32>(entry, 16);
    const wide = n & ~3;
    let acc = f32x4.splat(0);
    for (let j = 0; j < wide; j += 4) {
      const x = v128.load(g + (j << 2));
      acc = madd(x, x, acc);
    }
    let sum: f32 = sum4(acc);
    for (let j = wide; j < n; j++) {
      const x = load<f32>(g + (j << 2));
      sum += x * x;
    }
    total += sum;
  }
  return <f32>Math.sqrt(total);
}

/** One step in place; returns the gradient's norm before clipping. correction1 = 1 − β1^t, correction2 = 1 − β2^t. clip 0: none. */
export function adamw(table: usize, count: i32, rate: f32, beta1: f32, beta2: f32, epsilon: f32, decay: f32, clip: f32, correction1: f32, correction2: f32): f32 {
  const norm = globalNorm(table, count);
  const shrink: f32 = clip > 0 ? min(<f32>1, clip / (norm + <f32>1e-6)) : 1;
  const scale: f32 = rate / correction1;
  const root: f32 = 1 / Mathf.sqrt(correction2);
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(1 - beta1);
  const c2 = f32x4.splat(1 - beta2);
  const es = f32x4.splat(epsilon);
  const ss = f32x4.splat(shrink);
  const rs = f32x4.splat(root);
  const ls = f32x4.splat(scale);
  for (let i = 0; i < count; i++) {
    const entry = table + i * ENTRY;
    const w = load<u32>(entry);
    const m = load<u32>(entry, 4);
    const v = load<u32>(entry, 8);
    const g = load<u32>(entry, 12);
    const n = load<i32>(entry, 16);
    const keep: f32 = load<i32>(entry, 20) ? 1 - rate * decay : 1;
    const ks = f32x4.splat(keep);
    const wide = n & ~3;
    for (let j = 0; j < wide; j += 4) {
      const o = j << 2;
      const x = f32x4.mul(v128.load(g + o), ss);
      const mj = madd(b1, v128.load(m + o), f32x4.mul(c1, x));
      const vj = madd(b2, v128.load(v + o), f32x4.mul(c2, f32x4.mul(x, x)));
      v128.store(m + o, mj);
      v128.store(v + o, vj);
      const step = f32x4.div(f32x4.mul(ls, mj), madd(f32x4.sqrt(vj), rs, es));
      v128.store(w + o, f32x4.sub(f32x4.mul(v128.load(w + o), ks), step));
    }
    for (let j = wide; j < n; j++) {
      const o = j << 2;
      const x = load<f32>(g + o) * shrink;
      const mj = beta1 * load<f32>(m + o) + (1 - beta1) * x;
      const vj = beta2 * load<f32>(v + o) + (1 - beta2) * x * x;
      store<f32>(m + o, mj);
      store<f32>(v + o, vj);
      store<f32>(w + o, load<f32>(w + o) * keep - (scale * mj) / (Mathf.sqrt(vj) * root + epsilon));
    }
  }
  return norm;
}
