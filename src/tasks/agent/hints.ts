// Batches with hints (METHODS row 26): the right calls stand behind the user's words, where the student as its own teacher reads them
// before it judges the same dialogue. It has to learn what such words are worth: of every other labelled row the student reads the hint,
// too, and its right answer alone is learnt. A dialogue without calls has none, and one that gets too long with it goes without.
// B rows, T positions.

import type { TokenCodec } from '../../agent/types';
import { type Batch, LENGTH_STEP, type TokenRow } from '../../data/batches';
import type { Targets } from '../../distillation/targets/targets';
import { upTo } from '../../lib/up-to';

/** The calls of a dialogue as they stand there, one after the other, without the marks around them. */
export function hintOf({ ids }: Pick<TokenRow, 'ids'>, codec: TokenCodec): number[] {
  const [call, result] = [codec.special('<call>'), codec.special('<result>')];
  let within = false;
  return ids.filter((id) => {
    const mark = id === call || id === result;
    if (mark) within = id === call;
    return within && !mark;
  });
}

/** The batch's texts with words put before the first position that carries loss, at each row; the positions go along. */
export function withHints(
  { inputs, shape: [B, T], positions }: Batch,
  hints: readonly (readonly number[])[],
): NonNullable<Batch['hinted']> {
  const ends = new Array<number>(B).fill(0);
  const starts = new Array<number>(B).fill(T);
  for (const at of positions!) {
    const [b, t] = [Math.floor(at / T), at % T];
    starts[b] = Math.min(starts[b]!, t);
    ends[b] = t + 1;
  }
  const width = Math.max(...upTo(B).map((b) => ends[b]! + hints[b]!.length));
  const wide = Math.ceil(width / LENGTH_STEP) * LENGTH_STEP;
  const longer = new Int32Array(B * wide);
  for (const b of upTo(B)) {
    const ids = [...inputs.subarray(b * T, b * T + ends[b]!)];
    ids.splice(starts[b]! + 1, 0, ...hints[b]!);
    longer.set(ids, b * wide);
  }
  const moved = positions!.map((at) => {
    const b = Math.floor(at / T);
    return b * wide + (at % T) + hints[b]!.length;
  });
  return { inputs: longer, shape: [B, wide], positions: moved };
}

export interface HintOptions {
  /** Who chooses or writes the dialogues. */
  given: Targets;
  rows: readonly TokenRow[];
  codec: TokenCodec;
  /** Tokens that the student can read. */
  context: number;
}

/** Prepares batches with hints; whoever teaches is asked elsewhere. */
export function hintedTargets({ given, rows, codec, context }: HintOptions): Targets {
  return {
    ...given,
    async prepare(drawn, turn) {
      const batch = (await given.prepare?.(drawn, turn)) ?? drawn;
      const [B, T] = batch.shape;
      const lengths = new Array<number>(B).fill(0);
      const isLabelled = new Array<boolean>(B).fill(false);
      for (const [n, at] of batch.positions!.entries()) {
        const b = Math.floor(at / T);
        lengths[b] = (at % T) + 1;
        isLabelled[b] ||= batch.hardMask[n]! > 0;
      }
      const hints = batch.rows.map((row, b) => {
        const hint = hintOf(rows[row]!, codec);
        return lengths[b]! + hint.length <= context ? hint : [];
      });
      const hinted = withHints(batch, hints);
      let labelled = 0;
      const reads = isLabelled.map((told) => told && turn.lambda > 0 && (labelled++ + turn.step) % 2 === 0);
      const read = withHints(
        batch,
        hints.map((hint, b) => (reads[b] ? hint : [])),
      );
      const softMask = batch.softMask.map((soft, n) =>
        reads[Math.floor(batch.positions![n]! / T)] ? 0 : soft,
      );
      return { ...batch, ...read, softMask, hinted };
    },
  };
}
