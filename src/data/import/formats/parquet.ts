// The rows of a Parquet file. They are read in a thread, which is ended where it does nothing for long, and the reader is loaded when
// it is needed. Where there are no threads in threads (under Node) it reads in this one.

import { RetortError } from '../../../lib/errors';
import { fileError } from '../file-error';
import type { FileFormat } from '../file-format';
import type { Pace } from '../pace';
import type { ClassNames } from '../parquet/rows';
import type { Said } from '../parquet/thread';
import { recordsOf } from '../records';

/** How often it is looked whether the thread still works, and whether the person has had enough. */
const LOOK_MS = 100;
/** Looks without a sign of life: 20 s. A page of a table takes some milliseconds, and the largest part of a file a few seconds. */
const MOST_SILENT = 200;

export const format: FileFormat = {
  id: 'parquet',
  label: { en: 'Parquet', 'zh-CN': 'Parquet' },
  claims: ({ kind }) => kind === 'parquet',
  async open({ facts: { name }, blob }, pace) {
    const rows: unknown[] = [];
    const names =
      typeof Worker === 'undefined'
        ? await readHere(name, blob, rows, pace)
        : await readInThread(name, blob, rows, pace);
    return { records: recordsOf(rows), names };
  },
};

/** Throws RetortError('file-too-large', 'file-broken', 'download-failed' or 'cancelled'). */
async function readHere(name: string, blob: Blob, rows: unknown[], pace: Pace): Promise<ClassNames> {
  const { readRows } = await import('../parquet/rows');
  const { TooLarge } = await import('../parquet/check');
  try {
    return await readRows(blob, {
      async onRows(some, total) {
        for (const row of some) rows.push(row);
        await pace.rest(rows.length, total);
      },
      onPulse: () => undefined,
    });
  } catch (error) {
    if (error instanceof RetortError) throw error;
    throw refusal(name, error instanceof Error ? error.message : String(error), error instanceof TooLarge);
  }
}

/** As readHere; and RetortError('file-broken') where the thread hangs. */
function readInThread(name: string, blob: Blob, rows: unknown[], pace: Pace): Promise<ClassNames> {
  const thread = new Worker(new URL('../parquet/thread.ts', import.meta.url), { type: 'module' });
  let total = 1;
  let silent = 0;
  let watch: ReturnType<typeof setInterval>;
  return new Promise<ClassNames>((resolve, reject) => {
    thread.onerror = () => reject(notLoaded());
    thread.onmessage = ({ data }: MessageEvent<Said>) => {
      silent = 0;
      if ('rows' in data) {
        for (const row of data.rows) rows.push(row);
        total = data.total;
      } else if ('names' in data) resolve(data.names);
      else if ('failed' in data) reject(refusal(name, data.failed, data.tooLarge));
    };
    // looks are counted, not time: while this thread computes nobody looks, and nothing is heard
    watch = setInterval(() => {
      if (++silent > MOST_SILENT) reject(refusal(name, 'unpacking it does not come to an end', false));
      else pace.rest(rows.length, total).catch(reject);
    }, LOOK_MS);
    thread.postMessage(blob);
  }).finally(() => {
    clearInterval(watch);
    thread.terminate();
  });
}

function refusal(name: string, why: string, tooLarge: boolean): RetortError {
  if (tooLarge) return fileError('file-too-large', { file: name }, `${why}. Import a part of the file.`);
  return new RetortError(
    'file-broken',
    `“${name}” is a Parquet file that cannot be read: ${why}. Get it again, or export its rows as CSV or JSON Lines.`,
  );
}

const notLoaded = (): RetortError =>
  new RetortError(
    'download-failed',
    'The part of the page that reads Parquet could not be loaded. Check the connection and try again.',
  );
