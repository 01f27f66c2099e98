// Sizes that follow from the sentences: how long a sentence may be, how many word pieces are learnt, how many rows a step
// takes. Suggestions only; the person can change each. Estimated from the words, before any tokeniser is trained.

import { params } from '../catalog/params';
import { percentiles } from '../lib/percentiles';
import type { TextSet } from './text-set';

export interface SuggestedSettings {
  /** Word pieces of the longest sentence that is read whole. */
  context: number;
  /** Word pieces that the tokeniser learns. */
  vocabulary: number;
  /** Rows of a step. */
  batchSize: number;
}

/** A word as the tokeniser sees it: letters or digits in a row; writing without spaces counts by the character. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;
/** Word pieces that a word is cut into, on average and generously: rare words fall into several. */
const PIECES_A_WORD = 1.6;
/** Enough sentences to know the others by. */
const LOOKED_AT = 5000;
/** Words seen this often are worth a piece of their own. */
const FREQUENT = 3;
/** Single bytes, special tokens and common beginnings are in every vocabulary. */
const SMALLEST_VOCABULARY = 512;

export const suggestSettings = ({ train: { texts } }: Pick<TextSet, 'train'>): SuggestedSettings =>
  settingsFor(texts.length, (i) => texts[i]!);

/** The same for texts that are made when they are looked at, which is not done to all of them. */
export function settingsFor(total: number, textOf: (i: number) => string): SuggestedSettings {
  const stride = Math.max(1, Math.floor(total / LOOKED_AT));
  const lengths: number[] = [];
  const counts = new Map<string, number>();
  for (let i = 0; i < total; i += stride) {
    const words = textOf(i).toLowerCase().match(WORD) ?? [];
    lengths.push(words.length);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const frequent = [...counts.values()].filter((count) => count >= FREQUENT).length;
  const longest = percentiles(lengths, [0.99])[0]! * PIECES_A_WORD;
  return {
    context: within(Math.ceil(longest / 8) * 8, Math.max(16, params.context.min), params.context.max),
    vocabulary: within(
      2 ** Math.round(Math.log2(SMALLEST_VOCABULARY / 2 + frequent)),
      SMALLEST_VOCABULARY,
      Math.min(4096, params.vocabulary.max),
    ),
    batchSize: total < 1000 ? 16 : total < 20_000 ? 32 : 64,
  };
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
