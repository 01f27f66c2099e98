import { expect, it } from 'vitest';
import { SPECIAL_TOKENS, type TokenCodec } from '../../agent/types';
import { tokenBatch, type TokenRow } from '../../data/batches';
import type { Turn } from '../../distillation/targets/targets';
import { hintedTargets, hintOf, withHints } from './hints';

const special = (token: string) => SPECIAL_TOKENS.indexOf(token as '<pad>');
const codec = { special } as TokenCodec;
const [user, plan, call, result, say, eos] = ['<user>', '<plan>', '<call>', '<result>', '<say>', '<eos>'].map(
  special,
) as [number, number, number, number, number, number];
/** Two calls: 51 52 and 53; results 61, 62; a reply 71. */
const two: TokenRow = {
  ids: [user, 41, 42, plan, 45, call, 51, 52, result, 61, call, 53, result, 62, say, 71, eos],
  agentMask: [0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1],
  gold: false,
};
const none: TokenRow = { ids: [user, 43, plan, say, 72, eos], agentMask: [0, 0, 1, 1, 1, 1], gold: true };
const one: TokenRow = {
  ids: [user, 44, plan, call, 54, result, 63, say, 73, eos],
  agentMask: [0, 0, 1, 1, 1, 1, 0, 1, 1, 1],
  gold: true,
};
const rows = [two, none, one];
const batch = tokenBatch(rows, [0, 1, 2], codec);

/** What is read at each place that carries loss, from the start of its row. */
const readAt = ({ inputs, shape: [, T], positions }: Pick<typeof batch, 'inputs' | 'shape' | 'positions'>) =>
  [...positions!].map((at) => [...inputs.subarray(Math.floor(at / T) * T, at + 1)]);

it('a hint is what was called, without marks, results and words', () => {
  expect(rows.map((row) => hintOf(row, codec))).toEqual([[51, 52, 53], [], [54]]);
});

it('stands between the user’s words and the answer, and every token is still judged at its own place', () => {
  const hints = rows.map((row) => hintOf(row, codec));
  const hinted = withHints(batch, hints);
  const [, T] = batch.shape;
  const expected = readAt(batch).map((read, n) => {
    const b = Math.floor(batch.positions![n]! / T);
    const words = rows[b]!.agentMask.indexOf(1);
    return [...read.slice(0, words), ...hints[b]!, ...read.slice(words)];
  });
  expect(readAt({ ...batch, ...hinted })).toEqual(expected);
  expect(hinted.shape[1] % 8).toBe(0);
});

it('the teacher reads all that fit, the student those of every other labelled row, of which it learns the answer alone', async () => {
  const targets = hintedTargets({
    given: { ask: () => ({}) as never },
    rows,
    codec,
    context: two.ids.length + 1, // of which 16 are read: no room for three words more
  });
  const turn = (step: number) => ({ step, lambda: 0.5 }) as Turn;
  const [even, odd] = [await targets.prepare!(batch, turn(0)), await targets.prepare!(batch, turn(1))];
  const has = ({ inputs, shape: [, T] }: { inputs: ArrayLike<number>; shape: readonly [number, number] }) =>
    [0, 1, 2].map((b) => {
      const row = Array.from(inputs).slice(b * T, (b + 1) * T);
      return row.slice(0, row.indexOf(plan)).filter((id) => id > 50);
    });
  expect(has(even.hinted!)).toEqual([[], [], [54]]);
  // of the labelled rows 1 and 2 the first at even steps, which has no call, the second at odd ones
  expect([has(even), has(odd)]).toEqual([
    [[], [], []],
    [[], [], [54]],
  ]);
  const softOf = (of: typeof batch, b: number) =>
    [...of.softMask].filter((_, n) => Math.floor(batch.positions![n]! / batch.shape[1]) === b);
  expect(new Set(softOf(odd, 2))).toEqual(new Set([0]));
  expect(new Set(softOf(odd, 0))).toEqual(new Set([1]));
  expect(odd.hardMask).toEqual(batch.hardMask);
  expect(odd.labels).toEqual(batch.labels);
});
