// 95 % intervals by the percentile bootstrap (Efron 1979): the examples are drawn again with replacement, and each figure is
// computed anew of every draw. All figures of all models see the same draws, so the difference of two models is resampled in
// pairs, as it must be where both answered the same examples. What it covers is the luck of the test set, not of the seed.
// Plain shares of examples have Wilson's interval instead (lib/wilson.ts), which needs no draws and holds for few examples.

import { nextTask } from '../../lib/next-task';
import { createRng } from '../../lib/rng';
import type { Estimate } from '../../protocol/report';
import { wilson } from '../../lib/wilson';

/** A figure of the sample in which example i occurs counts[i] times; NaN where that sample has none. */
export interface Statistic {
  (counts: ArrayLike<number>): number;
  /** The 95 % interval of the sample as it is, where there is one without drawing. */
  interval?: () => { low: number; high: number };
}

export const RESAMPLES = 1000;
const COVERAGE = 0.95;
/** Milliseconds of computation before other tasks get a turn. */
const TURN = 12;

/** The value below which a share of sorted numbers lies, interpolated linearly (NumPy's default). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (at - Math.floor(at)) * (above - below);
}

/** How often each of n examples occurs in a draw of n with replacement. */
function draw(n: number, int: (n: number) => number): Uint16Array {
  const counts = new Uint16Array(n);
  for (let i = 0; i < n; i++) counts[int(n)]!++;
  return counts;
}

export interface BootstrapOptions {
  seed: number;
  resamples?: number;
  /** Asked now and then; throws to end it. */
  check?: () => void;
}

/** Each figure of n examples with its interval; figures that the sample does not have are left out. */
export async function bootstrap(
  n: number,
  statistics: Readonly<Record<string, Statistic>>,
  { seed, resamples = RESAMPLES, check }: BootstrapOptions,
): Promise<Record<string, Estimate>> {
  const once = new Uint16Array(n).fill(1);
  const figures = Object.entries(statistics)
    .map(([name, statistic]) => ({ name, statistic, value: statistic(once), drawn: [] as number[] }))
    .filter(({ value }) => Number.isFinite(value));
  const drawing = figures.filter(({ statistic }) => !statistic.interval);
  const rng = createRng(seed).fork('bootstrap');
  let turnEnds = performance.now() + TURN;
  for (let i = 0; i < resamples; i++) {
    const counts = draw(n, rng.int);
    for (const { statistic, drawn } of drawing) {
      const value = statistic(counts);
      if (Number.isFinite(value)) drawn.push(value);
    }
    if (performance.now() < turnEnds) continue;
    await nextTask();
    check?.();
    turnEnds = performance.now() + TURN;
  }
  return Object.fromEntries(
    figures.map(({ name, value, statistic, drawn }) => {
      if (statistic.interval) return [name, { value, ...statistic.interval(), n }];
      const sorted = Float64Array.from(drawn).sort();
      const tail = (1 - COVERAGE) / 2;
      const [low, high] = [quantile(sorted, tail), quantile(sorted, 1 - tail)];
      return [name, { value, low, high, n }];
    }),
  );
}

/** Work that several figures share: done once for each draw, of which there is one at a time. */
export function perDraw<T>(work: (counts: ArrayLike<number>) => T): (counts: ArrayLike<number>) => T {
  let last: { counts: ArrayLike<number>; result: T } | null = null;
  return (counts) => {
    if (last?.counts !== counts) last = { counts, result: work(counts) };
    return last.result;
  };
}

/** The sum of one number an example over the sum of another: rates, means, and what is counted in clusters (tokens of dialogues). */
export const ratio =
  (parts: ArrayLike<number>, wholes: ArrayLike<number>): Statistic =>
  (counts) => {
    let part = 0;
    let whole = 0;
    for (let i = 0; i < counts.length; i++) {
      part += counts[i]! * parts[i]!;
      whole += counts[i]! * wholes[i]!;
    }
    return part / whole;
  };

/** The mean of one number an example. */
export const mean = (values: ArrayLike<number>): Statistic =>
  ratio(values, new Uint8Array(values.length).fill(1));

/** The share of examples that are hits, with Wilson's interval. @param among where given, of these examples alone. */
export function proportion(
  hits: ArrayLike<number | boolean>,
  among?: ArrayLike<number | boolean>,
): Statistic {
  const counted = among ? Uint8Array.from(among, Number) : new Uint8Array(hits.length).fill(1);
  const hit = counted.map((one, i) => one * Number(hits[i]));
  const sum = (values: Uint8Array) => values.reduce((total, value) => total + value, 0);
  return Object.assign(ratio(hit, counted), { interval: () => wilson(sum(hit), sum(counted)) });
}

/** How much the first figure is above the second on the same draw. */
export const difference =
  (a: Statistic, b: Statistic): Statistic =>
  (counts) =>
    a(counts) - b(counts);
