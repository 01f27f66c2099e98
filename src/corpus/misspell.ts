// A slip of the finger in a name, for the corpus: a letter dropped, doubled or swapped with the next, never the first letter, only in
// words of five letters or more. agent/words/typos.ts sees through it.

import type { Rng } from '../lib/rng';
import { SHORTEST } from '../agent/words/typos';

/** The word with one slip in it; short words come back as they are. */
export function misspell(word: string, rng: Rng): string {
  if (word.length < SHORTEST) return word;
  const at = 1 + rng.int(word.length - 2);
  const [a, b] = [word[at]!, word[at + 1]!];
  if (a === ' ' || b === ' ') return word;
  const slip = rng.int(3);
  if (slip === 0) return word.slice(0, at) + word.slice(at + 1);
  if (slip === 1) return word.slice(0, at) + a + word.slice(at);
  return word.slice(0, at) + b + a + word.slice(at + 2);
}
