// Which rows a step sees, and the batch made of them. A draw depends on the seed and the step alone, not on the draws before
// it, so a run goes on from a checkpoint as if it had never stopped, and two arms at the same step see the same rows.
// - At λ = 1 only labelled rows are drawn (others would carry no loss): the student is then the baseline, bit for bit.
// - At λ < 1 all rows are drawn; where labels are scarce, a quota of the batch (rounded up) comes from the rows that have them,
//   or the cross-entropy would hang on one row in fifty.
// Rows come in shuffled passes: each is seen once before any is seen again. Where rows have lengths, those of eight steps are
// dealt out by length, so that little of a batch is padding: a step's labelled rows and its others are of one length, too.

import { SPECIAL_TOKENS, type TokenCodec } from '../agent/types';
import type { EncodedTranscript } from '../agent/transcript';
import type { OneOfTwo } from '../catalog/types';
import { createRng } from '../lib/rng';
import type { RowSet } from './points';

/** Plain numbers, ready for the device. N = rows (points, intents), or the tokens that carry loss (agent). */
export interface Batch {
  /** Token ids int32 [B, T], or numbers [N, width]. */
  inputs: Int32Array | Float32Array;
  shape: readonly [number, number];
  /** Agent: the positions of 0..B·T that carry loss, [N], ascending; logits are computed nowhere else. */
  positions?: Int32Array;
  /** Right answers [N]; 0 where hardMask is. */
  labels: Int32Array;
  /** [N], 1 where the right answer may be learnt. */
  hardMask: Float32Array;
  /** [N], 1 where the teacher may be matched. */
  softMask: Float32Array;
  /** Agent: [N], 1 where the token belongs to the plan. */
  plan?: Float32Array;
  /** Agent: [N], 1 where the student itself wrote the token; absent where it wrote none. */
  own?: Float32Array;
  /** Agent: the same with hints in its texts, for the student as its own teacher; positions [N] are those of the same tokens. */
  hinted?: { inputs: Int32Array; shape: readonly [number, number]; positions: Int32Array };
  /** The rows' numbers in their data set, [B]. */
  rows: readonly number[];
  /** Of a student of two tasks: whose rows these are, and so which head answers. */
  task?: OneOfTwo;
  /** And the other task's rows of the same step. */
  also?: Batch;
}

/** Of a batch, where fewer rows have labels. */
const LABELLED_QUOTA = 1 / 4;
/** Token lengths are rounded up to this, so that a backend compiles few shapes. */
export const LENGTH_STEP = 8;

/** Steps whose rows are dealt out by length together. */
const GROUP = 8;

/** Draws row numbers. */
export type Sampler = (step: number, lambda: number) => number[];

/** n numbers from shuffled passes over a pool, beginning at a position of the endless sequence of passes. */
function passes(
  pool: readonly number[],
  seed: number,
  label: string,
): (start: number, n: number) => number[] {
  let cached = { pass: -1, order: [] as number[] };
  const orderOf = (pass: number): number[] => {
    if (cached.pass !== pass) {
      cached = { pass, order: createRng(seed).fork(`${label} ${pass}`).shuffle(pool) };
    }
    return cached.order;
  };
  return (start, n) =>
    Array.from({ length: n }, (_, i) => {
      const at = start + i;
      return orderOf(Math.floor(at / pool.length))[at % pool.length]!;
    });
}

/**
 * @param total rows in all. @param labelled the numbers of those with labels (at least one).
 * @param batchSize rows of a batch. Steps are counted from 0.
 */
export function createSampler(options: {
  total: number;
  labelled: readonly number[];
  batchSize: number;
  seed: number;
  /** Share of a batch that has labels, where they are scarcer than that. */
  labelledQuota?: number;
  /** Of a row; without it rows come as shuffled. */
  lengthOf?: (row: number) => number;
}): Sampler {
  const { total, labelled, batchSize, seed, labelledQuota = LABELLED_QUOTA, lengthOf } = options;
  const everyRow = Array.from({ length: total }, (_, i) => i);
  // the same words for both pools: with all labels there, they are one pool and give one order
  const fromAll = passes(everyRow, seed, 'pass');
  const fromLabelled = passes(labelled, seed, 'pass');
  const quota = labelled.length < total * labelledQuota ? Math.ceil(batchSize * labelledQuota) : 0;
  const draw = (from: typeof fromAll, step: number, n: number): number[] => {
    if (!lengthOf) return from(step * n, n);
    const group = Math.floor(step / GROUP);
    const sorted = from(group * GROUP * n, GROUP * n).sort((a, b) => lengthOf(a) - lengthOf(b));
    const turns = createRng(seed)
      .fork(`lengths ${group}`)
      .shuffle(Array.from({ length: GROUP }, (_, i) => i));
    const turn = turns[step % GROUP]!;
    return sorted.slice(turn * n, (turn + 1) * n);
  };
  return (step, lambda) =>
    lambda === 1
      ? draw(fromLabelled, step, batchSize)
      : [...draw(fromLabelled, step, quota), ...draw(fromAll, step, batchSize - quota)];
}

/** The rows that keep their labels: a seeded share of them, at least one, and where classes are given at least one of each; or so many of each class. */
export function labelledRows(options: {
  total: number;
  share: number;
  seed: number;
  classOf?: (row: number) => number;
  /** In place of the share, where it is above 0. */
  perClass?: number;
}): number[] {
  const { total, share, seed, classOf, perClass = 0 } = options;
  const order = createRng(seed)
    .fork('labels')
    .shuffle(Array.from({ length: total }, (_, i) => i));
  if (perClass > 0 && classOf) {
    const taken = new Map<number, number>();
    return order
      .filter((row) => {
        const before = taken.get(classOf(row)) ?? 0;
        taken.set(classOf(row), before + 1);
        return before < perClass;
      })
      .sort((a, b) => a - b);
  }
  const wanted = Math.max(1, Math.round(share * total));
  const seen = new Set<number>();
  const first = order.filter((row) => {
    const label = classOf?.(row);
    if (label === undefined || seen.has(label)) return false;
    seen.add(label);
    return true;
  });
  const chosen = new Set(first);
  for (const row of order) {
    if (chosen.size >= wanted) break;
    chosen.add(row);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** A batch of points or of the textbook's rows. */
export function rowBatch(
  data: RowSet,
  width: number,
  rows: readonly number[],
  labelled: ReadonlySet<number>,
): Batch {
  const inputs = new Float32Array(rows.length * width); // [N, width]
  for (const [i, row] of rows.entries())
    inputs.set(data.x.subarray(row * width, (row + 1) * width), i * width);
  return {
    inputs,
    shape: [rows.length, width],
    labels: Int32Array.from(rows, (row) => data.label[row]!),
    hardMask: Float32Array.from(rows, (row) => Number(labelled.has(row))),
    softMask: new Float32Array(rows.length).fill(1),
    rows,
  };
}

/** A row of the agent task. */
export interface TokenRow extends EncodedTranscript {
  /** Whether these are the right answers, not the teacher's. */
  gold: boolean;
  /** Whether the student itself wrote them. */
  own?: boolean;
  /** The number of its prompt in the corpus, which leaves out no row. */
  prompt?: number;
}

/**
 * A batch of dialogues, padded at the end. Position t is asked for token t + 1, and counts where the agent writes that token.
 * @param numbers the rows' numbers in their data set.
 */
export function tokenBatch(rows: readonly TokenRow[], numbers: readonly number[], codec: TokenCodec): Batch {
  const pad = codec.special(SPECIAL_TOKENS[0]);
  const longest = Math.max(...rows.map(({ ids }) => ids.length - 1));
  const T = Math.ceil(longest / LENGTH_STEP) * LENGTH_STEP;
  const inputs = new Int32Array(rows.length * T).fill(pad); // [B, T]
  const [positions, labels, hardMask, plan, own]: number[][] = [[], [], [], [], []]; // [N] each
  const planMark = codec.special('<plan>');
  for (const [b, row] of rows.entries()) {
    const { ids, agentMask, gold } = row;
    inputs.set(ids.slice(0, -1), b * T);
    let planning = false;
    for (let t = 0; t + 1 < ids.length; t++) {
      const id = ids[t + 1]!;
      if (id < SPECIAL_TOKENS.length) planning = id === planMark;
      if (!agentMask[t + 1]) continue;
      positions!.push(b * T + t);
      labels!.push(id);
      hardMask!.push(Number(gold));
      plan!.push(Number(planning));
      own!.push(Number(row.own ?? false));
    }
  }
  return {
    inputs,
    shape: [rows.length, T],
    positions: Int32Array.from(positions!),
    labels: Int32Array.from(labels!),
    hardMask: Float32Array.from(hardMask!),
    softMask: new Float32Array(labels!.length).fill(1),
    plan: Float32Array.from(plan!),
    ...(rows.some((row) => row.own) && { own: Float32Array.from(own!) }),
    rows: numbers,
  };
}

/** The batches of a draw from a data set of dialogues. */
export const drawnTokens =
  (rows: readonly TokenRow[], draw: Sampler, codec: TokenCodec) =>
  (step: number, lambda: number): Batch => {
    const numbers = draw(step, lambda);
    return tokenBatch(
      numbers.map((i) => rows[i]!),
      numbers,
      codec,
    );
  };
