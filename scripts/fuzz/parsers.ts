// Everything of Retort that reads files or links of strangers, each with valid ones by our own writers, from which hostile ones are
// made. Adding a parser is adding an entry.

import { readFile } from 'node:fs/promises';
import { gzipSync, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { smallClassifier, smallDecoder, smallMlp, SMEARED } from '../../ecosystem/small-models';
import { defaultConfig } from '../../src/catalog/run-config';
import { draftImport } from '../../src/data/import/draft';
import { previewOf } from '../../src/data/import/preview';
import { Tokenizer } from '../../src/data/tokenizer';
import type { ModelBundle } from '../../src/models/bundle';
import { readModel, writingOf } from '../../src/models/formats';
import { readEncoderGraph } from '../../src/models/sentence-encoder/encoder-graph';
import { tinyEncoder } from '../../src/models/sentence-encoder/testing';
import { readWords } from '../../src/models/sentence-encoder/words';
import { parseRunFile, serialiseRunFile } from '../../src/storage/run-file';
import { fromHash, toHash } from '../../src/storage/share-link';
import type { Bytes } from './mutations';

/** Files that were chosen together, by name; the first is the one that is changed. */
export type Files = Readonly<Record<string, Bytes>>;

export interface Parser {
  id: string;
  /** Valid files. */
  corpus(): Promise<readonly Files[]>;
  /** Reads as the page does. Throws RetortError where it refuses. */
  read(files: Files): Promise<unknown> | unknown;
}

export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
const textOf = (files: Files): string => new TextDecoder().decode(Object.values(files)[0]);

export const small = { hidden_size: 8, intermediate_size: 8, num_attention_heads: 2, num_hidden_layers: 1 };
const plain = () => smallDecoder(small);

/** A model as files of a form, the file of this name first. */
async function written(bundle: ModelBundle, form: string, choice: string, first: string): Promise<Files> {
  const files = await writingOf(form).write(bundle, 'mine', {
    choice,
    run: null,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const entries = files.map(({ name, content }): [string, Bytes] => [
    name,
    typeof content === 'string' ? bytesOf(content) : content,
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => Number(b === first) - Number(a === first)));
}

/** What of a Hugging Face folder is changed, of a model of each kind. */
const folders = (first: string) => async (): Promise<readonly Files[]> =>
  Promise.all([
    written(plain(), 'hf-folder', 'F32', first),
    written(smallDecoder({ ...small, ...SMEARED }), 'hf-folder', 'F16', first),
    grouped(await written(plain(), 'hf-folder', 'F32', first)),
    ...(first === 'tokenizer.json' ? [] : [written(smallMlp(), 'hf-folder', 'F32', first)]),
    ...(first === 'config.json' ? [written(smallClassifier(), 'hf-folder', 'F32', first)] : []),
  ]);

/** As if heads shared keys and values. */
function grouped(files: Files): Files {
  const config = JSON.parse(new TextDecoder().decode(files['config.json'])) as object;
  return { ...files, 'config.json': bytesOf(JSON.stringify({ ...config, num_key_value_heads: 1 })) };
}

export const readFiles = (files: Files): Promise<ModelBundle> =>
  readModel(
    Object.entries(files).map(([name, bytes]) => ({ name, blob: new Blob([bytes]) })),
    { origin: 'imported', readTokenizer: Tokenizer.fromJson },
  );

/** A person's own data: what is wrong with it is its problem. */
async function readData(files: Files): Promise<void> {
  const chosen = Object.entries(files).map(([name, bytes]) => ({ name, blob: new Blob([bytes]) }));
  const draft = await draftImport(chosen, [], { seed: 1 });
  previewOf(draft);
  if (draft.problem) throw draft.problem;
}

const rows = Array.from({ length: 30 }, (_, i) => i);
const run = (): Files => ({
  'run.json': bytesOf(
    serialiseRunFile({
      format: 'retort-run/1',
      config: { ...defaultConfig, settings: { jsd: { beta: 0.25 } } },
      environment: { backend: 'wasm', adapter: '', threads: 2, userAgent: 'test', version: '0.1.0' },
      series: { arm: ['student'], step: [1], loss: [2], terms: { ce: [1], kl: [null] } },
      evaluations: [{ arm: 'student', step: 10, n: 5, figures: { accuracy: 0.5 }, written: 4 }],
      marks: [{ step: 3, field: 'temperature', value: 2, text: 'T = 2', at: 5 }],
      parameters: { student: 100, teacher: 200 },
      summary: { status: 'done', startedAt: '2025-06-02T10:00:00.000Z', step: 10, final: [] },
    }),
  ),
});

/** Tables: packed in each way, in each encoding, with values within values; and, in pages of the first version, two by pyarrow. */
async function tables(): Promise<readonly Files[]> {
  const pyarrow = await Promise.all(
    ['rows', 'chats'].map(
      async (name) => new Uint8Array(await readFile(`scripts/fuzz/corpus/${name}.parquet`)),
    ),
  );
  type Options = Parameters<typeof parquetWriteBuffer>[0];
  const text = rows.map((i) => `sentence ${i}`);
  const plain: Options['columnData'] = [
    { name: 'text', data: text, type: 'STRING' },
    { name: 'label', data: rows.map((i) => (i % 4 === 3 ? null : `label ${i % 3}`)), type: 'STRING' },
  ];
  const encoded: Options['columnData'] = [
    { name: 'text', data: text, type: 'STRING', encoding: 'DELTA_BYTE_ARRAY' },
    { name: 'other', data: text, type: 'STRING', encoding: 'DELTA_LENGTH_BYTE_ARRAY' },
    { name: 'label', data: rows.map((i) => i % 3), type: 'INT32', encoding: 'DELTA_BINARY_PACKED' },
    { name: 'long', data: rows.map(BigInt), type: 'INT64', encoding: 'DELTA_BINARY_PACKED' },
    { name: 'share', data: rows.map((i) => i / 7), type: 'FLOAT', encoding: 'BYTE_STREAM_SPLIT' },
    { name: 'odd', data: rows.map((i) => i % 2 === 1), type: 'BOOLEAN', encoding: 'RLE' },
  ];
  const messages = rows.map((i) => [
    { role: 'user', content: `lamp ${i}` },
    { role: 'assistant', content: `lamp ${i} is on` },
  ]);
  const chats: Options['columnData'] = [
    { name: 'messages', data: messages, type: 'JSON' },
    { name: 'tools', data: rows.map(() => '[{"name": "lamp"}]'), type: 'STRING' },
  ];
  const lists: Options = {
    columnData: [
      ...plain.map(({ name, data }) => ({ name, data })),
      { name: 'tokens', data: rows.map((i) => ['a', `${i}`]) },
    ],
    schema: [
      { name: 'root', num_children: 3 },
      { name: 'text', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
      { name: 'label', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
      { name: 'tokens', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
    ],
  };
  const gzip: Options = {
    columnData: plain,
    codec: 'GZIP',
    compressors: { GZIP: (bytes) => gzipSync(bytes) },
  };
  const all: readonly Options[] = [
    { columnData: plain, codec: 'UNCOMPRESSED' },
    { columnData: plain, rowGroupSize: 10, pageSize: 50 },
    gzip,
    { columnData: encoded, codec: 'UNCOMPRESSED' },
    { columnData: encoded },
    { columnData: chats, codec: 'UNCOMPRESSED' },
    { ...lists, codec: 'UNCOMPRESSED' },
  ];
  const own = all.map((options) => new Uint8Array(parquetWriteBuffer(options)));
  return [...own, ...pyarrow].map((bytes) => ({ 'mine.parquet': bytes }));
}

const linkOf = (changes: Partial<typeof defaultConfig>): Files => ({
  link: bytesOf(toHash({ ...defaultConfig, ...changes })),
});

export const parsers: readonly Parser[] = [
  { id: 'safetensors', corpus: folders('model.safetensors'), read: readFiles },
  { id: 'config', corpus: folders('config.json'), read: readFiles },
  {
    id: 'tokenizer',
    corpus: folders('tokenizer.json'),
    read(files) {
      const tokenizer = Tokenizer.fromJson(textOf(files));
      tokenizer.decode(tokenizer.encode(`${'a'.repeat(30)}! set an alarm for 7 am`));
    },
  },
  {
    id: 'gguf',
    corpus: () =>
      Promise.all(
        ['F32', 'F16', 'Q8_0', 'Q4_0'].map((choice) =>
          written(smallDecoder({ ...small, hidden_size: 32 }), 'gguf', choice, ''),
        ),
      ),
    read: readFiles,
  },
  {
    id: 'onnx',
    corpus: () =>
      Promise.all(
        [plain(), smallMlp(), smallMlp()].map((bundle, i) =>
          written(bundle, 'onnx', i === 2 ? 'int8' : 'float32', 'model.onnx'),
        ),
      ),
    read: readFiles,
  },
  {
    id: 'zip',
    async corpus() {
      const [folder, smeared] = await folders('model.safetensors')();
      return [
        { 'mine.zip': zipSync({ mine: folder! }, { level: 0 }).slice() },
        { 'mine.zip': zipSync({ mine: smeared! }).slice() },
      ];
    },
    read: readFiles,
  },
  {
    id: 'gzip',
    corpus: () =>
      Promise.resolve([
        { 'mine.csv.gz': gzipSync(bytesOf(rows.map((i) => `sentence ${i},label ${i % 3}`).join('\n'))) },
      ] as Files[]),
    read: readData,
  },
  { id: 'parquet', corpus: tables, read: readData },
  {
    id: 'encoder',
    corpus: () => Promise.resolve([{ 'model.onnx': tinyEncoder(['set', 'an', 'alarm']).model }] as Files[]),
    read: (files) => readEncoderGraph(new Blob(Object.values(files))),
  },
  {
    id: 'encoder-words',
    corpus: () =>
      Promise.resolve([{ 'tokenizer.json': bytesOf(tinyEncoder(['set', 'an', 'alarm']).tokenizer) }]),
    read: (files) => readWords(textOf(files), null).ids('set an alarm, please'),
  },
  { id: 'run-file', corpus: () => Promise.resolve([run()]), read: (files) => parseRunFile(textOf(files)) },
  {
    id: 'link',
    corpus: () => Promise.resolve([linkOf({}), linkOf({ method: 'jsd', settings: { jsd: { beta: 0.25 } } })]),
    read: (files) => fromHash(textOf(files)),
  },
];
