// Taps of a teacher by the row, in plain arrays: each row's without its padding, put together again for any batch. Bounded in bytes:
// what comes when it is full is not kept. Not who asks the teacher: that is tapped-targets.ts.
// K rows, H heads, T positions of a batch, L of a row, W numbers of a head: D or d, or of a map as many as there are positions.

import { read, tensor, type Tensor } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import type { Relations, Taps } from '../../models/taps';

type Kind = 'hidden' | 'attention' | keyof Relations;

/** A tap as [K, H, T, W]. */
interface Layout {
  kind: Kind;
  layer: number;
  heads: number;
  /** Null: as many as positions. */
  width: number | null;
  /** Whether there are no positions: T = 1. */
  flat: boolean;
}

interface RowTaps {
  /** L */
  length: number;
  /** One array a layout, [H, L, W]. */
  parts: readonly Float32Array[];
}

const bytesOf = ({ parts }: RowTaps): number => parts.reduce((sum, { byteLength }) => sum + byteLength, 0);

function* tensorsOf({ hidden, attention, relations }: Taps): Generator<readonly [Layout, Tensor]> {
  for (const [layer, x] of hidden ?? [])
    yield [{ kind: 'hidden', layer, heads: 1, width: x.shape.at(-1)!, flat: x.rank === 2 }, x];
  for (const [layer, x] of attention ?? [])
    yield [{ kind: 'attention', layer, heads: x.shape[1]!, width: null, flat: false }, x];
  for (const [layer, of] of relations ?? [])
    for (const kind of ['query', 'key', 'value'] as const)
      yield [{ kind, layer, heads: of[kind].shape[1]!, width: of[kind].shape[3]!, flat: false }, of[kind]];
}

/** Copies the first `length` positions of a row of T to one of T' (of a map, in both directions). */
function copy(
  from: { data: ArrayLike<number>; at: number; T: number },
  to: { data: Float32Array; at: number; T: number },
  { heads, width }: Layout,
  length: number,
): void {
  const [W, V] = [width ?? from.T, width ?? to.T];
  const numbers = width ?? length;
  for (let h = 0; h < heads; h++) {
    for (let t = 0; t < length; t++) {
      const [source, target] = [from.at + (h * from.T + t) * W, to.at + (h * to.T + t) * V];
      for (let i = 0; i < numbers; i++) to.data[target + i] = from.data[source + i]!;
    }
  }
}

export class TapMemory {
  readonly #rows = new Map<number, RowTaps>();
  /** Rows of the last draw for which there is no room. */
  #passing = new Map<number, RowTaps>();
  #layouts: readonly Layout[] = [];
  #bytes = 0;

  /** @param most bytes. */
  constructor(private readonly most: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  has(row: number): boolean {
    return this.#rows.has(row);
  }

  /** Reads the taps of K rows from the device, `lengths` of their positions, and keeps those that there is room for, the others till the next call. */
  async take(rows: readonly number[], lengths: readonly number[], taps: Taps): Promise<void> {
    const all = [...tensorsOf(taps)];
    this.#layouts = all.map(([layout]) => layout);
    this.#passing = new Map();
    const values = await Promise.all(all.map(([, x]) => read(x))); // sync point
    for (const [k, row] of rows.entries()) {
      const length = lengths[k]!;
      const parts = all.map(([layout, x], i) => {
        const { heads, width, flat } = layout;
        const T = flat ? 1 : x.shape.at(-2)!;
        const data = new Float32Array(heads * length * (width ?? length));
        const from = { data: values[i]!, at: k * heads * T * (width ?? T), T };
        copy(from, { data, at: 0, T: length }, layout, length);
        return data;
      });
      const made = { length, parts };
      const room = this.#bytes + bytesOf(made) <= this.most;
      if (room) this.#bytes += bytesOf(made);
      (room ? this.#rows : this.#passing).set(row, made);
    }
  }

  /** Of a row that is known, in positions. */
  lengthOf(row: number): number {
    return this.#known(row).length;
  }

  #known(row: number): RowTaps {
    const found = this.#rows.get(row) ?? this.#passing.get(row);
    if (found) return found;
    throw new RetortError('internal', `Nothing is known of row ${row} inside the teacher. Start a new run.`);
  }

  /** What is known about the rows, for a batch of T positions; a longer row is cut, a shorter one padded with 0. */
  recall(rows: readonly number[], T: number): Taps {
    const known = rows.map((row) => this.#known(row));
    const hidden = new Map<number, Tensor>();
    const attention = new Map<number, Tensor>();
    const relations = new Map<number, Partial<Relations>>();
    for (const [i, layout] of this.#layouts.entries()) {
      const { kind, layer, heads, width, flat } = layout;
      const positions = flat ? 1 : T;
      const size = heads * positions * (width ?? positions);
      const data = new Float32Array(known.length * size);
      for (const [k, { length, parts }] of known.entries()) {
        const from = { data: parts[i]!, at: 0, T: length };
        copy(from, { data, at: k * size, T: positions }, layout, Math.min(length, positions));
      }
      const W = width ?? positions;
      if (kind === 'hidden') hidden.set(layer, tensor(data, flat ? [rows.length, W] : [rows.length, T, W]));
      else if (kind === 'attention') attention.set(layer, tensor(data, [rows.length, heads, T, W]));
      else
        relations.set(layer, { ...relations.get(layer), [kind]: tensor(data, [rows.length, heads, T, W]) });
    }
    return {
      ...(hidden.size > 0 && { hidden }),
      ...(attention.size > 0 && { attention }),
      ...(relations.size > 0 && { relations: relations as ReadonlyMap<number, Relations> }),
    };
  }
}
