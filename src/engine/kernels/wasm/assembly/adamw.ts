// AdamW in place over all parameters in one call, and the norm of all gradients; Loshchilov, Hutter 2019, arXiv 1711.05101, as
// torch.optim.AdamW and torch.nn.utils.clip_grad_norm_ compute them. Parameters stand in a row, each with its length rounded
// up to four, and threads share that row: a part may begin and end within a parameter.
// table: per parameter six 32-bit words: addresses of parameter, m, v and gradient, length, the factor of weight decay.
import { madd, sum4 } from './simd';

const ENTRY: i32 = 24;

/** Terms that are summed in float32 before they go to a float64. */
const BLOCK: i32 = 1024;

/** Length of a parameter in the row. */
@inline
function padded(n: i32): i32 {
  return (n + 3) & ~3;
}

/** Adds Σ g² of the row's elements start..end to the float64 at `total`. */
export function squaredNorm(table: usize, count: i32, start: i32, end: i32, total: usize): void {
  let sum = load<f64>(total);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const entry = table + i * ENTRY;
    const g = load<u32>(entry, 12);
    const n = load<i32>(entry, 16);
    const to = min(end - at, n);
    for (let block = max(start - at, 0); block < to; block += BLOCK) {
      const stop = min(block + BLOCK, to);
      let acc = f32x4.splat(0);
      let j = block;
      for (; j + 4 <= stop; j += 4) {
        const x = v128.load(g + (j << 2));
        acc = madd(x, x, acc);
      }
      let part: f32 = sum4(acc);
      for (; j < stop; j++) {
        const x = load<f32>(g + (j << 2));
        part += x * x;
      }
      sum += part;
    }
    at += padded(n);
  }
  store<f64>(total, sum);
}

/** One step of the row's elements start..end. scale = rate/(1 − β1^t), root = 1/√(1 − β2^t), shrink: the gradients' factor. */
export function adamw(table: usize, count: i32, scale: f32, root: f32, beta1: f32, beta2: f32, rest1: f32, rest2: f32, epsilon: f32, shrink: f32, start: i32, end: i32): void {
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(rest1);
  const c2 = f32x4.splat(rest2);
  const es = f32x4.splat(epsilon);
  const ss = f32x4.splat(shrink);
  const rs = f32x4.splat(root);
  const ls = f32x4.splat(scale);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const entry = table + i * ENTRY;
    const w = load<u32>(entry);
    const m = load<u32>(entry, 4);
    const v = load<u32>(entry, 8);
    const g = load<u32>(entry, 12);
    const n = load<i32>(entry, 16);
    const keep = load<f32>(entry, 20);
    const ks = f32x4.splat(keep);
    const to = min(end - at, n);
    let j = max(start - at, 0);
    for (; j + 4 <= to; j += 4) {
      const o = j << 2;
      const x = f32x4.mul(v128.load(g + o), ss);
      const mj = madd(b1, v128.load(m + o), f32x4.mul(c1, x));
      const vj = madd(b2, v128.load(v + o), f32x4.mul(c2, f32x4.mul(x, x)));
      v128.store(m + o, mj);
      v128.store(v + o, vj);
      const step = f32x4.div(f32x4.mul(ls, mj), madd(f32x4.sqrt(vj), rs, es));
      v128.store(w + o, f32x4.sub(f32x4.mul(v128.load(w + o), ks), step));
    }
    for (; j < to; j++) {
      const o = j << 2;
      const x = load<f32>(g + o) * shrink;
      const mj = beta1 * load<f32>(m + o) + rest1 * x;
      const vj = beta2 * load<f32>(v + o) + rest2 * x * x;
      store<f32>(m + o, mj);
      store<f32>(v + o, vj);
      store<f32>(w + o, load<f32>(w + o) * keep - (scale * mj) / (Mathf.sqrt(vj) * root + epsilon));
    }
    at += padded(n);
  }
}
