// Sentences as batches of token ids for the encoder: one label a row. Words go missing at random in training, each step other
// ones, by the seed and the step alone: a sentence minus a word mostly keeps its intent (word dropout, Iyyer et al. 2015).

import { normalise } from '../agent/normalise';
import { specialId, type TokenCodec } from '../agent/types';
import { createRng } from '../lib/rng';
import type { Batch } from './batches';
import { UNLABELLED } from './text-set';

/** Id that stands where there is no token, or one went missing. */
export const PAD = specialId('<pad>');

export interface Sentence {
  ids: Int32Array;
  /** Class, or UNLABELLED. */
  label: number;
}

/** A sentence as the models read it. With a space before, so that its first word is the word that it is elsewhere. */
export const sentenceText = (text: string): string => ` ${normalise(text)}`;

/** Its tokens, cut to the context. */
export const sentenceIds = (text: string, codec: TokenCodec, context: number): Int32Array =>
  Int32Array.from(codec.encode(sentenceText(text)).slice(0, context));

/** Lengths are rounded up to this, so that a backend compiles few shapes. */
export const LENGTH_STEP = 4;

export interface SentenceBatchOptions {
  sentences: readonly Sentence[];
  /** The rows' numbers in `sentences`, [B]. */
  rows: readonly number[];
  /** Whose labels may be learnt. */
  labelled: ReadonlySet<number>;
  /** Which tokens go missing: their share, and a seed of its own for each step. */
  wordDropout?: { rate: number; seed: number };
}

/** A batch of sentences; row b of the inputs is rows[b], padded at the end. */
export function sentenceBatch({ sentences, rows, labelled, wordDropout }: SentenceBatchOptions): Batch {
  const chosen = rows.map((row) => sentences[row]!);
  const longest = Math.max(1, ...chosen.map(({ ids }) => ids.length));
  const T = Math.ceil(longest / LENGTH_STEP) * LENGTH_STEP;
  const inputs = new Int32Array(rows.length * T).fill(PAD); // [B, T]
  for (const [b, { ids }] of chosen.entries()) inputs.set(ids, b * T);
  if (wordDropout && wordDropout.rate > 0) {
    const rng = createRng(wordDropout.seed);
    for (let i = 0; i < inputs.length; i++) if (rng.next() < wordDropout.rate) inputs[i] = PAD;
  }
  const known = rows.map((row, b) => labelled.has(row) && chosen[b]!.label !== UNLABELLED);
  return {
    inputs,
    shape: [rows.length, T],
    labels: Int32Array.from(chosen, ({ label }, b) => (known[b] ? label : 0)),
    hardMask: Float32Array.from(known, Number),
    softMask: new Float32Array(rows.length).fill(1),
    rows,
  };
}

/** All numbers from 0, in batches of like length, for little padding where order does not matter. */
export function byLength(sentences: readonly Sentence[], batchSize: number): number[][] {
  const order = sentences
    .map((_, i) => i)
    .sort((a, b) => sentences[a]!.ids.length - sentences[b]!.ids.length);
  return Array.from({ length: Math.ceil(order.length / batchSize) }, (_, i) =>
    order.slice(i * batchSize, (i + 1) * batchSize),
  );
}
