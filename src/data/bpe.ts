// Byte-level byte-pair encoding (Sennrich et al. 2016, arXiv 1508.07909; bytes as in GPT-2): training by counting, and
// applying merges to one piece. Pieces come cut by a pre-tokeniser; merges never cross them. Not the file format
// and not the special tokens (tokenizer.ts).

/** GPT-2's printable stand-in for each byte, by byte: what vocabulary files are written in. */
export const BYTE_SYMBOLS: readonly string[] = (() => {
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
})();

/** Byte of a stand-in; undefined for any other character. */
export const SYMBOL_BYTES: ReadonlyMap<string, number> = new Map(
  BYTE_SYMBOLS.map((symbol, byte) => [symbol, byte]),
);

const utf8 = new TextEncoder();

/** A piece of text as stand-ins for its UTF-8 bytes. */
export function byteSymbols(piece: string): string[] {
  return Array.from(utf8.encode(piece), (byte) => BYTE_SYMBOLS[byte]!);
}

export type Merge = readonly [string, string];

/** The key of a pair; a space never occurs in a stand-in. */
export const pairKey = (left: string, right: string): string => `${left} ${right}`;

/** Replaces each `left, right` in a list of symbols by their union, from left to right. */
function mergePair(symbols: readonly string[], [left, right]: Merge): string[] {
  const out: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    const hit = symbols[i] === left && symbols[i + 1] === right;
    out.push(hit ? left + right : symbols[i]!);
    if (hit) i++;
  }
  return out;
}

/**
 * Learns merges one by one: the most frequent pair first, ties by code-point order, so that the result does not depend on the
 * order of the pieces. Counts are kept up to date where a merge changed a piece, not made anew.
 * @param counts how often each piece occurs. @param wanted how many merges. @param first merges to make before any is learned.
 */
export function* learnMerges(
  counts: ReadonlyMap<string, number>,
  wanted: number,
  first: readonly Merge[] = [],
): Generator<Merge, void> {
  const words = Array.from(counts, ([piece, count]) => ({ count, symbols: byteSymbols(piece) }));
  const pairs = new Map<string, number>();
  /** Where a pair occurs, or once did. */
  const places = new Map<string, Set<number>>();
  const note = (at: number, sign: 1 | -1): void => {
    const { symbols, count } = words[at]!;
    for (let i = 1; i < symbols.length; i++) {
      const key = pairKey(symbols[i - 1]!, symbols[i]!);
      const left = (pairs.get(key) ?? 0) + sign * count;
      if (left > 0) pairs.set(key, left);
      else pairs.delete(key);
      if (sign < 0) continue;
      const there = places.get(key);
      if (there) there.add(at);
      else places.set(key, new Set([at]));
    }
  };
  const merge = (pair: Merge): void => {
    const key = pairKey(...pair);
    for (const at of places.get(key) ?? []) {
      note(at, -1);
      words[at]!.symbols = mergePair(words[at]!.symbols, pair);
      note(at, 1);
    }
    places.delete(key);
  };
  for (const at of words.keys()) note(at, 1);
  for (const pair of first.slice(0, wanted)) {
    merge(pair);
    yield pair;
  }
  for (let made = first.length; made < wanted; made++) {
    let best = '';
    let most = 1; // a pair seen once is no pattern
    for (const [key, count] of pairs)
      if (count > most || (count === most && key < best)) [best, most] = [key, count];
    if (best === '') return;
    const pair = best.split(' ') as [string, string];
    merge(pair);
    yield pair;
  }
}

/** Applies merges to one piece, the earliest learned first. @param ranks order of each merge by pairKey. */
export function applyMerges(piece: string, ranks: ReadonlyMap<string, number>): string[] {
  let symbols = byteSymbols(piece);
  while (symbols.length > 1) {
    let best: Merge | null = null;
    let lowest = Infinity;
    for (let i = 1; i < symbols.length; i++) {
      const rank = ranks.get(pairKey(symbols[i - 1]!, symbols[i]!));
      if (rank !== undefined && rank < lowest) [best, lowest] = [[symbols[i - 1]!, symbols[i]!], rank];
    }
    if (!best) break;
    symbols = mergePair(symbols, best);
  }
  return symbols;
}
