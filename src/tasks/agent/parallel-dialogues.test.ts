// Dialogues side by side, over a decoder that only keeps account.

import { describe, expect, it } from 'vitest';
import type { TokenModel } from '../../agent/types';
import type { Decoder, Push } from '../../models/decoder';
import { parallelDialogues } from './parallel-dialogues';

/** Answers each push with [slot, tokens so far]. */
function accountant(slots: number): Decoder & { feeds: Push[][] } {
  const lengths = new Array<number>(slots).fill(0);
  const feeds: Push[][] = [];
  return {
    context: 100,
    slots,
    feeds,
    reset: (slot) => void (lengths[slot] = 0),
    load: () => undefined,
    intentLogits: () => null,
    feed(pushes) {
      feeds.push([...pushes]);
      return pushes.map(({ slot, ids }) => {
        if (ids.includes(-1)) throw new Error('no such token');
        return Float32Array.of(slot, (lengths[slot]! += ids.length));
      });
    },
  };
}

/** Pushes i tokens one by one after a prompt of two; resolves to the count that the model was told. */
const say = async (i: number, model: TokenModel): Promise<number> => {
  model.reset();
  let [, length] = await model.push([7, 7]);
  for (let t = 0; t < i; t++) [, length] = await model.push([i]);
  return length!;
};

describe('parallelDialogues', () => {
  it.each([1, 3, 20])('gives each dialogue its own answers, in order, with %i slots', async (slots) => {
    const decoder = accountant(slots);
    const counts = await parallelDialogues(decoder, 9, say);
    expect(counts).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const most = Math.max(...decoder.feeds.map(({ length }) => length));
    expect(most).toBe(Math.min(slots, 9));
    for (const feed of decoder.feeds) expect(new Set(feed.map(({ slot }) => slot)).size).toBe(feed.length);
    if (slots === 20) expect(decoder.feeds).toHaveLength(9); // as many as the longest dialogue has pushes
  });

  it('asks before each feed, and feeds no more tokens at once than make a short piece of work', async () => {
    const decoder = accountant(8);
    let asked = 0;
    const prompt = (_: number, model: TokenModel) => model.push(new Array<number>(30).fill(1));
    await parallelDialogues(decoder, 8, prompt, async () => void asked++);
    expect(asked).toBe(decoder.feeds.length);
    expect(decoder.feeds.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
  });

  it('does nothing for nothing', async () => {
    expect(await parallelDialogues(accountant(2), 0, say)).toEqual([]);
  });

  it('fails with what went wrong in a dialogue, or in the decoder', async () => {
    const broken = parallelDialogues(accountant(3), 9, async (i, model) => {
      if (i === 4) throw new Error('tool out of order');
      return say(i, model);
    });
    await expect(broken).rejects.toThrow('tool out of order');
    const refused = parallelDialogues(accountant(3), 9, (_, model) => model.push([-1]));
    await expect(refused).rejects.toThrow('no such token');
  });
});
