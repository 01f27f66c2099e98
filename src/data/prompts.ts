// Sentences as an agent meets them, `<user> words <plan>`, for a head of classes on its trunk: asked at <plan>, where the agent has read
// all of it and is about to say which tool comes first. Not the encoder's form, which is bare words and padding anywhere (sentences.ts).
// B sentences, T tokens.

import { type TokenCodec } from '../agent/types';
import { createRng } from '../lib/rng';
import type { Batch } from './batches';
import { LENGTH_STEP, PAD, sentenceBatch, type SentenceBatchOptions, sentenceIds } from './sentences';

/** Tokens of a prompt beside its words. */
const MARKS = 2;

/** The words of a prompt, cut so that all of it fits the context. */
export const promptWords = (text: string, codec: TokenCodec, context: number): Int32Array =>
  sentenceIds(text, codec, context - MARKS);

/** A whole prompt. */
export const promptIds = (words: ArrayLike<number>, codec: TokenCodec): number[] => [
  codec.special('<user>'),
  ...Array.from(words),
  codec.special('<plan>'),
];

/** A batch of prompts, padded at the end; words that go missing leave no gap. */
export const promptBatch =
  (codec: TokenCodec) =>
  ({ wordDropout, ...options }: SentenceBatchOptions): Batch => {
    const rng = wordDropout && wordDropout.rate > 0 ? createRng(wordDropout.seed) : null;
    const prompts = options.rows.map((row) => {
      const { ids } = options.sentences[row]!;
      return promptIds(rng ? ids.filter(() => rng.next() >= wordDropout!.rate) : ids, codec);
    });
    const T = Math.ceil(Math.max(...prompts.map(({ length }) => length)) / LENGTH_STEP) * LENGTH_STEP;
    const inputs = new Int32Array(prompts.length * T).fill(PAD); // [B, T]
    for (const [b, prompt] of prompts.entries()) inputs.set(prompt, b * T);
    return {
      ...sentenceBatch(options), // labels and masks
      inputs,
      shape: [prompts.length, T],
      positions: Int32Array.from(prompts, ({ length }, b) => b * T + length - 1),
      task: 'intents',
    };
  };
