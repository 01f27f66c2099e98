// The rows of a Parquet file, as plain values, and the names of class labels that Hugging Face writes into it. The reader is loaded
// when it is needed, and the decompressors that are seldom used apart from it.

import type { Compressors, FileMetaData } from 'hyparquet';
import { RetortError } from '../../../lib/errors';
import { fileError } from '../file-error';
import { MOST_ROWS } from '../limits';
import type { Pace } from '../pace';
import type { FileFormat } from '../file-format';
import { type Records, recordsOf } from '../records';

const ROWS_A_TIME = 5000;

export const format: FileFormat = {
  id: 'parquet',
  label: { en: 'Parquet', 'zh-CN': 'Parquet' },
  claims: ({ kind }) => kind === 'parquet',
  open: ({ facts: { name }, blob }, pace) => readParquet(name, blob, pace),
};

interface ParquetRows {
  records: Records;
  /** Column → the names of its numbers. */
  names: ReadonlyMap<string, readonly string[]>;
}

/** Throws RetortError('file-too-large', 'file-broken' or 'download-failed'). */
async function readParquet(name: string, parquet: Blob, pace: Pace): Promise<ParquetRows> {
  const { parquetMetadataAsync, parquetReadObjects } = await loaded(import('hyparquet'));
  const file = {
    byteLength: parquet.size,
    slice: (start: number, end?: number) => parquet.slice(start, end).arrayBuffer(),
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    const total = Number(metadata.num_rows);
    if (total > MOST_ROWS)
      throw fileError(
        'file-too-large',
        { file: name },
        `there are ${total} rows, more than the ${MOST_ROWS} that fit. Import a part of the file.`,
      );
    const compressors = await compressorsFor(metadata);
    const rows: unknown[] = [];
    for (let rowStart = 0; rowStart < total; rowStart += ROWS_A_TIME) {
      const rowEnd = Math.min(total, rowStart + ROWS_A_TIME);
      const read = await parquetReadObjects({
        file,
        metadata,
        rowStart,
        rowEnd,
        ...(compressors && { compressors }),
      });
      for (const row of read) rows.push(plain(row));
      await pace.rest(rowEnd, total);
    }
    return { records: recordsOf(rows), names: classNames(metadata) };
  } catch (cause) {
    if (cause instanceof RetortError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RetortError(
      'file-broken',
      `“${name}” is a Parquet file that cannot be read: ${why}. Get it again, or export its rows as CSV or JSON Lines.`,
      { cause },
    );
  }
}

/** What the reader itself cannot unpack; most files are packed by Snappy, which it can. */
async function compressorsFor({ row_groups }: FileMetaData): Promise<Compressors | null> {
  const codecs = new Set(
    row_groups.flatMap(({ columns }) => columns.map(({ meta_data }) => meta_data?.codec)),
  );
  codecs.delete('SNAPPY');
  codecs.delete('UNCOMPRESSED');
  codecs.delete(undefined);
  if (codecs.size === 0) return null;
  const unpack = await loaded(import('hyparquet-compressors'));
  return {
    GZIP: unpack.decompressGzip,
    ZSTD: (input) => unpack.decompressZstd(input),
    BROTLI: unpack.decompressBrotli,
    LZ4: unpack.decompressLz4,
    LZ4_RAW: unpack.decompressLz4Raw,
  };
}

/** Values as JSON has them: large integers as numbers, dates as texts, bytes left out. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Hugging Face datasets notes the features of a table as JSON: {"info": {"features": {column: {"names": […]}}}}. */
function classNames({ key_value_metadata }: FileMetaData): Map<string, readonly string[]> {
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

async function loaded<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (cause) {
    throw new RetortError(
      'download-failed',
      'The part of the page that reads Parquet could not be loaded. Check the connection and try again.',
      { cause },
    );
  }
}
