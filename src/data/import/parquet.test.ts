// Parquet: rows, numbers with their names, chats, packed in other ways than the reader itself knows, damaged; and the thread that
// reads it in a browser.

import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { format } from './formats/parquet';
import { Pace } from './pace';
import { previewOf } from './preview';
import { readFile } from './read-file';
import { draftOf, file, pairsOf, range } from './testing';

type Options = Parameters<typeof parquetWriteBuffer>[0];
const written = (options: Options, name = 'mine.parquet') => file(name, parquetWriteBuffer(options));
const columnData: Options['columnData'] = [
  { name: 'id', data: range(30).map(BigInt), type: 'INT64' },
  { name: 'text', data: range(30).map((i) => `sentence ${i}`), type: 'STRING' },
  { name: 'label', data: range(30).map((i) => BigInt(i % 3)), type: 'INT64' },
];

test('rows with their columns to choose', async () => {
  const draft = await draftOf([written({ columnData })]);
  expect(draft.problem).toBeNull();
  expect(previewOf(draft).files[0]).toMatchObject({
    format: 'parquet',
    columns: { names: ['id', 'text', 'label'], text: 1, label: 2 },
  });
  expect(pairsOf(draft)[4]).toEqual(['sentence 4', '1']);
  expect(draft.rows.line[4]).toBe(5);
});

test('class labels get the names that Hugging Face notes', async () => {
  const value = JSON.stringify({
    info: {
      features: {
        text: { dtype: 'string' },
        label: { names: ['alarm', 'balance', 'cancel'], _type: 'ClassLabel' },
      },
    },
  });
  const draft = await draftOf([written({ columnData, kvMetadata: [{ key: 'huggingface', value }] })]);
  expect(draft.labels).toEqual(['alarm', 'balance', 'cancel']);
});

test('packed by gzip', async () => {
  const draft = await draftOf([
    written({
      columnData,
      codec: 'GZIP',
      compressors: { GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)) },
    }),
  ]);
  expect(draft.problem).toBeNull();
  expect(draft.rows.texts).toHaveLength(30);
});

test('chats in columns', async () => {
  const messages = (i: number) => [
    { role: 'user', content: `lamp ${i}` },
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'a', function: { name: 'lamp', arguments: '{}' } }],
    },
  ];
  const draft = await draftOf([
    written({
      columnData: [
        { name: 'messages', data: range(8).map(messages), type: 'JSON' },
        { name: 'tools', data: range(8).map(() => '[{"name": "lamp"}]'), type: 'STRING' },
      ],
    }),
  ]);
  expect(previewOf(draft)).toMatchObject({ kind: 'chats', read: 8, tools: ['lamp'], problem: null });
});

test('a damaged one is called that', async () => {
  const whole = parquetWriteBuffer({ columnData });
  const { problem } = await draftOf([file('cut.parquet', whole.slice(0, whole.byteLength / 2))]);
  expect(problem).toMatchObject({
    code: 'file-broken',
    message: expect.stringMatching(/“cut.parquet” is a Parquet file that cannot be read/),
  });
});

describe('in a thread', () => {
  const threads: FakeThread[] = [];
  /** Says what it is told to, or nothing. */
  class FakeThread {
    onmessage: (event: { data: unknown }) => void = () => undefined;
    postMessage = vi.fn();
    terminate = vi.fn();
    constructor() {
      threads.push(this);
    }
  }
  const opened = async (signal?: AbortSignal) => {
    vi.stubGlobal('Worker', FakeThread);
    const { name, blob } = written({ columnData });
    const seen = await readFile(name, blob, new Pace());
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    return { opening: format.open(seen, new Pace({ signal })), thread: threads.at(-1)! };
  };
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('its rows come in parts, and it is ended when they are there', async () => {
    const { opening, thread } = await opened();
    for (const data of [{ rows: [{ a: 1 }], total: 2 }, { rows: [{ a: 2 }], total: 2 }, { names: new Map() }])
      thread.onmessage({ data });
    const result = await opening;
    if (!('records' in result)) throw new Error('no records');
    expect([...result.records.walk()].map(({ value }) => value)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(thread.terminate).toHaveBeenCalled();
  });

  test('one that is silent for long is ended, and the file refused', async () => {
    const { opening, thread } = await opened();
    const refused = expect(opening).rejects.toMatchObject({ code: 'file-broken' });
    vi.advanceTimersByTime(15_000);
    thread.onmessage({ data: { pulse: true } });
    vi.advanceTimersByTime(15_000);
    expect(thread.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(6000);
    await refused;
    expect(thread.terminate).toHaveBeenCalled();
  });

  test('one that the person has enough of is ended', async () => {
    const abort = new AbortController();
    const { opening, thread } = await opened(abort.signal);
    const ended = expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    abort.abort();
    vi.advanceTimersByTime(200);
    await ended;
    expect(thread.terminate).toHaveBeenCalled();
  });
});
