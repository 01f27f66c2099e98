// A tokeniser of a person's own data, learnt in pieces, so that the worker can hear a Stop in between.

import { type Tokenizer, tokenizerTraining } from './tokenizer';
import { nextTask } from '../lib/next-task';
import { throwIfCancelled } from '../lib/cancelled';

/** Merges learnt before other tasks get a turn. */
const PIECE = 500;

export interface LearnHooks {
  /** Tokens so far. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** @param texts normalised, without special tokens. Throws RetortError('cancelled') at the signal. */
export async function learnTokenizer(
  texts: Iterable<string>,
  vocabulary: number,
  hooks: LearnHooks = {},
): Promise<Tokenizer> {
  const training = tokenizerTraining(texts, vocabulary);
  for (let made = 0; ; made++) {
    const next = training.next();
    if (next.done) {
      hooks.onProgress?.(vocabulary, vocabulary); // few sentences have fewer pieces than were asked for
      return next.value;
    }
    if (made % PIECE !== 0) continue;
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.(next.value, vocabulary);
    await nextTask();
  }
}
