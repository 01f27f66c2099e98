// Sentences made of others, for a teacher to label: words left out, two words exchanged, the beginning of one joined to the end of another.
// What they mean, if anything, is for the teacher to say.

import { createRng, type Rng } from '../lib/rng';

/** Share of words that are left out, at least one. */
const LEFT_OUT = 0.2;
/** Draws for each sentence wanted, since short ones soon repeat. */
const TRIES = 4;

type Way = (words: readonly string[], other: readonly string[], rng: Rng) => string[];

const WAYS = {
  drop(words, _, rng) {
    const gone = rng.int(words.length);
    return words.filter((__, i) => i !== gone && rng.next() >= LEFT_OUT);
  },
  swap(words, _, rng) {
    const swapped = [...words];
    const [i, j] = [rng.int(words.length), rng.int(words.length)];
    [swapped[i], swapped[j]] = [swapped[j]!, swapped[i]!];
    return swapped;
  },
  join: (words, other, rng) => [
    ...words.slice(0, 1 + rng.int(words.length)),
    ...other.slice(rng.int(other.length)),
  ],
} satisfies Record<string, Way>;

/** "all" takes each way a third of the time, "none" makes nothing. */
export type WayName = keyof typeof WAYS | 'all' | 'none';

/** At most `count` sentences, each another one and none of those given. Fewer where so many cannot be made. */
export function moreSentences(
  texts: readonly string[],
  { count, way, seed }: { count: number; way: WayName; seed: number },
): string[] {
  const ways = way === 'all' ? Object.values(WAYS) : way === 'none' ? [] : [WAYS[way]];
  if (ways.length === 0 || texts.length === 0) return [];
  const rng = createRng(seed).fork('more sentences');
  const known = new Set(texts);
  const made: string[] = [];
  const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
  for (let tries = 0; made.length < count && tries < TRIES * count; tries++) {
    const [words, other] = [wordsOf(rng.pick(texts)), wordsOf(rng.pick(texts))];
    if (words.length < 2 || other.length === 0) continue;
    const text = rng.pick<Way>(ways)(words, other, rng).join(' ');
    if (text === '' || known.has(text)) continue;
    known.add(text);
    made.push(text);
  }
  return made;
}
