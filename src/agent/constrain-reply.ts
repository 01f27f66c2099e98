// The grammar of a reply after calls: it says what the calls found. Numbers come from the results, the arguments or the user's words;
// where the words are known in which replies are otherwise put, so do all other words, names above all. A sum is told from its
// beginning or not at all: the 100 of "80 * 12.5 / 100" is nobody's result.

import { unexpectedToken, type Grammar } from './token-trie';
import { SPECIAL_TOKENS, type TokenCodec } from './types';

export interface ReplySources {
  /** Texts that may be copied from, any whole words of them. */
  texts: readonly string[];
  /** Texts that may be copied as a whole. */
  sums: readonly string[];
  /** The words of replies besides what they copy; null where nobody knows, and only numbers are kept to. */
  ordinary: ReadonlySet<string> | null;
}

/** A word ends at a space or one of these marks; a full stop or colon may end it or stand within, as in 3.107 and 07:30. */
const ENDS = /[\s,;!?"()]+/;
const bare = (word: string): string => word.replace(/[.:'-]+$/, '').replace(/^['-]+(?=\D)/, '');

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(ENDS)
    .flatMap((word) => [word, bare(word)])
    .filter((word) => word !== '');

/** The words of a reply's templates, without what is filled in. */
export const ordinaryWords = (templates: Iterable<string>): string[] => [
  ...new Set([...templates].flatMap((text) => wordsOf(text.replace(/\{\w+\}/g, ' ')))),
];

/** An ordinary token: what it adds to the word before it, and the words after that, the last of which may go on. */
interface Piece {
  id: number;
  head: string;
  tail: readonly string[];
}

const pieces = new WeakMap<TokenCodec, readonly Piece[]>();

function piecesOf(codec: TokenCodec): readonly Piece[] {
  let known = pieces.get(codec);
  if (!known) {
    known = Array.from({ length: codec.vocabSize - SPECIAL_TOKENS.length }, (_, i) => {
      const id = i + SPECIAL_TOKENS.length;
      const [head = '', ...tail] = codec.decode([id]).toLowerCase().split(ENDS);
      return { id, head, tail };
    });
    pieces.set(codec, known);
  }
  return known;
}

/** Which words may stand in a reply, and which may be begun. */
class Licence {
  readonly #words: ReadonlySet<string>;
  readonly #prefixes = new Set<string>();
  readonly #sums: readonly (readonly string[])[];

  constructor(private readonly sources: ReplySources) {
    this.#words = new Set([...sources.texts.flatMap(wordsOf), ...(sources.ordinary ?? [])]);
    for (const word of this.#words)
      for (let end = 1; end <= word.length; end++) this.#prefixes.add(word.slice(0, end));
    this.#sums = sources.sums.map((text) => text.split(ENDS).filter((word) => word !== ''));
  }

  /** The words of sums that go on after what was said. */
  next(said: readonly string[]): string[] {
    return this.#sums.flatMap((sum) =>
      sum.filter(
        (_, k) => k <= said.length && sum.slice(0, k).every((word, i) => said[said.length - k + i] === word),
      ),
    );
  }

  whole(word: string, sums: readonly string[]): boolean {
    const { ordinary } = this.sources;
    // half a character cannot be judged, nor a word where only numbers are kept to
    if (bare(word) === '' && !/[-*/+^]/.test(word)) return true;
    if (word.includes('\uFFFD') || (!ordinary && !/\d/.test(word))) return true;
    return (
      this.#words.has(word) || this.#words.has(bare(word)) || sums.includes(word) || sums.includes(bare(word))
    );
  }

  begun(word: string, sums: readonly string[]): boolean {
    return this.whole(word, sums) || this.#prefixes.has(word) || sums.some((sum) => sum.startsWith(word));
  }
}

/** Writes a reply of at least one token and at most `longest`, and then <eos>. */
export function* copiedReply(sources: ReplySources, codec: TokenCodec, longest: number): Grammar<void> {
  const licence = new Licence(sources);
  const all = piecesOf(codec);
  const eos = codec.special('<eos>');
  const said: string[] = [];
  let word = ''; // as far as it is written
  for (let length = 0; ; length++) {
    const [now, then] = [licence.next(said), licence.next(word === '' ? said : [...said, word])];
    const ended = licence.whole(word, now);
    const fitting = all.flatMap(({ id, head, tail }) => {
      const last = tail.at(-1);
      const fits =
        last === undefined
          ? licence.begun(word + head, now)
          : (head === '' ? ended : licence.whole(word + head, now)) &&
            tail.slice(0, -1).every((inner) => licence.whole(inner, then)) &&
            licence.begun(last, then);
      return fits ? [id] : [];
    });
    const mayEnd = length > 0 && (ended || fitting.length === 0);
    const going = length < longest || !mayEnd ? fitting : [];
    const allowed = [...going, ...(mayEnd ? [eos] : [])];
    const id = yield allowed.length > 0 ? allowed : all.map((piece) => piece.id);
    if (id === eos && length > 0) return;
    if (id < SPECIAL_TOKENS.length) throw unexpectedToken(id);
    const { head, tail } = all[id - SPECIAL_TOKENS.length]!;
    if (tail.length === 0) word += head;
    else {
      said.push(...[word + head, ...tail.slice(0, -1)].filter((one) => one !== ''));
      word = tail.at(-1)!;
    }
  }
}
