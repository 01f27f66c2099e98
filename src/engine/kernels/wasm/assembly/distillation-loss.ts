// L = λ·CE + (1−λ)·T²·KL(p‖q) and its gradient by the student's logits, one pass over the logits of a row; Hinton et al. 2015,
// arXiv 1503.02531. p = softmax(z_T/T), q = softmax(z_S/T). Rows without any mask cost nothing but a fill of zeros.
import { divergenceRow } from './divergence';
import { bounded, bounded4, exp1, exp4, log1, madd, max4, sum4 } from './simd';

@inline
export function rowMax(z: usize, v: i32): f32 {
  const wide = v & ~3;
  let top: f32 = -Infinity;
  if (wide) {
    let m = v128.load(z);
    for (let j = 4; j < wide; j += 4) m = f32x4.pmax(v128.load(z + (j << 2)), m);
    top = max4(m);
  }
  for (let j = wide; j < v; j++) top = max(top, load<f32>(z + (j << 2)));
  return bounded(top);
}

/** to [v] = e^((z − top)·scale); returns their sum. */
export function exponentials(z: usize, v: i32, top: f32, scale: f32, to: usize): f32 {
  const wide = v & ~3;
  const shift = f32x4.splat(top);
  const factor = f32x4.splat(scale);
  let acc = f32x4.splat(0);
  for (let j = 0; j < wide; j += 4) {
    const e = exp4(f32x4.mul(f32x4.sub(bounded4(v128.load(z + (j << 2))), shift), factor));
    v128.store(to + (j << 2), e);
    acc = f32x4.add(acc, e);
  }
  let total = sum4(acc);
  for (let j = wide; j < v; j++) {
    const e = exp1((bounded(load<f32>(z + (j << 2))) - top) * scale);
    store<f32>(to + (j << 2), e);
    total += e;
  }
  return total;
}

/** λ·CE of a row: d [v] gets its gradient; returns the row's share of CE. q is scratch for v floats. */
@inline
function hardRow(z: usize, d: usize, q: usize, v: i32, label: i32, hard: f32, lambda: f32): f32 {
  const wide = v & ~3;
  const top = rowMax(z, v);
  const total = exponentials(z, v, top, 1, q);
  const factor: f32 = (lambda * hard) / total;
  const fs = f32x4.splat(factor);
  for (let j = 0; j < wide; j += 4) v128.store(d + (j << 2), f32x4.mul(v128.load(q + (j << 2)), fs));
  for (let j = wide; j < v; j++) store<f32>(d + (j << 2), load<f32>(q + (j << 2)) * factor);
  const at = d + (label << 2);
  store<f32>(at, load<f32>(at) - lambda * hard);
  return hard * (log1(total) - (bounded(load<f32>(z + (label << 2))) - top));
}

/**
 * Rows start..end of studentLogits, teacherLogits [N, V]. dLogits [N, V] gets the gradient of L.
 * hardWeight and softWeight [N] are mask / Σ mask, so that sums are means over the rows that count.
 * parts [N, 2] gets each row's share of CE and of T²·KL, to be summed in order by the caller.
 * Scratch: 2·V floats.
 */
export function distillationLoss(student: usize, teacher: usize, labels: usize, hardWeight: usize, softWeight: usize, dLogits: usize, parts: usize, v: i32, temperature: f32, lambda: f32, start: i32, end: i32, scratch: usize): void {
  const q = scratch;
  const p = scratch + (v << 2);
  const inverse: f32 = 1 / temperature;
  const wide = v & ~3;
  for (let row = start; row < end; row++) {
    const z = student + ((row * v) << 2);
    const y = teacher + ((row * v) << 2);
    const d = dLogits + ((row * v) << 2);
    const hard = load<f32>(hardWeight + (row << 2));
    const soft = load<f32>(softWeight + (row << 2));
    let ce: f32 = 0;
    let kl: f32 = 0;
    memory.fill(d, 0, v << 2);
    if (hard > 0) {
      ce = hardRow(z, d, q, v, load<i32>(labels + (row << 2)), hard, lambda);
    }
    if (soft > 0) {
      const topS = rowMax(z, v);
      const topT = rowMax(y, v);
      const sumS = exponentials(z, v, topS, inverse, q);
      const sumT = exponentials(y, v, topT, inverse, p);
      // KL = Σ p·(log p − log q), log p = (y − topT)/T − log sumT
      const offset: f32 = log1(sumS) - log1(sumT) + (topS - topT) * inverse;
      const inverseS: f32 = 1 / sumS;
      const inverseT: f32 = 1 / sumT;
      const weight: f32 = soft * temperature * (1 - lambda);
      const is = f32x4.splat(inverseS);
      const it = f32x4.splat(inverseT);
      const ws = f32x4.splat(weight);
      const iv = f32x4.splat(inverse);
      const os = f32x4.splat(offset);
      let acc = f32x4.splat(0);
      for (let j = 0; j < wide; j += 4) {
        const o = j << 2;
        const pj = f32x4.mul(v128.load(p + o), it);
        const qj = f32x4.mul(v128.load(q + o), is);
        const gap = madd(f32x4.sub(bounded4(v128.load(y + o)), bounded4(v128.load(z + o))), iv, os);
        acc = madd(pj, gap, acc);
        v128.store(d + o, madd(f32x4.sub(qj, pj), ws, v128.load(d + o)));
      }
      let divergence = sum4(acc);
      for (let j = wide; j < v; j++) {
        const o = j << 2;
        const pj = load<f32>(p + o) * inverseT;
        const qj = load<f32>(q + o) * inverseS;
        divergence += pj * ((bounded(load<f32>(y + o)) - bounded(load<f32>(z + o))) * inverse + offset);
        store<f32>(d + o, load<f32>(d + o) + weight * (qj - pj));
      }
      kl = soft * temperature * temperature * max(divergence, 0);
    }
    store<f32>(parts + (row << 3), ce);
    store<f32>(parts + (row << 3), kl, 4);
  }
}

/** The same with the divergence of these numbers (ops/divergence.ts) in the place of KL. Scratch: 2·V + 4 floats. */
export function divergenceLoss(student: usize, teacher: usize, labels: usize, hardWeight: usize, softWeight: usize, dLogits: usize, parts: usize, v: i32, temperature: f32, lambda: f32, forward: f32, forwardSkew: f32, reverse: f32, reverseSkew: f32, variation: f32, entropy: f32, start: i32, end: i32, scratch: usize): void {
  const q = scratch;
  const p = scratch + (v << 2);
  const inverse: f32 = 1 / temperature;
  for (let row = start; row < end; row++) {
    const z = student + ((row * v) << 2);
    const y = teacher + ((row * v) << 2);
    const d = dLogits + ((row * v) << 2);
    const hard = load<f32>(hardWeight + (row << 2));
    const soft = load<f32>(softWeight + (row << 2));
    let ce: f32 = 0;
    let part: f32 = 0;
    memory.fill(d, 0, v << 2);
    if (hard > 0) ce = hardRow(z, d, q, v, load<i32>(labels + (row << 2)), hard, lambda);
    if (soft > 0) {
      const topS = rowMax(z, v);
      const topT = rowMax(y, v);
      const sumS = exponentials(z, v, topS, inverse, q);
      const sumT = exponentials(y, v, topT, inverse, p);
      const weight: f32 = soft * temperature * (1 - lambda);
      const value = divergenceRow(z, y, q, p, d, v, inverse, topS, topT, sumS, sumT, weight, forward, forwardSkew, reverse, reverseSkew, variation, entropy);
      part = soft * temperature * temperature * max(value, 0);
    }
    store<f32>(parts + (row << 3), ce);
    store<f32>(parts + (row << 3), part, 4);
  }
}
