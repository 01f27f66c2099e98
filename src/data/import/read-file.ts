// A file as it is seen: unpacked where it is a .gz, what kind it is, and its text where it is one: UTF-8, or UTF-16 where a
// byte-order mark says so, or refused with the place of the first wrong byte. Lines end in \n. Which format reads it is formats.ts.
// Not a guess at legacy encodings: a wrong guess spoils data silently.

import { RetortError } from '../../lib/errors';
import { fileError, placeAt } from './file-error';
import { MOST_BYTES } from './limits';
import type { Pace } from './pace';
import { HEAD_BYTES, sniff, type Sniffed, TAIL_BYTES } from './sniff';
import { textKind } from './text-kinds';

/** What is known of a file besides its rows. */
export interface FileFacts {
  name: string;
  bytes: number;
  /** What the person may want to know about how it was read. */
  notes: ('byte-order-mark' | 'utf-16' | 'gzip')[];
}

/** A text, and what it is called. */
export interface TextFile {
  name: string;
  text: string;
}

export interface SeenFile {
  facts: FileFacts;
  /** What it is: a kind of file that no rows are known of, unless a format claims it; 'text' is any text besides. */
  kind: Exclude<Sniffed, 'gzip' | 'utf-16-unmarked'>;
  /** Null where it is no text. */
  text: string | null;
  /** Its bytes, unpacked. */
  blob: Blob;
}

const SLICE_BYTES = 4_000_000;

/** Looks at a file, and reads a text in slices. Throws RetortError('file-encoding') with the first byte that is not text. */
export async function readFile(name: string, blob: Blob, pace: Pace): Promise<SeenFile> {
  const bytesOf = async (part: Blob) => new Uint8Array(await part.arrayBuffer());
  let head: Uint8Array;
  let tail: Uint8Array;
  try {
    head = await bytesOf(blob.slice(0, HEAD_BYTES));
    tail = await bytesOf(blob.slice(-TAIL_BYTES));
  } catch (cause) {
    throw new RetortError(
      'file-shape',
      `“${name}” cannot be read: it is a folder, or was moved, changed or locked since it was chosen. Choose files, not a folder, and choose them again.`,
      { cause },
    );
  }
  const kind = sniff(head, tail);
  switch (kind) {
    case 'text':
      return textOf(name, blob, head, pace);
    case 'gzip': {
      const inner = await readFile(name, await unpacked(name, blob), pace);
      return { ...inner, facts: { name, bytes: blob.size, notes: ['gzip', ...inner.facts.notes] } };
    }
    case 'utf-16-unmarked':
      throw fileError(
        'file-encoding',
        { file: name, line: 1, column: head.indexOf(0) + 1 },
        'every other byte is zero, which is UTF-16 without a byte-order mark. Save the file as UTF-8.',
      );
    default:
      return { facts: { name, bytes: blob.size, notes: [] }, kind, text: null, blob };
  }
}

async function textOf(name: string, blob: Blob, head: Uint8Array, pace: Pace): Promise<SeenFile> {
  const { label, notes } = encodingOf(head);
  const decoder = new TextDecoder(label, { fatal: true });
  let text = '';
  try {
    for (let start = 0; start < blob.size; start += SLICE_BYTES) {
      const bytes = await blob.slice(start, start + SLICE_BYTES).arrayBuffer();
      text += decoder.decode(bytes, { stream: true });
      await pace.rest(Math.min(blob.size, start + SLICE_BYTES), blob.size);
    }
    text += decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw await wrongByte(name, blob, label);
  }
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  return { facts: { name, bytes: blob.size, notes }, kind: textKind(text) ?? 'text', text, blob };
}

function encodingOf(head: Uint8Array): { label: string; notes: FileFacts['notes'] } {
  const begins = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (begins(0xef, 0xbb, 0xbf)) return { label: 'utf-8', notes: ['byte-order-mark'] };
  if (begins(0xff, 0xfe)) return { label: 'utf-16le', notes: ['byte-order-mark', 'utf-16'] };
  if (begins(0xfe, 0xff)) return { label: 'utf-16be', notes: ['byte-order-mark', 'utf-16'] };
  return { label: 'utf-8', notes: [] };
}

/** What a .gz holds; no more of it is unpacked than may be imported. */
async function unpacked(name: string, blob: Blob): Promise<Blob> {
  const reader = blob.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: BlobPart[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts);
      parts.push(value);
      size += value.length;
      if (size > MOST_BYTES) break;
    }
  } catch (cause) {
    throw new RetortError(
      'file-broken',
      `“${name}” is a gzip file that is damaged or cut off. Get it again, or unpack it yourself.`,
      { cause },
    );
  }
  await reader.cancel();
  throw fileError(
    'file-too-large',
    { file: name },
    `unpacked, it is larger than the ${MOST_BYTES / 1e6} MB that fit. Import a part of it.`,
  );
}

/** Finds the first byte that cannot be decoded, by halving: a longer beginning never decodes where a shorter one does not. */
async function wrongByte(file: string, blob: Blob, label: string) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const decoded = (length: number): string | null => {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return null;
    }
  };
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decoded(middle) === null) bad = middle;
    else good = middle;
  }
  const before = (decoded(good) ?? '').replace(/\r\n?/g, '\n');
  return fileError(
    'file-encoding',
    placeAt(file, before, before.length),
    `byte ${good + 1} is not ${label === 'utf-8' ? 'UTF-8' : 'UTF-16'}. Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”) and import it again.`,
  );
}
