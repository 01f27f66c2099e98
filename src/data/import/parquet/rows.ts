// The rows of a Parquet file, as plain values, and the names of class labels that Hugging Face writes into it. What the file says of
// itself is checked before it is believed (check.ts).

import { Gunzip } from 'fflate';
import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, snappyUncompress } from 'hyparquet';
import { MOST_DEPTH, MOST_ROWS, MOST_UNPACKED_BYTES } from '../limits';
import { checkFooter, checkPages, TooLarge, type Unpack } from './check';

export interface Listener {
  /** Rows that were read, and of how many. */
  onRows(rows: readonly unknown[], total: number): Promise<void> | void;
  /** Something was done: it does not hang. */
  onPulse(): void;
}

/** Column → the names of its numbers. */
export type ClassNames = ReadonlyMap<string, readonly string[]>;

const ROWS_A_TIME = 5000;

/** Throws Error, or TooLarge, that says in a clause why it cannot be read. */
export async function readRows(blob: Blob, { onRows, onPulse }: Listener): Promise<ClassNames> {
  await checkFooter(blob);
  const file = {
    byteLength: blob.size,
    slice: (start: number, end?: number) => blob.slice(start, end).arrayBuffer(),
  };
  const metadata = await parquetMetadataAsync(file, { geoparquet: false });
  const total = Number(metadata.num_rows);
  if (total > MOST_ROWS) throw new TooLarge(`there are ${total} rows, more than the ${MOST_ROWS} that fit`);
  const compressors = await unpackersOf(metadata);
  await checkPages(blob, metadata, compressors, onPulse);
  const plain = plainValues();
  for (const group of metadata.row_groups) {
    const of = { ...metadata, num_rows: group.num_rows, row_groups: [group] };
    const read = await parquetReadObjects({ file, metadata: of, compressors });
    for (let start = 0; start < read.length; start += ROWS_A_TIME)
      await onRows(read.slice(start, start + ROWS_A_TIME).map(plain), total);
  }
  return classNames(metadata);
}

/** By codec. The seldom ones are loaded when they are needed; Brotli's unpacker knows no limit, and stays out. */
async function unpackersOf({ row_groups: groups }: FileMetaData): Promise<Record<string, Unpack>> {
  const unpackers: Record<string, Unpack> = {
    UNCOMPRESSED: (packed) => packed,
    SNAPPY(packed, size) {
      const page = new Uint8Array(size);
      snappyUncompress(packed, page);
      return page;
    },
    GZIP: gunzip,
  };
  const codecs = groups.flatMap(({ columns }) => columns.map(({ meta_data }) => meta_data?.codec ?? ''));
  if (codecs.every((codec) => codec in unpackers)) return unpackers;
  const { decompressLz4, decompressLz4Raw, decompressZstd } = await import('hyparquet-compressors');
  return {
    ...unpackers,
    ZSTD: (packed, size) => decompressZstd(packed, new Uint8Array(size)),
    LZ4: decompressLz4,
    LZ4_RAW: decompressLz4Raw,
  };
}

/** Few enough that what they become, a thousand times as much at most, does not matter. */
const GZIP_BYTES_A_TIME = 4096;

function gunzip(packed: Uint8Array, size: number): Uint8Array {
  const page = new Uint8Array(size);
  let at = 0;
  const stream = new Gunzip((part) => {
    page.set(part, at); // throws where it is too much
    at += part.length;
  });
  for (let start = 0; start < packed.length; start += GZIP_BYTES_A_TIME) {
    const end = start + GZIP_BYTES_A_TIME;
    stream.push(packed.subarray(start, end), end >= packed.length);
  }
  return page.subarray(0, at);
}

/** Values as JSON has them: large integers as numbers, dates as texts, bytes left out. What many rows share counts in each of them. */
function plainValues(): (value: unknown) => unknown {
  let left = MOST_UNPACKED_BYTES;
  const plain = (value: unknown, depth: number): unknown => {
    left -= typeof value === 'string' ? value.length : 1;
    if (left < 0)
      throw new TooLarge(
        `its rows have more than the ${MOST_UNPACKED_BYTES / 1e6} million characters that fit`,
      );
    if (depth > MOST_DEPTH) throw new Error(`values are nested more than ${MOST_DEPTH} deep`);
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (ArrayBuffer.isView(value)) return null;
    if (Array.isArray(value)) return value.map((inner) => plain(inner, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, depth + 1)]));
  };
  return (row) => plain(row, 0);
}

/** Hugging Face datasets notes the features of a table as JSON: {"info": {"features": {column: {"names": […]}}}}. */
function classNames({ key_value_metadata }: FileMetaData): ClassNames {
  const names = new Map<string, readonly string[]>();
  const noted = key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  if (!noted) return names;
  try {
    const { info } = JSON.parse(noted) as { info?: { features?: Record<string, { names?: unknown }> } };
    for (const [column, { names: listed }] of Object.entries(info?.features ?? {}))
      if (Array.isArray(listed)) names.set(column, listed.map(String));
  } catch {
    // a note that is no such JSON is of no use
  }
  return names;
}
