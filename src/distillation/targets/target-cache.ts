// The teacher's targets, asked for once: each row's logits are remembered in plain arrays when they are first computed, and
// only rows that are not there are asked of the teacher. Bounded in bytes: dense where all of the transfer set fits, else the
// k largest logits of a position and one tail bucket (METHODS: top-k teacher targets; the loss spreads the tail in the student's
// own proportions, which is the bucket's divergence exactly). When the bound is reached, the rows that came too late are
// asked anew each time. A tail belongs to one temperature: where T was moved, its rows are asked again.
// B rows, T positions, N that carry loss, V classes.

import type { Batch } from '../../data/batches';
import { NOT_KEPT } from '../../engine/ops/distillation-loss';
import { read, tensor, type Tensor } from '../../engine/tensor';
import { askedAbout, countsOf, inOrder, partOf } from './batch-parts';
import type { TargetCacheStatus } from '../../protocol/training';
import { type Asked, refuseTaps, type Targets, type TeacherTargets } from './targets';
import type { Model } from '../../models/model';

export const CACHE_BYTES = 256 * 2 ** 20;
/** Logits kept of a position where not all fit. */
export const KEPT = 32;

interface Entry {
  /** Dense: [n·V]. Else the largest of each position, [n·k], with their classes. */
  logits: Float32Array;
  classes?: Uint16Array | Uint32Array;
  /** [n] */
  tails?: Float32Array;
  temperature: number;
}

export interface CacheOptions {
  teacher: Model;
  /** V */
  classes: number;
  /** Rows of the transfer set, and the positions in them that carry loss. */
  rows: number;
  positions: number;
  /** Most bytes to take. */
  bytes?: number;
  kept?: number;
  /** Whether only whole answers will do: rows for which there is no room are asked anew each time. */
  whole?: boolean;
}

/** The value of the k-th largest of the numbers, by quickselect; reorders them. */
function kthLargest(values: Float32Array, k: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i > j) break;
      [values[i], values[j]] = [values[j]!, values[i]!];
      i++;
      j--;
    }
    if (k - 1 <= j) high = j;
    else if (k - 1 >= i) low = i;
    else break;
  }
  return values[k - 1]!;
}

/** Holds numbers of V classes. */
const classArray = (V: number) => (V > 2 ** 16 ? Uint32Array : Uint16Array);

/** The k largest logits of each position of dense [n·V], and the rest as ln Σ e^(z/T). */
export function largest(dense: Float32Array, V: number, k: number, temperature: number): Required<Entry> {
  const n = dense.length / V;
  const logits = new Float32Array(n * k);
  const classes = new (classArray(V))(n * k);
  const tails = new Float32Array(n);
  const scratch = new Float32Array(V);
  for (let at = 0; at < n; at++) {
    const z = dense.subarray(at * V, (at + 1) * V);
    scratch.set(z);
    const least = kthLargest(scratch, k);
    let ties = k - z.reduce((above, value) => above + Number(value > least), 0);
    const top = z.reduce((a, b) => Math.max(a, b), -Infinity);
    let [found, rest] = [at * k, 0];
    for (let v = 0; v < V; v++) {
      const kept = z[v]! > least || (z[v] === least && ties-- > 0);
      if (kept) [classes[found], logits[found++]] = [v, z[v]!];
      else rest += Math.exp((z[v]! - top) / temperature);
    }
    tails[at] = Math.max(NOT_KEPT, Math.log(rest) + top / temperature);
  }
  return { logits, classes, tails, temperature };
}

/** Targets that are remembered. */
export function cachedTargets(options: CacheOptions): Targets & { status(): TargetCacheStatus } {
  const { teacher, classes: V, rows: total, positions, bytes: most = CACHE_BYTES } = options;
  const kept = options.whole || positions * V * 4 <= most ? null : Math.min(options.kept ?? KEPT, V - 1);
  const bytesAPosition = kept === null ? 4 * V : kept * (4 + classArray(V).BYTES_PER_ELEMENT) + 4;
  const entries = new Map<number, Entry>();
  /** Rows that have a place, though their logits may still be on the way. */
  const placed = new Set<number>();
  let bytes = 0;

  /** Whether a row has a place, or gets one. */
  function place(row: number, positions: number): boolean {
    if (placed.has(row)) return true;
    if (bytes + positions * bytesAPosition > most) return false;
    bytes += positions * bytesAPosition;
    placed.add(row);
    return true;
  }

  /** Remembers the rows' logits [ΣN, V] when the device has them, of those with a place; nobody waits for it. */
  async function remember(
    rows: readonly number[],
    counts: readonly number[],
    fresh: Tensor,
    temperature: number,
  ) {
    const staying = rows.map((row, i) => place(row, counts[i]!));
    if (!staying.includes(true)) return;
    const values = (await read(fresh)) as Float32Array; // sync point, not waited for
    let at = 0;
    for (const [i, row] of rows.entries()) {
      const [from, to] = [at * V, (at += counts[i]!) * V];
      if (!staying[i]) continue;
      const dense = values.slice(from, to);
      entries.set(row, kept === null ? { logits: dense, temperature } : largest(dense, V, kept, temperature));
    }
  }

  /** What is known about the rows, one after the other. */
  function recall(rows: readonly number[], counts: readonly number[]): TeacherTargets {
    const n = counts.reduce((a, b) => a + b, 0);
    const logits = new Float32Array(n * V).fill(kept === null ? 0 : NOT_KEPT); // [n, V]
    const tails = new Float32Array(n); // [n]
    let at = 0;
    for (const [i, row] of rows.entries()) {
      const entry = entries.get(row)!;
      if (kept === null) logits.set(entry.logits, at * V);
      else {
        tails.set(entry.tails!, at);
        for (const [j, logit] of entry.logits.entries())
          logits[(at + Math.floor(j / kept)) * V + entry.classes![j]!] = logit;
      }
      at += counts[i]!;
    }
    return {
      logits: tensor(logits, [n, V]),
      ...(kept !== null && { tail: tensor(tails, [n]) }),
    };
  }

  function ask(batch: Batch, { inputs, positions: where, temperature, want }: Asked): TeacherTargets {
    refuseTaps(want);
    const { rows } = batch;
    const counts = countsOf(batch);
    const isKnown = (row: number): boolean => {
      const entry = entries.get(row);
      return entry !== undefined && (kept === null || entry.temperature === temperature);
    };
    const places = [...rows.keys()];
    const known = places.filter((b) => isKnown(rows[b]!));
    const missing = places.filter((b) => !isKnown(rows[b]!));
    const of = (chosen: readonly number[], list: readonly number[]) => chosen.map((b) => list[b]!);
    const old = () => recall(of(known, rows), of(known, counts));
    if (missing.length === 0) return old();
    const part = known.length === 0 ? null : partOf(batch, missing);
    const about = part ? askedAbout(part, temperature) : { inputs, positions: where };
    const fresh = teacher.forward(about.inputs, { positions: about.positions }).logits; // [N', V]
    void remember(of(missing, rows), of(missing, counts), fresh, temperature).catch(ignore);
    return part
      ? inOrder(batch, [
          [known, old()],
          [missing, { logits: fresh }],
        ])
      : { logits: fresh };
  }

  return { ask, status: () => ({ rows: entries.size, total, bytes, kept }) };
}

/** A device that was lost never answers; the run says so itself. */
const ignore = (): void => undefined;
