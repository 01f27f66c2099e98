// Many dialogues over one decoder: each runs as if alone, and what they push is gathered and fed at once when all of them
// wait. Knows nothing of what is said; agent/loop.ts does.

import type { TokenModel } from '../../agent/types';
import { nextTask } from '../../lib/next-task';
import type { Decoder, Push } from '../../models/decoder';

/** Tokens of one feed, unless a single prompt has more: a piece of work short enough to be between two training steps. */
const MOST_TOKENS = 64;

interface Waiting extends Push {
  resolve(logits: Float32Array): void;
  reject(error: unknown): void;
}

/**
 * Resolves to work(i, model) for i in 0 … count - 1, in order, as many at once as the decoder has slots.
 * @param pace asked before each feed: resolves when there is time for it; by default other tasks run, then the feed.
 */
export async function parallelDialogues<T>(
  decoder: Decoder,
  count: number,
  work: (i: number, model: TokenModel) => Promise<T>,
  pace: () => Promise<void> = nextTask,
): Promise<T[]> {
  const results = new Array<T>(count);
  const waiting: Waiting[] = [];
  let busy = Math.min(decoder.slots, count);
  let next = 0;

  const feed = async (): Promise<void> => {
    await pace();
    let tokens = 0;
    const fits = waiting.findIndex(({ ids }) => (tokens += ids.length) > MOST_TOKENS);
    const batch = waiting.splice(0, fits < 0 ? waiting.length : Math.max(1, fits));
    try {
      const logits = decoder.feed(batch);
      for (const [i, { resolve }] of batch.entries()) resolve(logits[i]!);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const feedIfAllWait = (): void => {
    if (busy > 0 && waiting.length === busy) void feed();
  };
  const lane = async (slot: number): Promise<void> => {
    const model: TokenModel = {
      context: decoder.context,
      reset: () => decoder.reset(slot),
      push: (ids) =>
        new Promise((resolve, reject) => {
          waiting.push({ slot, ids, resolve, reject });
          feedIfAllWait();
        }),
    };
    try {
      while (next < count) {
        const i = next++;
        results[i] = await work(i, model);
      }
    } catch (error) {
      next = count; // the others come to the end of their dialogues
      throw error;
    } finally {
      busy--;
      feedIfAllWait();
    }
  };
  await Promise.all(Array.from({ length: busy }, (_, slot) => lane(slot)));
  return results;
}
