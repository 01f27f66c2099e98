// A file as text: UTF-8, or UTF-16 where a byte-order mark says so; anything else is refused with the place of the first wrong
// byte. Lines end in \n afterwards. Not a guess at legacy encodings: a wrong guess spoils data silently.

import { fileError, placeAt } from './file-error';
import type { Pace } from './pace';

export interface TextFile {
  name: string;
  bytes: number;
  text: string;
  /** What the person may want to know about the encoding. */
  notes: ('byte-order-mark' | 'utf-16')[];
}

const SLICE_BYTES = 4_000_000;
/** Bytes in which NULs betray UTF-16 without a mark. */
const SNIFFED = 1000;

function encodingOf(name: string, head: Uint8Array): { label: string; notes: TextFile['notes'] } {
  const begins = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (begins(0xef, 0xbb, 0xbf)) return { label: 'utf-8', notes: ['byte-order-mark'] };
  if (begins(0xff, 0xfe)) return { label: 'utf-16le', notes: ['byte-order-mark', 'utf-16'] };
  if (begins(0xfe, 0xff)) return { label: 'utf-16be', notes: ['byte-order-mark', 'utf-16'] };
  if (begins(0x50, 0x4b, 3, 4))
    throw fileError(
      'file-shape',
      { file: name },
      'this is a zip archive or a spreadsheet such as .xlsx. Unpack it, or save the sheet as CSV in UTF-8.',
    );
  const nul = head.indexOf(0);
  if (head.filter((byte) => byte === 0).length > head.length / 5)
    throw fileError(
      'file-encoding',
      { file: name, line: 1, column: nul + 1 },
      'every other byte is zero, which is UTF-16 without a byte-order mark, or no text at all. Save the file as UTF-8.',
    );
  return { label: 'utf-8', notes: [] };
}

/** Reads a file in slices. Throws RetortError('file-encoding') with line and column of the first byte that is not text. */
export async function readText(name: string, blob: Blob, pace: Pace): Promise<TextFile> {
  const head = new Uint8Array(await blob.slice(0, SNIFFED).arrayBuffer());
  const { label, notes } = encodingOf(name, head);
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
  return { name, bytes: blob.size, text, notes };
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
