// Float64 twins of the ops: what each formula says, in plain loops, for tests and for the check of a backend. Never used in
// training. Gradients come from central differences (slope), which need no second derivation that could share a mistake.

import type { Activation } from './ops/activation';
import { type Divergence, KL } from './ops/divergence';

/** A tensor as plain numbers, row-major. */
export interface Grid {
  shape: readonly number[];
  data: Float64Array;
}

export const grid = (shape: readonly number[], data: ArrayLike<number>): Grid => ({
  shape,
  data: Float64Array.from(data),
});

const map = (length: number, f: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => f(i));

/** ∂f/∂x by central differences; x is changed and put back. Good to about nine digits for smooth f of order 1. */
export function slope(f: () => number, x: Float64Array, step = 1e-5): Float64Array {
  return map(x.length, (i) => {
    const at = x[i]!;
    x[i] = at + step;
    const up = f();
    x[i] = at - step;
    const down = f();
    x[i] = at;
    return (up - down) / (2 * step);
  });
}

/** How fast f grows as x moves along `direction`, by central differences: two values instead of two for each number. */
export function slopeAlong(f: () => number, x: Float64Array, direction: Float64Array, step = 1e-5): number {
  const start = x.slice();
  const at = (by: number) => {
    x.forEach((_, i) => (x[i] = start[i]! + by * direction[i]!));
    return f();
  };
  const rise = at(step) - at(-step);
  x.set(start);
  return rise / (2 * step);
}

/** x [N, I] · wᵀ [O, I] + b [O] */
export function linear(x: Grid, w: Grid, b?: Grid): Float64Array {
  const [O, I] = w.shape as [number, number];
  return map((x.data.length / I) * O, (at) => {
    const [n, o] = [Math.floor(at / O), at % O];
    let total = b ? b.data[o]! : 0;
    for (let i = 0; i < I; i++) total += x.data[n * I + i]! * w.data[o * I + i]!;
    return total;
  });
}

export const activation = (x: Grid, kind: Activation): Float64Array =>
  x.data.map((value) => (kind === 'tanh' ? Math.tanh(value) : Math.max(0, value)));

export function embedding(ids: ArrayLike<number>, table: Grid): Float64Array {
  const D = table.shape[1]!;
  return map(ids.length * D, (at) => table.data[ids[Math.floor(at / D)]! * D + (at % D)]!);
}

/** x [B, T, D], mix [D] */
export function smearEmbedding(x: Grid, mix: Grid): Float64Array {
  const [, T, D] = x.shape as [number, number, number];
  return x.data.map(
    (value, i) => value + (Math.floor(i / D) % T === 0 ? 0 : mix.data[i % D]! * x.data[i - D]!),
  );
}

export function rmsNorm(x: Grid, gain: Grid, eps: number): Float64Array {
  const D = gain.data.length;
  return map(x.data.length, (at) => {
    const row = x.data.subarray(at - (at % D), at - (at % D) + D);
    const meanSquare = row.reduce((total, value) => total + value * value, 0) / D;
    return (x.data[at]! / Math.sqrt(meanSquare + eps)) * gain.data[at % D]!;
  });
}

/** x [B, T, D], mask [B, T] -> [B, D] */
export function maskedMean(x: Grid, mask: ArrayLike<number>): Float64Array {
  const [B, T, D] = x.shape as [number, number, number];
  return map(B * D, (at) => {
    const [b, d] = [Math.floor(at / D), at % D];
    let [total, counted] = [0, 0];
    for (let t = 0; t < T; t++) {
      counted += mask[b * T + t]!;
      total += mask[b * T + t]! * x.data[(b * T + t) * D + d]!;
    }
    return total / Math.max(1, counted);
  });
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export const swiglu = (gate: Grid, up: Grid): Float64Array =>
  gate.data.map((g, i) => g * sigmoid(g) * up.data[i]!);

export interface AttentionMapTwin {
  q: Grid;
  k: Grid;
  heads: number;
  causal: boolean;
  ropeTheta: number | null;
  keySmear?: Grid;
  keyMask?: ArrayLike<number>;
}

/** [B, H, T, T] */
export function attentionMap(options: AttentionMapTwin): Float64Array {
  const { q, k, heads: H, causal, ropeTheta, keySmear, keyMask } = options;
  const [B, T, D] = q.shape as [number, number, number];
  const d = D / H;
  /** Number j of head h at position t, turned to its place. */
  const turned = (read: (t: number, j: number) => number, t: number, j: number): number => {
    if (ropeTheta === null) return read(t, j);
    const half = d / 2;
    const angle = t * ropeTheta ** (-(j % half) / half);
    const partner = j < half ? -read(t, j + half) : read(t, j - half);
    return read(t, j) * Math.cos(angle) + partner * Math.sin(angle);
  };
  const map = new Float64Array(B * H * T * T);
  for (let b = 0; b < B; b++) {
    for (let h = 0; h < H; h++) {
      const at = (x: Grid) => (t: number, j: number) => x.data[(b * T + t) * D + h * d + j]!;
      const g = keySmear ? sigmoid(keySmear.data[h]!) : 1;
      const mixed = (t: number, j: number) =>
        t === 0 ? at(k)(0, j) : g * at(k)(t, j) + (1 - g) * at(k)(t - 1, j);
      for (let t = 0; t < T; t++) {
        const row = map.subarray(((b * H + h) * T + t) * T, ((b * H + h) * T + t + 1) * T);
        let total = 0;
        for (let s = 0; s < T; s++) {
          if ((causal && s > t) || (keyMask && !keyMask[b * T + s])) continue;
          let score = 0;
          for (let j = 0; j < d; j++) score += turned(at(q), t, j) * turned(mixed, s, j);
          total += row[s] = Math.exp(score / Math.sqrt(d));
        }
        if (total > 0) for (let s = 0; s < T; s++) row[s]! /= total;
      }
    }
  }
  return map;
}

export interface AttentionTwin extends AttentionMapTwin {
  v: Grid;
}

/** [B, T, D] */
export function attention({ v, ...options }: AttentionTwin): Float64Array {
  const [, T, D] = v.shape as [number, number, number];
  const H = options.heads;
  const shares = attentionMap(options);
  return map(v.data.length, (i) => {
    const [b, t, h] = [Math.floor(i / (T * D)), Math.floor(i / D) % T, Math.floor(((i % D) * H) / D)];
    let total = 0;
    for (let s = 0; s < T; s++)
      total += shares[((b * H + h) * T + t) * T + s]! * v.data[(b * T + s) * D + (i % D)]!;
    return total;
  });
}

/** x [B, T, D] -> [B, H, T, d] */
export function splitHeads(x: Grid, H: number): Float64Array {
  const [, T, D] = x.shape as [number, number, number];
  const d = D / H;
  return map(x.data.length, (i) => {
    const [b, h, t] = [Math.floor(i / (T * D)), Math.floor(i / (T * d)) % H, Math.floor(i / d) % T];
    return x.data[(b * T + t) * D + h * d + (i % d)]!;
  });
}

function logSoftmax(row: Float64Array, temperature: number): Float64Array {
  const scaled = row.map((z) => z / temperature);
  const top = Math.max(...scaled);
  const log = top + Math.log(scaled.reduce((total, z) => total + Math.exp(z - top), 0));
  return scaled.map((z) => z - log);
}

/** (z − mean)/std of each row. */
export function standardised({ shape, data }: Grid): Float64Array {
  const V = shape[1]!;
  return data.map((z, i) => {
    const row = data.subarray(i - (i % V), i - (i % V) + V);
    const mean = row.reduce((a, b) => a + b) / V;
    const spread = Math.sqrt(row.reduce((total, x) => total + (x - mean) ** 2, 0) / V);
    return (z - mean) / Math.max(spread, 1e-6);
  });
}

export interface LossTwin {
  student: Grid; // [N, V]
  teacher: Grid; // [N, V]
  labels: ArrayLike<number>;
  hardMask: ArrayLike<number>;
  softMask: ArrayLike<number>;
  temperature: number;
  lambda: number;
  divergence?: Divergence;
}

/** D(p, q) by its definition (ops/divergence.ts), from logarithms. */
export function divergence(
  logP: Float64Array,
  logQ: Float64Array,
  { forward, forwardSkew, reverse, reverseSkew, variation, entropy }: Divergence,
): number {
  const mix = (share: number, p: number, q: number) => Math.log(share * p + (1 - share) * q);
  return logP.reduce((total, lp, i) => {
    const [lq, p, q] = [logQ[i]!, Math.exp(lp), Math.exp(logQ[i]!)];
    const there = forward && forward * p * (lp - (forwardSkew ? mix(forwardSkew, p, q) : lq));
    const back = reverse && reverse * q * (lq - (reverseSkew === 1 ? lp : mix(reverseSkew, p, q)));
    return total + there + back + (variation / 2) * Math.abs(p - q) - entropy * p * lp;
  }, 0);
}

export function distillationLoss(twin: LossTwin): { loss: number; ce: number; soft: number } {
  const { student, teacher, labels, hardMask, softMask, temperature, lambda } = twin;
  const { divergence: numbers = KL } = twin;
  const [N, V] = student.shape as [number, number];
  const row = (x: Grid, n: number) => x.data.subarray(n * V, n * V + V);
  const mean = (mask: ArrayLike<number>, f: (n: number) => number): number => {
    const counted = Array.from({ length: N }, (_, n) => n).filter((n) => mask[n]! > 0);
    return counted.reduce((total, n) => total + f(n), 0) / Math.max(1, counted.length);
  };
  const ce = mean(hardMask, (n) => -logSoftmax(row(student, n), 1)[labels[n]!]!);
  const soft = mean(softMask, (n) => {
    const p = logSoftmax(row(teacher, n), temperature);
    const q = logSoftmax(row(student, n), temperature);
    return temperature ** 2 * divergence(p, q, numbers);
  });
  return { loss: lambda * ce + (1 - lambda) * soft, ce, soft };
}

/** Several teachers as one (ops/mixture.ts). */
export interface MixtureTwin {
  teachers: readonly Grid[]; // K × [N, V]
  how: 'logits' | 'probabilities' | 'entropy' | 'confidence' | 'router';
  temperature: number;
  labels: ArrayLike<number>;
  hardMask: ArrayLike<number>;
  /** [N, K] */
  experts: ArrayLike<number>;
}

/** Weights [N, K] and ln of the mixture's probabilities at T, [N, V]. */
export function mixture({ teachers, how, temperature, labels, hardMask, experts }: MixtureTwin) {
  const [N, V] = teachers[0]!.shape as [number, number];
  const K = teachers.length;
  const weights = new Float64Array(N * K);
  const logP = new Float64Array(N * V);
  for (let n = 0; n < N; n++) {
    const rows = teachers.map(({ data }) => data.subarray(n * V, n * V + V));
    const unsure = rows.map((row) => -logSoftmax(row, 1).reduce((sum, lp) => sum + Math.exp(lp) * lp, 0));
    const off = rows.map((row) => -logSoftmax(row, 1)[labels[n]!]!);
    const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const byEntropy = unsure.map((h) => (1 - h / total(unsure)) / (K - 1));
    const byConfidence = off.map((ce) => (1 - Math.exp(ce) / total(off.map(Math.exp))) / (K - 1));
    const mine = Array.from({ length: K }, (_, k) => experts[n * K + k]!);
    const routed = total(mine) > 0 ? mine : unsure.map((h) => Number(h === Math.min(...unsure)));
    const w = {
      logits: rows.map(() => 1 / K),
      probabilities: rows.map(() => 1 / K),
      entropy: byEntropy,
      confidence: hardMask[n]! > 0 ? byConfidence : byEntropy,
      router: routed.map((one) => one / total(routed)),
    }[how];
    weights.set(w, n * K);
    const mean = Float64Array.from({ length: V }, (_, v) => total(rows.map((row) => row[v]!)) / K);
    const parts = rows.map((row) => logSoftmax(row, temperature));
    const mixed =
      how === 'logits'
        ? logSoftmax(mean, temperature)
        : mean.map((_, v) => Math.log(total(parts.map((lp, k) => w[k]! * Math.exp(lp[v]!)))));
    logP.set(mixed, n * V);
  }
  return { weights, logP };
}
