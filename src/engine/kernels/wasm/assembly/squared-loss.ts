// Σ_n share_n·‖x_n − y_n‖² and its slope, in one pass over the rows. Rows without a share cost nothing but a fill of zeros.
import { madd, sum4 } from './simd';

/** Rows start..end of x, y [N, d], shares [N]; slope [N, d] gets the gradient by x, parts [N] the value by the row. */
export function squaredLoss(x: usize, y: usize, shares: usize, slope: usize, parts: usize, d: i32, start: i32, end: i32, scratch: usize): void {
  const wide = d & ~3;
  for (let row = start; row < end; row++) {
    const at = (row * d) << 2;
    const share = load<f32>(shares + (row << 2));
    if (share == 0) {
      memory.fill(slope + at, 0, d << 2);
      store<f32>(parts + (row << 2), 0);
      continue;
    }
    const twice = f32x4.splat(2 * share);
    let acc = f32x4.splat(0);
    for (let j = 0; j < wide; j += 4) {
      const o = at + (j << 2);
      const gap = f32x4.sub(v128.load(x + o), v128.load(y + o));
      acc = madd(gap, gap, acc);
      v128.store(slope + o, f32x4.mul(gap, twice));
    }
    let total = sum4(acc);
    for (let j = wide; j < d; j++) {
      const o = at + (j << 2);
      const gap = load<f32>(x + o) - load<f32>(y + o);
      total += gap * gap;
      store<f32>(slope + o, 2 * share * gap);
    }
    store<f32>(parts + (row << 2), share * total);
  }
}
