// Answers from anywhere, and beside them what a network here holds inside: hidden states, attention, relations. Each row's taps are
// asked for once, before the step that first needs them, and remembered (tap-memory.ts); rows for which there is no room are asked
// anew each time. Rows that nobody is asked about (dialogues that were only written) have none.
// B rows of a batch, T positions.

import type { Batch } from '../../data/batches';
import { dispose, tensor } from '../../engine/tensor';
import { upTo } from '../../lib/up-to';
import type { Model } from '../../models/model';
import { tidyTaps, type Want } from '../../models/taps';
import { partOf } from './batch-parts';
import { TapMemory } from './tap-memory';
import type { Targets } from './targets';

export const TAP_BYTES = 256 * 2 ** 20;

export interface TappedOptions {
  /** Whose taps they are. */
  teacher: Model;
  /** Who gives the logits, without taps. */
  answers: Targets;
  /** Whether the teacher is asked about a row; about all by default. */
  asksAbout?: (row: number) => boolean;
  /** Rows as the teacher reads them, where that is not as they stand in a batch: whole, and without gaps. */
  batchOf?: (rows: readonly number[]) => Batch;
  /** Of a row as the teacher reads it, in positions; else its last position that carries loss is its end. */
  lengthOf?: (row: number) => number;
  /** Most bytes to take. */
  bytes?: number;
}

export function tappedTargets(options: TappedOptions): Targets {
  const { teacher, answers, asksAbout = () => true, batchOf, lengthOf, bytes = TAP_BYTES } = options;
  const memory = new TapMemory(bytes);

  /** Of each row of a batch. */
  function lengthsIn({ rows, shape: [B, T], positions }: Batch): number[] {
    if (!positions) return rows.map((row) => (lengthOf ? Math.min(T, lengthOf(row)) : 1));
    const ends = new Array<number>(B).fill(0);
    for (const at of positions) ends[Math.floor(at / T)] = (at % T) + 1; // they ascend
    return ends;
  }

  async function learn(batch: Batch, want: Want): Promise<void> {
    const missing = new Map<number, number>();
    for (const [b, row] of batch.rows.entries()) {
      if (asksAbout(row) && !memory.has(row) && !missing.has(row)) missing.set(row, b);
    }
    if (missing.size === 0) return;
    const part = batchOf?.([...missing.keys()]) ?? partOf(batch, [...missing.values()]);
    const taps = tidyTaps(() => {
      // the logits are asked for elsewhere: one of them is the least that a forward pass gives
      const positions = part.positions && tensor(Int32Array.of(0), [1]);
      return teacher.forward(tensor(part.inputs, part.shape), { positions, want });
    });
    try {
      await memory.take(part.rows, lengthsIn(part), taps);
    } finally {
      const { hidden, attention, relations, present, logits } = taps;
      const related = [...(relations?.values() ?? [])].flatMap((of) => Object.values(of));
      dispose([
        logits,
        ...(present ? [present] : []),
        ...(hidden?.values() ?? []),
        ...(attention?.values() ?? []),
      ]);
      dispose(related);
    }
  }

  return {
    async prepare(batch, turn) {
      const chosen = answers.prepare ? await answers.prepare(batch, turn) : batch;
      if (turn.want) await learn(chosen, turn.want);
      return chosen;
    },
    ask(batch, { want, ...question }) {
      const said = answers.ask(batch, question);
      if (!want) return said;
      const places = [...batch.rows.keys()].filter((b) => asksAbout(batch.rows[b]!));
      const rows = places.map((b) => batch.rows[b]!);
      const [, T] = batch.shape;
      const taps = rows.length > 0 ? memory.recall(rows, T) : {};
      const present = () => {
        const words = rows.flatMap((row) => upTo(T).map((t) => Number(t < memory.lengthOf(row))));
        return tensor(words, [rows.length, T]);
      };
      return {
        ...said,
        ...taps,
        ...(teacher.shape.kind === 'encoder' && { present: present() }),
        ...(rows.length < batch.rows.length && { tapped: places }),
      };
    },
    ...(answers.status && {
      status: () => {
        const { bytes, ...status } = answers.status!();
        return { ...status, bytes: bytes + memory.bytes };
      },
    }),
  };
}
