// The agent's tokeniser: byte-level BPE over pieces (a word with its space, one digit, one mark), stored in the
// tokenizer.json format of Hugging Face tokenizers, which reads the same ids from it (tokenizer.test.ts).
// encode() knows no special tokens: whatever a person types, "<call>" included, is plain text. No normaliser either:
// agent/normalise.ts runs before.

import * as v from 'valibot';
import { SPECIAL_TOKENS, specialId, type SpecialToken, type TokenCodec } from '../agent/types';
import { RetortError } from '../lib/errors';
import { applyMerges, BYTE_SYMBOLS, pairKey, SYMBOL_BYTES, learnMerges, type Merge } from './bpe';

/** How text is cut before merging: a word (inner apostrophes and hyphens stay), one digit, one mark, each with the space before it. White_Space by name: \s is another set in JavaScript than in Oniguruma, which Hugging Face uses. */
const PIECES = String.raw` ?\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*| ?\p{N}| ?[^\p{White_Space}\p{L}\p{N}]|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+`;

const byteLevel = {
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: false,
} as const;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const merge = v.union([
  v.tuple([v.string(), v.string()]),
  v.pipe(
    v.string(),
    v.transform((pair) => pair.split(' ')),
    v.tuple([v.string(), v.string()]),
  ),
]);
/** The part of tokenizer.json that this tokeniser can honour; other settings would give other ids, so they are refused. */
const FileSchema = v.object({
  added_tokens: v.array(v.object({ id: whole, content: v.string(), special: v.boolean() })),
  normalizer: v.null(),
  pre_tokenizer: v.object({
    type: v.literal('Sequence'),
    pretokenizers: v.tuple([
      v.object({
        type: v.literal('Split'),
        // any other could take for ever on some text, or cut otherwise than Hugging Face does
        pattern: v.object({ Regex: v.literal(PIECES, 'it cuts text in another way') }),
        behavior: v.literal('Isolated'),
        invert: v.literal(false),
      }),
      v.object({
        type: v.literal('ByteLevel'),
        add_prefix_space: v.literal(false),
        use_regex: v.literal(false),
      }),
    ]),
  }),
  model: v.object({ type: v.literal('BPE'), vocab: v.record(v.string(), whole), merges: v.array(merge) }),
});

export class Tokenizer implements TokenCodec {
  readonly vocabSize: number;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #tokens: readonly string[];
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #pieces = new RegExp(PIECES, 'gu');
  readonly #cache = new Map<string, readonly number[]>();

  /** @param tokens by id, the special ones first. @param merges in the order learned. */
  constructor(
    tokens: readonly string[],
    readonly merges: readonly Merge[],
  ) {
    this.vocabSize = tokens.length;
    this.#tokens = tokens;
    this.#ids = new Map(tokens.map((token, id) => [token, id]));
    this.#ranks = new Map(merges.map(([left, right], rank) => [pairKey(left, right), rank]));
  }

  encode(text: string): number[] {
    const out: number[] = [];
    for (const piece of cut(text, this.#pieces)) {
      let ids = this.#cache.get(piece);
      if (!ids) {
        ids = applyMerges(piece, this.#ranks).map((symbol) => this.#ids.get(symbol)!);
        if (this.#cache.size > 20_000) this.#cache.clear(); // typed text is unbounded, memory is not
        this.#cache.set(piece, ids);
      }
      out.push(...ids);
    }
    return out;
  }

  decode(ids: readonly number[]): string {
    const bytes: number[] = [];
    const parts: string[] = [];
    const flush = (): void => {
      parts.push(new TextDecoder().decode(new Uint8Array(bytes)));
      bytes.length = 0;
    };
    for (const id of ids) {
      const token = this.#tokens[id];
      if (token === undefined)
        throw new RetortError('tokenizer-wrong', `Token id ${id} is not in the vocabulary.`);
      if (id >= SPECIAL_TOKENS.length) for (const symbol of token) bytes.push(SYMBOL_BYTES.get(symbol)!);
      else {
        flush();
        parts.push(token);
      }
    }
    flush();
    return parts.join('');
  }

  special(token: SpecialToken): number {
    return specialId(token);
  }

  /** The content of a tokenizer.json file. */
  toJson(): string {
    const added = SPECIAL_TOKENS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    }));
    const file = {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: added,
      normalizer: null,
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [
          { type: 'Split', pattern: { Regex: PIECES }, behavior: 'Isolated', invert: false },
          byteLevel,
        ],
      },
      post_processor: null,
      decoder: byteLevel,
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: false,
        vocab: Object.fromEntries(this.#tokens.map((token, id) => [token, id])),
        merges: this.merges,
      },
    };
    return JSON.stringify(file, null, 1);
  }

  /** Reads a tokenizer.json; throws RetortError('tokenizer-wrong') where the file is broken or not of this kind. */
  static fromJson(json: string): Tokenizer {
    const wrong = (why: string): RetortError =>
      new RetortError(
        'tokenizer-wrong',
        `This tokenizer.json cannot be used: ${why}. Choose the tokenizer.json that was saved with the model.`,
      );
    let parsed: unknown;
    try {
      parsed = JSON.parse(json);
    } catch {
      throw wrong('it is not JSON, perhaps cut off');
    }
    const result = v.safeParse(FileSchema, parsed);
    if (!result.success) {
      const issue = result.issues[0];
      throw wrong(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
    }
    const { added_tokens: added, model } = result.output;
    const tokens: string[] = [];
    for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
    const size = Object.keys(model.vocab).length;
    if (tokens.length !== size) throw wrong('its ids have gaps or repeat');
    for (const [id, token] of SPECIAL_TOKENS.entries()) {
      const known = added.some((entry) => entry.id === id && entry.content === token && entry.special);
      if (tokens[id] !== token || !known) throw wrong(`token ${id} must be ${token}`);
    }
    if (added.length !== SPECIAL_TOKENS.length) throw wrong('it has special tokens of its own');
    const have = new Set(tokens);
    if (!BYTE_SYMBOLS.every((symbol) => have.has(symbol)))
      throw wrong('a byte is missing from its vocabulary');
    if (tokens.slice(SPECIAL_TOKENS.length).some((token) => [...token].some((c) => !SYMBOL_BYTES.has(c)))) {
      throw wrong('it is not byte-level');
    }
    for (const [left, right] of model.merges) {
      if (!have.has(left + right)) throw wrong(`the merge ${left} ${right} gives an unknown token`);
    }
    return new Tokenizer(tokens, model.merges);
  }
}

/** The pieces of a text in order; what the pattern leaves out is a piece too, so that nothing is lost. */
function cut(text: string, pattern: RegExp): string[] {
  const out: string[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) out.push(text.slice(at, match.index));
    if (match[0] !== '') out.push(match[0]);
    at = match.index + match[0].length;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}

/**
 * Trains a tokeniser step by step; yields how many tokens it has. Ids: special tokens, 256 bytes, then merges, the first ten
 * of which make a digit with a space before it one token. Fewer than asked for where no pair occurs twice.
 * @param texts without special tokens in them. @param vocabSize at least 273.
 */
export function* tokenizerTraining(texts: Iterable<string>, vocabSize: number): Generator<number, Tokenizer> {
  const counts = new Map<string, number>();
  const pattern = new RegExp(PIECES, 'gu');
  for (const text of texts)
    for (const piece of cut(text, pattern)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const space = BYTE_SYMBOLS[32]!;
  const digits = Array.from({ length: 10 }, (_, digit): Merge => [space, String(digit)]);
  const head = [...SPECIAL_TOKENS, ...BYTE_SYMBOLS];
  const least = head.length + digits.length;
  if (vocabSize < least) {
    throw new RetortError(
      'internal',
      `A vocabulary of ${vocabSize} is too small; it needs at least ${least} tokens.`,
    );
  }
  const merges: Merge[] = [];
  for (const merge of learnMerges(counts, vocabSize - head.length, digits)) {
    merges.push(merge);
    yield head.length + merges.length;
  }
  return new Tokenizer([...head, ...merges.map(([left, right]) => left + right)], merges);
}

/** Trains a tokeniser at once. */
export function trainTokenizer(texts: Iterable<string>, vocabSize = 512): Tokenizer {
  const training = tokenizerTraining(texts, vocabSize);
  for (;;) {
    const next = training.next();
    if (next.done) return next.value;
  }
}
