// A sentence encoder at work: onnxruntime-web's WebAssembly build and a tokeniser. In a worker of its own (entry.ts).
// B sentences of a batch, T tokens, D width.

import * as ort from 'onnxruntime-web/wasm';
import { RetortError } from '../../lib/errors';
import { upTo } from '../../lib/up-to';
import type { InputName } from './encoder-graph';
import type { EncoderParts, Pooling } from './messages';
import { runtimeFiles } from './runtime-files';
import { readWords } from './words';

/** Sentences that are read side by side, of like length: in tokens, so that little of it is padding. */
const BATCH = 16;

/** The ids of a padding token make no difference where the mask is 0. */
const PADDING = 0n;

export interface OnnxEncoder {
  /** Vectors of unit length, [n·D]. @param alive hears after each batch that it is at work. */
  embed(texts: readonly string[], alive?: () => void): Promise<Float32Array<ArrayBuffer>>;
}

/** Threads that leave the page and the machine room; one where memory cannot be shared. */
const threads = (): number =>
  globalThis.crossOriginIsolated ? Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1)) : 1;

/** Throws RetortError('tokenizer-wrong'), or 'encoder-unfit' where the runtime does not take it. */
export async function createEncoder(parts: EncoderParts): Promise<OnnxEncoder> {
  const words = readWords(parts.tokenizer, parts.vocabulary);
  Object.assign(ort.env.wasm, { numThreads: threads(), wasmPaths: runtimeFiles() });
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(new Uint8Array(parts.model), {
    executionProviders: ['wasm'],
  }).catch((cause: unknown) => {
    throw new RetortError(
      'encoder-unfit',
      `onnxruntime does not take this encoder (${short(cause)}). Export it with opset 17 or older, or choose another one.`,
      { cause },
    );
  });
  const read = async (rows: readonly number[][]): Promise<Float32Array<ArrayBuffer>> => {
    const T = Math.max(...rows.map(({ length }) => length));
    const size = [rows.length, T];
    const inputs = inputsOf(rows, T);
    const feeds = Object.fromEntries(
      parts.inputs.map((name) => [name, new ort.Tensor('int64', inputs[name], size)]),
    );
    const made = await session.run(feeds).catch((cause: unknown) => {
      throw new RetortError(
        'encoder-unfit',
        `The encoder cannot read these sentences (${short(cause)}). Are model and tokenizer.json of one encoder?`,
        { cause },
      );
    });
    const { data, dims } = made[parts.output]!;
    const D = dims.at(-1)!;
    const rank = parts.pooled ? 2 : 3;
    if (
      !(data instanceof Float32Array) ||
      dims.length !== rank ||
      data.length !== D * rows.length * (parts.pooled ? 1 : T)
    )
      throw new RetortError(
        'encoder-unfit',
        'The encoder gives something else than hidden states of each token. Choose another export of it.',
      );
    const vectors = parts.pooled ? data.slice() : pool(data, rows, T, D, parts.pooling);
    for (const value of Object.values(made)) value.dispose();
    return unitLength(vectors, D);
  };
  return {
    async embed(texts, alive) {
      const rows = texts.map((text) => words.ids(text));
      const order = upTo(rows.length).sort((a, b) => rows[a]!.length - rows[b]!.length);
      let all = new Float32Array(); // [n, D]
      for (let at = 0; at < order.length; at += BATCH) {
        const batch = order.slice(at, at + BATCH);
        const vectors = await read(batch.map((row) => rows[row]!));
        const D = vectors.length / batch.length;
        if (at === 0) all = new Float32Array(rows.length * D);
        for (const [b, row] of batch.entries()) all.set(vectors.subarray(b * D, (b + 1) * D), row * D);
        alive?.();
      }
      return all;
    },
  };
}

const short = (cause: unknown): string =>
  String(cause instanceof Error ? cause.message : cause).slice(0, 200);

function inputsOf(rows: readonly number[][], T: number): Record<InputName, BigInt64Array> {
  const ids = new BigInt64Array(rows.length * T).fill(PADDING); // [B, T]
  const mask = new BigInt64Array(rows.length * T); // [B, T]
  for (const [b, row] of rows.entries()) {
    ids.set(row.map(BigInt), b * T);
    mask.fill(1n, b * T, b * T + row.length);
  }
  return { input_ids: ids, attention_mask: mask, token_type_ids: new BigInt64Array(rows.length * T) };
}

/** Hidden states [B, T, D] -> [B, D], without the padding. */
function pool(
  states: Float32Array,
  rows: readonly number[][],
  T: number,
  D: number,
  pooling: Pooling,
): Float32Array<ArrayBuffer> {
  const pooled = new Float32Array(rows.length * D); // [B, D]
  for (const [b, { length }] of rows.entries()) {
    const counted = pooling === 'first' ? 1 : length;
    for (let t = 0; t < counted; t++)
      for (let d = 0; d < D; d++) pooled[b * D + d]! += states[(b * T + t) * D + d]! / counted;
  }
  return pooled;
}

function unitLength(vectors: Float32Array<ArrayBuffer>, D: number): Float32Array<ArrayBuffer> {
  for (let at = 0; at < vectors.length; at += D) {
    const vector = vectors.subarray(at, at + D);
    const length = Math.hypot(...vector);
    if (!Number.isFinite(length))
      throw new RetortError(
        'encoder-unfit',
        'The encoder gives numbers that are none (NaN). Choose another export of it.',
      );
    if (length > 0) for (let d = 0; d < D; d++) vector[d]! /= length;
  }
  return vectors;
}
