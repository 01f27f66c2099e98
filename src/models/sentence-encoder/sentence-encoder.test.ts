// Sentence encoders from files: what is refused before anything is taken into memory, how words become ids, and the vectors of
// onnxruntime-web itself.

import { expect, test, vi } from 'vitest';
import { RetortError } from '../../lib/errors';
import { upTo } from '../../lib/up-to';
import { FLOAT, Graph, INT64 } from '../onnx/graph';
import { answer } from './answer';
import { readEncoderGraph } from './encoder-graph';
import type { EncoderParts } from './messages';
import { type EncoderWorker, startEncoder } from './start-encoder';
import { tinyEncoder } from './testing';
import { readWords } from './words';

vi.mock('./runtime-files', () => ({
  runtimeFiles: () => {
    const at = (name: string) =>
      new URL(`../../../node_modules/onnxruntime-web/dist/${name}`, import.meta.url).href;
    return { mjs: at('ort-wasm-simd-threaded.mjs'), wasm: at('ort-wasm-simd-threaded.wasm') };
  },
}));

const tiny = tinyEncoder(['set', 'an', 'alarm', 'play', 'music']);
const blobOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]);
const partsOf = async ({ model, tokenizer } = tiny): Promise<EncoderParts> => ({
  ...(await readEncoderGraph(blobOf(model))),
  model: model.slice().buffer,
  tokenizer,
  pooling: 'mean',
});

/** A graph of these inputs and one output. */
function graphOf(inputs: Record<string, [number, number]>, [type, rank]: [number, number]) {
  const graph = new Graph({ table: { shape: [4, 2], data: new Float32Array(8) } }, 32);
  const sizes = (rank: number) => Array.from({ length: rank }, (_, i) => `size${i}`);
  for (const [name, [type, rank]] of Object.entries(inputs)) graph.input(name, type, sizes(rank));
  graph.output(
    'out',
    graph.op('Gather', [graph.weight('table'), Object.keys(inputs)[0]!]),
    type,
    sizes(rank),
  );
  return blobOf(graph.toBytes('test'));
}

test('an encoder is known by its head fields', async () => {
  expect(await readEncoderGraph(blobOf(tiny.model))).toEqual({
    inputs: ['input_ids', 'attention_mask', 'token_type_ids'],
    output: 'last_hidden_state',
    pooled: false,
    vocabulary: 9,
    parameters: 9 * 32,
  });
});

test('what is no encoder is refused by name', async () => {
  const ids: [number, number] = [INT64, 2];
  const codeOf = (file: Blob) =>
    readEncoderGraph(file).then(
      () => 'taken',
      (error: unknown) => (error instanceof RetortError ? `${error.code}: ${error.message}` : String(error)),
    );
  expect(await codeOf(graphOf({ input_ids: ids }, [FLOAT, 3]))).toBe('taken');
  expect(await codeOf(graphOf({ pixel_values: [FLOAT, 4] }, [FLOAT, 2]))).toMatch(
    /encoder-unfit.*pixel_values/,
  );
  expect(await codeOf(graphOf({ input_ids: [FLOAT, 2] }, [FLOAT, 3]))).toMatch(/encoder-unfit.*int64/);
  expect(await codeOf(graphOf({ input_ids: ids, past: ids }, [FLOAT, 3]))).toMatch(/encoder-unfit.*“past”/);
  expect(await codeOf(graphOf({ input_ids: ids }, [FLOAT, 2]))).toMatch(/encoder-unfit.*hidden states/);
  expect(await codeOf(new Blob(['not a model at all']))).toMatch(/model-truncated|encoder-unfit/);
  expect(await codeOf(blobOf(tiny.model.slice(0, -9)))).toMatch(/model-truncated/);
  const huge = { size: 8e9, slice: () => expect.unreachable('nothing of it is read') } as unknown as Blob;
  expect(await codeOf(huge)).toMatch(/file-too-large.*8\.0 GB/);
});

test('words become ids with marks around them, cut where the encoder was', () => {
  const words = readWords(tiny.tokenizer, 9);
  expect(words.ids('Set an ALARM!')).toEqual([2, 4, 5, 6, 1, 3]);
  expect(words.ids('play '.repeat(100))).toHaveLength(64);
  expect(words.ids('play '.repeat(100)).at(-1)).toBe(3);
});

test('a tokenizer that is none, or of another encoder, is refused', () => {
  for (const json of [
    '{',
    '[]',
    '{"model":null}',
    '{"model":{"type":"?"}}',
    '{"model":{"type":"WordPiece","vocab":{}}}',
    tiny.tokenizer.replace('"set":4', '"set":99999999'),
    tiny.tokenizer.replace('{"id":1,', '{"id":99999999,'),
  ])
    expect(() => readWords(json, null)).toThrow(expect.objectContaining({ code: 'tokenizer-wrong' }));
  for (const rows of [8, 30522]) expect(() => readWords(tiny.tokenizer, rows)).toThrow(/knows 9 pieces/);
});

/** The worker's own code, in this thread. */
function inThread(say: typeof answer = answer): EncoderWorker {
  const worker: EncoderWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => undefined,
    postMessage: (question) =>
      void say(question).then((data) => worker.onmessage?.({ data } as MessageEvent)),
  };
  return worker;
}

test('sentences become vectors of unit length, whatever stands beside them in a batch', async () => {
  const encoder = await startEncoder(await partsOf(), { spawn: inThread });
  expect(encoder.width).toBe(32);
  const both = await encoder.embed(['set an alarm', 'play']);
  const alone = await encoder.embed(['play']);
  expect(Math.hypot(...alone)).toBeCloseTo(1, 5);
  expect([...both.slice(32)].map((x, d) => Math.abs(x - alone[d]!) < 1e-6)).not.toContain(false);
});

test('each of many sentences has its own vector, in whichever order and length they come', async () => {
  const encoder = await startEncoder(await partsOf(), { spawn: inThread });
  const words = ['set', 'an', 'alarm', 'play'];
  const texts = upTo(40).map((i) =>
    upTo(1 + ((i * 7) % 13))
      .map((at) => words[(i + at * at) % 4])
      .join(' '),
  );
  const all = await encoder.embed(texts);
  for (const [i, text] of texts.entries()) {
    const alone = await encoder.embed([text]);
    const furthest = Math.max(...alone.map((x, d) => Math.abs(x - all[i * 32 + d]!)));
    expect(furthest, text).toBeLessThan(1e-6);
  }
});

test('the worker says after each batch that it is at work', async () => {
  await answer({ load: await partsOf() });
  const alive = vi.fn();
  await answer({ embed: upTo(40).map(() => 'play') }, alive);
  expect(alive).toHaveBeenCalledTimes(3);
});

test('an encoder that does not answer is ended', async () => {
  const silent = startEncoder(await partsOf(), {
    spawn: () => inThread(() => new Promise(() => undefined)),
    patience: 20,
  });
  await expect(silent).rejects.toMatchObject({ code: 'encoder-silent' });
});

test('a loading is called off', async () => {
  const abort = new AbortController();
  const loading = startEncoder(await partsOf(), {
    spawn: () => inThread(() => new Promise(() => undefined)),
    signal: abort.signal,
  });
  setTimeout(() => abort.abort(), 5);
  await expect(loading).rejects.toMatchObject({ code: 'cancelled' });
});
