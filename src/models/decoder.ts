// Writing token by token with a key-value cache, for several sequences at once: what a decoder does, and what both kinds check
// before they do it. Which kind is made is create-decoder.ts. Not for training: that is transformer.ts.

import { RetortError } from '../lib/errors';
import { checkShapes } from './check-weights';
import type { Weights } from './quantised';
import { type TransformerConfig, weightShapes } from './transformer-config';

/** Tokens for one sequence. */
export interface Push {
  /** Which sequence, 0 … slots − 1; at most once in a feed. */
  slot: number;
  /** At least one. */
  ids: readonly number[];
}

export interface Decoder {
  /** Positions that the model was made for, prompt included. */
  readonly context: number;
  /** Sequences that it remembers. */
  readonly slots: number;
  /** Forgets what a slot was fed. */
  reset(slot: number): void;
  /** Writes on with these weights, copied, in place of its own, of the same names, shapes and bits: a model that learns meanwhile. */
  load(weights: Weights): void;
  /**
   * Feeds tokens; returns the logits [V] after the last one of each push, valid until the next feed. A sequence's logits have the
   * same bits whoever is fed beside it. Throws RetortError('shape') past the context, 'tokenizer-wrong' past the vocabulary.
   */
  feed(pushes: readonly Push[]): Float32Array[];
  /** Of a model of two heads: the second one's logits [K] after the last token of the last push; null of others. */
  intentLogits(): Float32Array | null;
}

/** Throws RetortError('model-truncated') where a weight is missing or has another shape. */
export function checkWeights(config: TransformerConfig, weights: Weights): void {
  checkShapes(weightShapes(config), weights);
}

/** Throws what Decoder.feed promises, before anything is fed. @param lengths positions that each slot has. */
export function checkPushes(
  { vocab_size: V, max_position_embeddings: T }: TransformerConfig,
  pushes: readonly Push[],
  lengths: ArrayLike<number>,
): void {
  for (const { slot, ids } of pushes) {
    if (lengths[slot]! + ids.length > T)
      throw new RetortError('shape', `The model reads at most ${T} tokens. Write a shorter message.`);
    const wrong = ids.find((id) => !(id >= 0 && id < V));
    if (wrong !== undefined)
      throw new RetortError('tokenizer-wrong', `Token ${wrong} is not in the model's vocabulary.`);
  }
}
