// A tokeniser of a person's own data, learnt in pieces, so that the worker can hear a Stop in between.

import { type Tokenizer, tokenizerTraining } from '../data/tokenizer';
import { nextTask } from '../lib/next-task';
import { throwIfCancelled } from './evaluate';
import type { PrepareHooks } from './task';

/** Merges learnt before other tasks get a turn. */
const PIECE = 500;

/** @param texts normalised, without special tokens. Throws RetortError('cancelled') at the signal. */
export async function learnTokenizer(
  texts: Iterable<string>,
  vocabulary: number,
  hooks: PrepareHooks,
): Promise<Tokenizer> {
  const training = tokenizerTraining(texts, vocabulary);
  for (let made = 0; ; made++) {
    const next = training.next();
    if (next.done) return next.value;
    if (made % PIECE !== 0) continue;
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.('tokenizer', next.value, vocabulary);
    await nextTask();
  }
}
