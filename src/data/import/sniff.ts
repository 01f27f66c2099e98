// What a file is by its first bytes (and, of archives, by the names in it): its own signature, whatever its name says. Text is
// recognised by what it is not; of what kind a text is, text-kinds.ts says.

import type { FileKind } from '../../catalog/file-kinds';

/** Bytes that are looked at, at the beginning and, of a zip archive, at the end, where its names are listed. */
export const HEAD_BYTES = 4096;
export const TAIL_BYTES = 65_536;

/** Each signature with its offset, in Latin-1. Longer ones before those that begin like them. */
const SIGNATURES: readonly (readonly [kind: FileKind, offset: number, bytes: string])[] = [
  ['pdf', 0, '%PDF-'],
  ['rtf', 0, '{\\rtf'],
  ['image', 0, '\x89PNG'],
  ['image', 0, '\xff\xd8\xff'],
  ['image', 0, 'GIF8'],
  ['image', 0, 'II*\0'],
  ['image', 0, 'MM\0*'],
  ['image', 0, '8BPS'],
  ['image', 0, '\0\0\x01\0'],
  ['image', 8, 'WEBP'],
  ['audio', 8, 'WAVE'],
  ['audio', 0, 'ID3'],
  ['audio', 0, '\xff\xfb'],
  ['audio', 0, 'fLaC'],
  ['audio', 0, 'OggS'],
  ['audio', 4, 'ftypM4A'],
  ['image', 4, 'ftyphei'],
  ['image', 4, 'ftypavif'],
  ['image', 4, 'ftypmif1'],
  ['video', 4, 'ftyp'],
  ['video', 8, 'AVI '],
  ['video', 0, '\x1aE\xdf\xa3'],
  ['font', 0, 'wOFF'],
  ['font', 0, 'wOF2'],
  ['font', 0, 'OTTO'],
  ['old-office', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['archive', 0, '7z\xbc\xaf\x27\x1c'],
  ['archive', 0, 'Rar!\x1a\x07'],
  ['tar', 257, 'ustar'],
  ['compressed', 0, 'BZh'],
  ['compressed', 0, '\xfd7zXZ\0'],
  ['compressed', 0, '\x28\xb5\x2f\xfd'],
  ['compressed', 0, '\x04"M\x18'],
  ['sqlite', 0, 'SQLite format 3\0'],
  ['arrow', 0, 'ARROW1'],
  ['arrow', 0, 'FEA1'],
  ['arrow', 0, '\xff\xff\xff\xff'], // a stream, as Hugging Face datasets caches it
  ['table', 0, 'ORC'],
  ['table', 0, 'Obj\x01'],
  ['table', 0, '$FL2'],
  ['table', 0, '<stata_dta>'],
  ['hdf5', 0, '\x89HDF\r\n'],
  ['numpy', 0, '\x93NUMPY'],
  ['gguf', 0, 'GGUF'],
  ['tflite', 4, 'TFL3'],
  ['program', 0, '\x7fELF'],
  ['program', 0, '\0asm'],
  ['program', 0, '\xca\xfe\xba\xbe'],
  ['program', 0, '\xcf\xfa\xed\xfe'],
];

/** Names in an archive that say what it really is. */
const PACKED: readonly (readonly [kind: FileKind, names: RegExp])[] = [
  ['xlsx', /xl\/(?:workbook|worksheets)/],
  ['docx', /word\/document/],
  ['pptx', /ppt\/(?:presentation|slides)/],
  ['ods', /opendocument\.spreadsheet/],
  ['odt', /opendocument\.(?:text|presentation)/],
  ['epub', /application\/epub/],
  ['pytorch', /\/data\.pkl/],
  ['numpy', /\.npyPK/],
  ['program', /META-INF\/MANIFEST|AndroidManifest/],
];

/** Legal in a text besides characters that are seen: tab, line ends, form feed, escape, Ctrl-Z at the end of old files. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([9, 10, 12, 13, 26, 27]);
/** Share of control characters above which bytes are no text in any encoding. */
const MOST_CONTROLS = 0.02;

/** Kinds that may begin with characters alone; any other whose signature is plain letters is a text that begins with a word. */
const MAY_BE_TEXT: ReadonlySet<FileKind> = new Set(['pdf', 'rtf']);

export type Sniffed = FileKind | 'gzip' | 'parquet' | 'utf-16-unmarked' | 'text';

/** @param head the first HEAD_BYTES. @param tail the last TAIL_BYTES, which overlap them in a short file. */
export function sniff(head: Uint8Array, tail: Uint8Array): Sniffed {
  if (head.length === 0) return 'empty';
  const start = latin1(head);
  const begins = (...some: string[]) => some.some((bytes) => start.startsWith(bytes));
  if (begins('PAR1')) return 'parquet';
  if (begins('\x1f\x8b')) return 'gzip';
  if (begins('PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08')) {
    const names = start + latin1(tail);
    return PACKED.find(([, pattern]) => pattern.test(names))?.[0] ?? 'zip';
  }
  const controls = head.reduce((n, byte) => n + (byte < 32 && !TEXT_CONTROLS.has(byte) ? 1 : 0), 0);
  const seemsText = controls <= head.length * MOST_CONTROLS;
  const signed = SIGNATURES.find(
    ([kind, offset, bytes]) =>
      start.startsWith(bytes, offset) && (!seemsText || !/^[ -~]+$/.test(bytes) || MAY_BE_TEXT.has(kind)),
  );
  if (signed) return signed[0];
  if (isSafetensors(head, start)) return 'safetensors';
  if (begins('\xef\xbb\xbf', '\xff\xfe', '\xfe\xff')) return 'text'; // a byte-order mark
  if (start.startsWith('BM') && head[6] === 0 && head[7] === 0) return 'image';
  if (start.startsWith('MZ') && start.includes('\0')) return 'program';
  if (begins('\x80\x02', '\x80\x03', '\x80\x04', '\x80\x05')) return 'pickle';
  // protobuf: a version below 16, then the producer or the graph
  if (head[0] === 8 && head[1]! < 16 && (start[2] === '\x12' || start[2] === ':')) return 'onnx';
  if (isUnmarkedUtf16(head)) return 'utf-16-unmarked';
  return seemsText ? 'text' : 'binary';
}

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += HEAD_BYTES)
    text += String.fromCharCode(...bytes.subarray(i, i + HEAD_BYTES));
  return text;
};

/** Length of the header as 64 bits, then the header: JSON. */
const isSafetensors = (head: Uint8Array, start: string): boolean =>
  head[4] === 0 && head[5] === 0 && head[6] === 0 && head[7] === 0 && /^\{\s*"/.test(start.slice(8, 20));

/** Latin letters in UTF-16: nearly every other byte is zero. */
function isUnmarkedUtf16(head: Uint8Array): boolean {
  const zeros: [number, number] = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[(i % 2) as 0 | 1]++;
  const [more, less] = zeros[0] > zeros[1] ? zeros : [zeros[1], zeros[0]];
  return more > head.length * 0.3 && less < head.length * 0.02;
}
