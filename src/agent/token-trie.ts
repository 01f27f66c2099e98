// A trie over token ids, and the walk that lets a decoder write one of its strings. The unit of which the grammar of
// constrained decoding (constrain.ts, constrain-expression.ts) is made; it knows nothing of models or tools.

import { RetortError } from '../lib/errors';
import type { TokenCodec } from './types';

export interface TrieNode {
  readonly children: Map<number, TrieNode>;
  /** The string that ends here, if one does. */
  text?: string;
}

/**
 * A grammar in progress: yields the ids that may come next, receives the one that came, returns what it read.
 * Composed with `yield*`.
 */
export type Grammar<T> = Generator<readonly number[], T, number>;

/** A trie of the strings' tokens, each with a space before it, as arguments are written. */
export function buildTrie(texts: Iterable<string>, codec: TokenCodec): TrieNode {
  const root: TrieNode = { children: new Map() };
  for (const text of texts) {
    let node = root;
    for (const id of codec.encode(` ${text}`)) {
      let child = node.children.get(id);
      if (!child) node.children.set(id, (child = { children: new Map() }));
      node = child;
    }
    node.text = text;
  }
  return root;
}

/** The token came although it was not allowed: the caller did not choose from what was yielded. */
export function unexpectedToken(id: number): RetortError {
  return new RetortError(
    'internal',
    `Token ${id} does not follow the transcript's grammar. Reload the page.`,
  );
}

/** Writes exactly these tokens. */
export function* exactly(ids: readonly number[]): Grammar<void> {
  for (const id of ids) {
    const got = yield [id];
    if (got !== id) throw unexpectedToken(got);
  }
}

/** Writes one string of a trie and then one of the ending tokens (which no string may continue with). */
export function* oneOf(
  root: TrieNode,
  endings: readonly number[] | ((text: string) => readonly number[]),
): Grammar<{ text: string; ending: number }> {
  let node = root;
  for (;;) {
    const ends = node.text === undefined ? [] : typeof endings === 'function' ? endings(node.text) : endings;
    const id = yield [...node.children.keys(), ...ends];
    const child = node.children.get(id);
    if (child) node = child;
    else if (node.text !== undefined && ends.includes(id)) return { text: node.text, ending: id };
    else throw unexpectedToken(id);
  }
}
