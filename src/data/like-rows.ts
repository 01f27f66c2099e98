// Which training texts are like a given one: by the words that they share, rare ones counting more (the cosine of tf-idf vectors). And
// which of its words no training text has. No model is asked, so that it works beside any.

import { normalise } from '../agent/normalise';

/** Its words, numbers and marks left as normalise() cuts them; a sign without a letter or digit is none, and of Chinese each character is one. */
const wordsOf = (text: string): Set<string> =>
  new Set(
    normalise(text)
      .split(' ')
      .flatMap((word) => (/\p{Script=Han}/u.test(word) ? [...word] : [word]))
      .filter((word) => /[\p{L}\p{N}]/u.test(word)),
  );

export interface Likeness {
  row: number;
  /** From 0, nothing in common, to 1, the same words. */
  likeness: number;
}

export class LikeRows {
  readonly #words: readonly ReadonlySet<string>[];
  /** In how many rows each word is. */
  readonly #rows = new Map<string, number>();

  constructor(texts: readonly string[]) {
    this.#words = texts.map(wordsOf);
    for (const words of this.#words)
      for (const word of words) this.#rows.set(word, (this.#rows.get(word) ?? 0) + 1);
  }

  /** The most like, best first; rows that share no word stay away. @param except the row that the text is itself. */
  nearest(text: string, most: number, except: number | null = null): Likeness[] {
    const words = wordsOf(text);
    const own = this.#length(words);
    return this.#words
      .map((others, row) => {
        let shared = 0;
        for (const word of words) if (others.has(word)) shared += this.#weight(word) ** 2;
        return { row, likeness: shared === 0 ? 0 : Math.min(1, shared / (own * this.#length(others))) };
      })
      .filter(({ row, likeness }) => likeness > 0 && row !== except)
      .sort((a, b) => b.likeness - a.likeness || a.row - b.row)
      .slice(0, most);
  }

  /** Words of a text that no row has, as they stand in it. */
  unseen(text: string): string[] {
    return [...wordsOf(text)].filter((word) => !this.#rows.has(word));
  }

  #weight(word: string): number {
    return Math.log((1 + this.#words.length) / (1 + (this.#rows.get(word) ?? 0))) + 1;
  }

  #length(words: ReadonlySet<string>): number {
    let sum = 0;
    for (const word of words) sum += this.#weight(word) ** 2;
    return Math.sqrt(sum) || 1;
  }
}
