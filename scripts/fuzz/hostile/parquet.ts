// Hostile tables: headers that do not end, runs and repetitions that become more than fits, packed pages that are not what they say.

import { gzipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Bytes } from '../mutations';
import { bytesOf, type Hostile, joined, littleEndian, varint } from './bytes';

type Options = Parameters<typeof parquetWriteBuffer>[0];
const written = (options: Options): Bytes => new Uint8Array(parquetWriteBuffer(options));
const texts = (data: unknown[], more: object = {}): Options['columnData'] => [
  { name: 'text', data, type: 'STRING', ...more },
];
const labels = Array.from({ length: 300 }, (_, i) => `label ${i % 3}`);

/** Packed by gzip, with each page exchanged before. */
function exchanged(page: (bytes: Uint8Array, i: number) => Uint8Array): Bytes {
  let pages = 0;
  const GZIP = (bytes: Uint8Array) => gzipSync(page(bytes, pages++));
  return written({ columnData: texts(labels), codec: 'GZIP', compressors: { GZIP } });
}

/** A page of indices into a dictionary whose first run is said to be of a thousand million. */
function longRun(bytes: Uint8Array, i: number): Uint8Array {
  const [dictionary, width] = [i === 0, bytes[0]!];
  return dictionary ? bytes : joined(Uint8Array.of(width), varint(2 ** 31 - 2), bytes.slice(6));
}

const footer = (bytes: Uint8Array): Bytes =>
  joined(bytesOf('PAR1'), bytes, littleEndian(BigInt(bytes.length), 4), bytesOf('PAR1'));
const wrong = (what: string, table: Bytes, code: Hostile[2]): Hostile => [
  what,
  { 'mine.parquet': table },
  code,
];

export const hostile: readonly Hostile[] = [
  wrong(
    'a header longer than the file',
    joined(bytesOf('PAR1'), littleEndian(2n ** 32n - 1n, 4), bytesOf('PAR1')),
    'file-broken',
  ),
  wrong(
    'a number without end',
    footer(joined(Uint8Array.of(0x16), new Uint8Array(1e6).fill(0x80))),
    'file-broken',
  ),
  wrong('nested without end', footer(new Uint8Array(1e5).fill(0x1c)), 'file-broken'),
  wrong(
    'a list of two thousand million',
    footer(joined(Uint8Array.of(0x19, 0xf3), varint(2 ** 31 - 1))),
    'file-broken',
  ),
  wrong(
    'a bomb',
    exchanged(() => new Uint8Array(60e6)),
    'file-broken',
  ),
  wrong(
    'pages that are shorter than they say',
    exchanged(() => new Uint8Array(1)),
    'file-broken',
  ),
  wrong('a run of a thousand million', exchanged(longRun), 'file-broken'),
  wrong(
    'a long text in every row',
    written({ columnData: texts(Array(1000).fill('a'.repeat(1e6))) }),
    'file-too-large',
  ),
  wrong(
    'texts that each repeat the one before',
    written({ columnData: texts(Array(30_000).fill('a'.repeat(10_000)), { encoding: 'DELTA_BYTE_ARRAY' }) }),
    'file-too-large',
  ),
  wrong('more rows than fit', written({ columnData: texts(Array(500_001).fill('a')) }), 'file-too-large'),
  wrong(
    'a column called __proto__',
    written({ columnData: [{ name: '__proto__', data: labels, type: 'STRING' }] }),
    'file-broken',
  ),
];
