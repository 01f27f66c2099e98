// Decoupled distillation (ops/decoupled-loss.ts): T²·KL of "the target or another class", and T²·KL among the others, with the gradient of
// each by the student's logits. Rows without a share cost nothing but a fill of zeros.
import { exponentials, rowMax } from './distillation-loss';
import { bounded, bounded4, exp1, log1, madd, sum4 } from './simd';

/** The largest of a row's logits z [v] but one. */
@inline
function othersMax(z: usize, v: i32, one: i32): f32 {
  return max(rowMax(z, one), rowMax(z + ((one + 1) << 2), v - one - 1));
}

/** to [v] = e^((z − top)·scale) of all but one, which gets 0; returns their sum, or 1 where there are none. */
@inline
function othersExponentials(z: usize, v: i32, one: i32, top: f32, scale: f32, to: usize): f32 {
  const after = (one + 1) << 2;
  const sum = exponentials(z, one, top, scale, to) + exponentials(z + after, v - one - 1, top, scale, to + after);
  store<f32>(to + (one << 2), 0);
  return v == 1 ? 1 : sum;
}

/** log1, of NaN too. */
@inline
function logOf(sum: f32): f32 {
  return log1(sum) + (sum - sum);
}

/**
 * Rows start..end of student, teacher [N, V], classes, shares [N]; ofTarget and ofOthers [N, V] get the gradients of the two parts,
 * parts [N, 2] their values by the row, to be summed in order by the caller. Scratch: 2·V floats.
 */
export function decoupledLoss(student: usize, teacher: usize, classes: usize, shares: usize, ofTarget: usize, ofOthers: usize, parts: usize, v: i32, temperature: f32, start: i32, end: i32, scratch: usize): void {
  const q = scratch;
  const p = scratch + (v << 2);
  const inverse: f32 = 1 / temperature;
  const wide = v & ~3;
  for (let row = start; row < end; row++) {
    const at = (row * v) << 2;
    const z = student + at;
    const y = teacher + at;
    const a = ofTarget + at;
    const b = ofOthers + at;
    const share = load<f32>(shares + (row << 2));
    if (share == 0) {
      memory.fill(a, 0, v << 2);
      memory.fill(b, 0, v << 2);
      store<f32>(parts + (row << 3), 0);
      store<f32>(parts + (row << 3), 0, 4);
      continue;
    }
    const one = load<i32>(classes + (row << 2));
    const topS = othersMax(z, v, one);
    const topT = othersMax(y, v, one);
    const sumS = othersExponentials(z, v, one, topS, inverse, q);
    const sumT = othersExponentials(y, v, one, topT, inverse, p);
    const logS = logOf(sumS);
    const logT = logOf(sumT);

    // the target against all others: logarithms of its odds, and of both shares without a difference of nearly equal numbers
    const oddsS: f32 = (bounded(load<f32>(z + (one << 2))) - topS) * inverse - logS;
    const oddsT: f32 = (bounded(load<f32>(y + (one << 2))) - topT) * inverse - logT;
    const softS = logOf(1 + exp1(-abs(oddsS)));
    const softT = logOf(1 + exp1(-abs(oddsT)));
    const sureS: f32 = min(oddsS, 0) - softS;
    const sureT: f32 = min(oddsT, 0) - softT;
    const restS: f32 = -(max(oddsS, 0) + softS);
    const restT: f32 = -(max(oddsT, 0) + softT);
    const target: f32 = exp1(sureT) * (sureT - sureS) + exp1(restT) * (restT - restS);

    // what the target has too much, the others have too little, each by its share
    const slope: f32 = share * temperature;
    const shift: f32 = slope * (exp1(sureS) - exp1(sureT));
    const inverseS: f32 = 1 / sumS;
    const inverseT: f32 = 1 / sumT;
    // Σ p·(log p − log q), log p = (y − topT)/T − logT
    const offset: f32 = logS - logT + (topS - topT) * inverse;
    const is = f32x4.splat(inverseS);
    const it = f32x4.splat(inverseT);
    const iv = f32x4.splat(inverse);
    const os = f32x4.splat(offset);
    const ws = f32x4.splat(slope);
    const ss = f32x4.splat(-shift);
    let acc = f32x4.splat(0);
    for (let j = 0; j < wide; j += 4) {
      const o = j << 2;
      const pj = f32x4.mul(v128.load(p + o), it);
      const qj = f32x4.mul(v128.load(q + o), is);
      const gap = madd(f32x4.sub(bounded4(v128.load(y + o)), bounded4(v128.load(z + o))), iv, os);
      acc = madd(pj, gap, acc);
      v128.store(a + o, f32x4.mul(qj, ss));
      v128.store(b + o, f32x4.mul(f32x4.sub(qj, pj), ws));
    }
    let others = sum4(acc);
    for (let j = wide; j < v; j++) {
      const o = j << 2;
      const pj = load<f32>(p + o) * inverseT;
      const qj = load<f32>(q + o) * inverseS;
      others += pj * ((bounded(load<f32>(y + o)) - bounded(load<f32>(z + o))) * inverse + offset);
      store<f32>(a + o, -shift * qj);
      store<f32>(b + o, slope * (qj - pj));
    }
    store<f32>(a + (one << 2), shift);
    const factor: f32 = share * temperature * temperature;
    store<f32>(parts + (row << 3), factor * max(target, 0));
    store<f32>(parts + (row << 3), factor * max(others, 0), 4);
  }
}
