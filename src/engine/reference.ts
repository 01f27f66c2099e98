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

/** Decoupled distillation (ops/decoupled-loss.ts): means over the rows by their weights. */
export interface DecoupledTwin {
  student: Grid; // [N, V]
  teacher: Grid; // [N, V]
  classes: ArrayLike<number>;
  weights: ArrayLike<number>;
  temperature: number;
}

export function decoupledLosses({ student, teacher, classes, weights, temperature }: DecoupledTwin) {
  const [N, V] = student.shape as [number, number];
  let [target, others, total] = [0, 0, 0];
  for (let n = 0; n < N; n++) {
    /** ln of "the target or another class", and of the others among themselves. */
    const split = ({ data }: Grid): [Float64Array, Float64Array] => {
      const row = data.subarray(n * V, n * V + V);
      const rest = row.filter((_, v) => v !== classes[n]);
      const sumOfRest = Math.log(rest.reduce((sum, z) => sum + Math.exp(z / temperature), 0));
      const binary = Float64Array.of(row[classes[n]!]!, sumOfRest * temperature);
      return [logSoftmax(binary, temperature), logSoftmax(rest, temperature)];
    };
    const [p, q] = [split(teacher), split(student)];
    const weight = weights[n]! * temperature ** 2;
    total += weights[n]!;
    target += weight * divergence(p[0], q[0], KL);
    others += weight * divergence(p[1], q[1], KL);
  }
  return { target: target / total, others: others / total };
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

/** Mean of −A·log π(a) over the rows that count. */
export function policyGradient(
  logits: Grid,
  of: { actions: ArrayLike<number>; advantages: ArrayLike<number>; weights: ArrayLike<number> },
): number {
  const [N, V] = logits.shape as [number, number];
  let [total, all] = [0, 0];
  for (let n = 0; n < N; n++) {
    const row = logSoftmax(logits.data.subarray(n * V, n * V + V), 1);
    total -= of.weights[n]! * of.advantages[n]! * row[of.actions[n]!]!;
    all += of.weights[n]!;
  }
  return total / all;
}

/** x [B, H, T, d] -> [B, A, T, H·d/A] */
export function resplitHeads(x: Grid, A: number): Float64Array {
  const [B, H, T, d] = x.shape as [number, number, number, number];
  const width = (H * d) / A;
  return map(B * A * T * width, (at) => {
    const [b, a, t] = [
      Math.floor(at / (A * T * width)),
      Math.floor(at / (T * width)) % A,
      Math.floor(at / width) % T,
    ];
    const place = a * width + (at % width);
    return x.data[((b * H + Math.floor(place / d)) * T + t) * d + (place % d)]!;
  });
}

/** x [B, A, T, d] -> [B, A, T, T] */
export function selfProducts(x: Grid): Float64Array {
  const [B, A, T, d] = x.shape as [number, number, number, number];
  return map(B * A * T * T, (at) => {
    const [block, t, s] = [Math.floor(at / (T * T)), Math.floor(at / T) % T, at % T];
    const row = (n: number) => x.data.subarray((block * T + n) * d, (block * T + n + 1) * d);
    return dot(row(t), row(s)) / Math.sqrt(d);
  });
}

/** MiniLM's relations: mine [K, H, T, d], theirs [K, H', T, d']; without words each place sees itself and those before. */
export function relationLoss(
  mine: Grid,
  theirs: Grid,
  of: { heads: number; weights: ArrayLike<number>; words?: ArrayLike<number> | undefined },
): number {
  const [K, , T] = mine.shape as [number, number, number, number];
  const A = of.heads;
  const related = (x: Grid) => {
    const width = x.data.length / (K * A * T);
    return selfProducts({ shape: [K, A, T, width], data: resplitHeads(x, A) });
  };
  const [s, y] = [related(mine), related(theirs)];
  let [total, all] = [0, 0];
  for (let k = 0; k < K; k++) {
    for (let t = 0; t < T; t++) {
      const weight = of.weights[k * T + t]!;
      const seen = Array.from({ length: T }, (_, j) => j).filter((j) =>
        of.words ? of.words[k * T + j] : j <= t,
      );
      all += weight;
      for (let a = 0; a < A; a++) {
        const row = (from: Float64Array) =>
          logSoftmax(
            Float64Array.from(seen, (j) => from[((k * A + a) * T + t) * T + j]!),
            1,
          );
        const [q, p] = [row(s), row(y)];
        total += weight * p.reduce((sum, x, j) => sum + Math.exp(x) * (x - q[j]!), 0);
      }
    }
  }
  return all === 0 ? 0 : total / A / all;
}

/** maps [B, H, T, T] -> [B, 1, T, T] */
export function meanOverHeads(maps: Grid): Float64Array {
  const [B, H, T] = maps.shape as [number, number, number, number];
  return map(B * T * T, (at) => {
    const [b, cell] = [Math.floor(at / (T * T)), at % (T * T)];
    let total = 0;
    for (let h = 0; h < H; h++) total += maps.data[(b * H + h) * T * T + cell]!;
    return total / H;
  });
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((total, value, i) => total + value * b[i]!, 0);
const rowsOf = ({ shape, data }: Grid): Float64Array[] =>
  Array.from({ length: shape[0]! }, (_, n) => data.subarray(n * shape[1]!, (n + 1) * shape[1]!));
const huber = (gap: number): number => (Math.abs(gap) < 1 ? gap ** 2 / 2 : Math.abs(gap) - 0.5);

/** RKD's distances: x [n, D], y [n, E]. */
export function distanceLoss(x: Grid, y: Grid): number {
  const scaled = (of: Grid): number[] => {
    const rows = rowsOf(of);
    const all = rows.flatMap((a) => rows.map((b) => Math.hypot(...a.map((value, i) => value - b[i]!))));
    const positive = all.filter((d) => d > 0);
    const average = positive.reduce((a, b) => a + b, 0) / positive.length;
    return all.map((d) => (d > 0 ? d / average : 0));
  };
  const [mine, theirs] = [scaled(x), scaled(y)];
  return mine.reduce((total, d, i) => total + huber(d - theirs[i]!), 0) / mine.length;
}

/** RKD's angles: x [n, D], y [n, E]. */
export function angleLoss(x: Grid, y: Grid): number {
  const cosines = (of: Grid): number[] => {
    const rows = rowsOf(of);
    return rows.flatMap((corner) => {
      const ways = rows.map((row) => {
        const way = row.map((value, i) => value - corner[i]!);
        const length = Math.sqrt(dot(way, way));
        return length > 0 ? way.map((value) => value / length) : way;
      });
      return ways.flatMap((a) => ways.map((b) => dot(a, b)));
    });
  };
  const [mine, theirs] = [cosines(x), cosines(y)];
  return mine.reduce((total, c, i) => total + huber(c - theirs[i]!), 0) / mine.length;
}

/** SP: x [n, D], y [n, E]. */
export function similarityLoss(x: Grid, y: Grid): number {
  const table = (of: Grid): number[] => {
    const rows = rowsOf(of);
    return rows.flatMap((a) => {
      const row = rows.map((b) => dot(a, b));
      const length = Math.hypot(...row);
      return row.map((value) => value / length);
    });
  };
  const [mine, theirs] = [table(x), table(y)];
  return mine.reduce((total, g, i) => total + (g - theirs[i]!) ** 2, 0) / mine.length;
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const less = (x: readonly number[]) => {
    const average = x.reduce((total, value) => total + value, 0) / x.length;
    return Float64Array.from(x, (value) => value - average);
  };
  const [p, q] = [less(a), less(b)];
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
}

/** DIST's two parts, T² included: logits [N, V]; rows above 0 in the mask count. */
export function correlationLosses({
  student,
  teacher,
  mask,
  temperature,
}: {
  student: Grid;
  teacher: Grid;
  mask: ArrayLike<number>;
  temperature: number;
}): { inter: number; intra: number } {
  const counted = (of: Grid) =>
    rowsOf(of)
      .filter((_, n) => mask[n]! > 0)
      .map((row) => Array.from(logSoftmax(row, temperature), Math.exp));
  const [q, p] = [counted(student), counted(teacher)];
  const mean = (rhos: readonly number[]): number =>
    rhos.length === 0
      ? 0
      : (temperature ** 2 * rhos.reduce((total, rho) => total + 1 - rho, 0)) / rhos.length;
  const column = (rows: readonly number[][], v: number) => rows.map((row) => row[v]!);
  const V = student.shape[1]!;
  const exists = (rho: number) => Number.isFinite(rho); // one row or one class has no correlation
  return {
    inter: q.length === 0 || V === 1 ? 0 : mean(q.map((row, n) => pearson(row, p[n]!))),
    intra:
      q.length < 2
        ? 0
        : mean(Array.from({ length: V }, (_, v) => pearson(column(q, v), column(p, v))).filter(exists)),
  };
}
