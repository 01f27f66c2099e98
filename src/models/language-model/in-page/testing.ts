// For tests and stories: a runtime that goes on as its script says, letter by letter, and a GGUF file of a network that knows nothing. Not
// part of the page.

import { createRng } from '../../../lib/rng';
import { serialiseGguf, type Tensor, type Value } from '../../gguf/container';
import type { Llama } from './llama';

const END = 0;
/** Control tokens stand for nothing that is written. */
const LETTERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') + '\n';

export interface ScriptedLlama extends Llama {
  /** How many tokens it had to read. */
  readonly reads: number[];
}

/** @param next what it would write after a text, likeliest first, each a letter with its probability; "" is the end. */
export function scriptedLlama(
  next: (text: string) => readonly (readonly [letter: string, p: number])[],
  context = 2000,
): ScriptedLlama {
  let text: number[] = [];
  const reads: number[] = [];
  const encode = (words: string) => [...words].map((letter) => LETTERS.indexOf(letter) + 1);
  const decode = (tokens: readonly number[]) => tokens.map((token) => LETTERS[token - 1] ?? '').join('');
  return {
    pieces: ['', ...LETTERS].map((letter) => new TextEncoder().encode(letter)),
    context,
    begin: null,
    template: '',
    names: { bos_token: '', eos_token: '' },
    ends: (token) => token === END,
    tokenize: (words) => Promise.resolve(encode(words)),
    keep(count) {
      text = text.slice(0, count);
      return Promise.resolve(count);
    },
    read(tokens) {
      reads.push(tokens.length);
      text.push(...tokens);
      return Promise.resolve();
    },
    likeliest(count) {
      const said = next(decode(text));
      const listed = said.map(([letter, p]) => ({ token: encode(letter)[0] ?? END, logprob: Math.log(p) }));
      const others = LETTERS.split('')
        .map((_, i) => i + 1)
        .filter((token) => !listed.some((one) => one.token === token))
        .map((token) => ({ token, logprob: -30 }));
      return Promise.resolve([...listed, ...others].slice(0, count));
    },
    embed: (tokens) => Promise.resolve(Float32Array.of(tokens.length, 1)),
    reads,
  };
}

const [WIDTH, HEADS, CONTEXT] = [32, 4, 1024];

/** As byte-level vocabularies write a byte: printable ones as themselves, the others after them. */
function byteNames(): string[] {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173;
  let others = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : others++));
}

/** A Llama of one layer with random weights, as llama.cpp loads it: it labels and writes as chance has it. @param about metadata more. */
export function tinyGguf(about: readonly [string, Value][] = []): Uint8Array<ArrayBuffer> {
  const tokens = ['<end>', ...byteNames()];
  const rng = createRng(1);
  const matrix = (name: string, ...shape: number[]): Tensor => {
    const data = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () =>
      shape.length === 1 ? 1 : rng.normal() / 4,
    );
    return { name, shape, type: 'F32', bytes: new Uint8Array(data.buffer) };
  };
  const layer = (name: string, ...shape: number[]) => matrix(`blk.0.${name}.weight`, ...shape);
  const metadata = new Map<string, Value>([
    ['general.architecture', 'llama'],
    ['general.name', 'Tiny chance'],
    ['general.license', 'mit'],
    ['llama.vocab_size', { u32: tokens.length }],
    ['llama.context_length', { u32: CONTEXT }],
    ['llama.embedding_length', { u32: WIDTH }],
    ['llama.block_count', { u32: 1 }],
    ['llama.feed_forward_length', { u32: 2 * WIDTH }],
    ['llama.attention.head_count', { u32: HEADS }],
    ['llama.attention.head_count_kv', { u32: HEADS }],
    ['llama.attention.layer_norm_rms_epsilon', { f32: 1e-5 }],
    ['llama.rope.freq_base', { f32: 10_000 }],
    ['llama.rope.dimension_count', { u32: WIDTH / HEADS }],
    ['tokenizer.ggml.model', 'gpt2'],
    ['tokenizer.ggml.pre', 'bloom'],
    ['tokenizer.ggml.tokens', tokens],
    ['tokenizer.ggml.token_type', { i32: tokens.map((_, id) => (id === END ? 3 : 1)) }],
    ['tokenizer.ggml.merges', []],
    ['tokenizer.ggml.eos_token_id', { u32: END }],
    ['tokenizer.ggml.add_bos_token', false],
    ...about,
  ]);
  return serialiseGguf(metadata, [
    matrix('token_embd.weight', tokens.length, WIDTH),
    layer('attn_norm', WIDTH),
    layer('attn_q', WIDTH, WIDTH),
    layer('attn_k', WIDTH, WIDTH),
    layer('attn_v', WIDTH, WIDTH),
    layer('attn_output', WIDTH, WIDTH),
    layer('ffn_norm', WIDTH),
    layer('ffn_gate', 2 * WIDTH, WIDTH),
    layer('ffn_up', 2 * WIDTH, WIDTH),
    layer('ffn_down', WIDTH, 2 * WIDTH),
    matrix('output_norm.weight', WIDTH),
    matrix('output.weight', tokens.length, WIDTH),
  ]);
}
