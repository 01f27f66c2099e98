// How an encoder reads sentences: its own tokenizer.json (WordPiece, BPE, Unigram), read by Hugging Face's library.

import { Tokenizer } from '@huggingface/tokenizers';
import { RetortError } from '../../lib/errors';

/** Tokens of a sentence, at most, where tokenizer.json cuts nothing. */
const LONGEST = 256;

const wrong = (why: string, cause?: unknown): RetortError =>
  new RetortError(
    'tokenizer-wrong',
    `The tokenizer.json cannot be used: ${why}. Choose the one that belongs to the encoder.`,
    { cause },
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The widest of encoders have a quarter of it. The library walks through all ids to the highest, however few there are. */
const MOST_IDS = 1e6;

const isId = (value: unknown): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < MOST_IDS;

export interface Words {
  /** Ids of a sentence with the marks around it, at least one, cut to what the encoder was trained on. */
  ids(text: string): number[];
  /** Ids are below it. */
  vocabulary: number;
}

/** @param vocabulary rows of the encoder's table, where they are known. Throws RetortError('tokenizer-wrong'). */
export function readWords(json: string, vocabulary: number | null): Words {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw wrong('it is no JSON', cause);
  }
  if (!isRecord(parsed) || !isRecord(parsed['model'])) throw wrong('it holds no tokeniser');
  // the library takes what it finds
  const { vocab } = parsed['model'];
  const added = Array.isArray(parsed['added_tokens']) ? (parsed['added_tokens'] as unknown[]) : [];
  const ids = [
    ...(isRecord(vocab) ? Object.values(vocab) : []),
    ...added.map((token) => isRecord(token) && token['id']),
  ];
  if (!ids.every(isId)) throw wrong(`an id in it is no whole number below ${MOST_IDS}`);
  let tokenizer: Tokenizer;
  try {
    tokenizer = new Tokenizer(parsed, {});
  } catch (cause) {
    throw wrong('its kind is not known, or it is broken', cause);
  }
  let own = 0;
  for (const id of tokenizer.get_vocab().values()) own = Math.max(own, id + 1);
  if (!(own > 0)) throw wrong('it has no words');
  if (vocabulary !== null && (own > vocabulary || own < vocabulary / 2))
    throw wrong(
      `it knows ${own} pieces of words and the encoder ${vocabulary}, so they are not of one model`,
    );
  const truncation = parsed['truncation'];
  const cut = isRecord(truncation) ? Number(truncation['max_length']) : NaN;
  const longest = Number.isInteger(cut) && cut > 2 ? Math.min(cut, LONGEST) : LONGEST;
  return {
    vocabulary: own,
    ids(text) {
      const ids = idsOf(tokenizer, text);
      if (ids.length === 0) return [0];
      return ids.length > longest ? [...ids.slice(0, longest - 1), ids.at(-1)!] : ids;
    },
  };
}

function idsOf(tokenizer: Tokenizer, text: string): number[] {
  try {
    return tokenizer.encode(text).ids;
  } catch (cause) {
    throw wrong('it fails at a sentence', cause);
  }
}
