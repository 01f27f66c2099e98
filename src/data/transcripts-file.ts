// transcripts.bin: transcripts that a teacher wrote, as token ids, shipped gzipped beside its model. Little-endian:
//   bytes 0-3 "RTT2" · uint32 number of rows · uint32 fingerprint of the tokenizer.json they were written with ·
//   uint32 fingerprint of the dialogues whose prompts they answer (dialogues-file.ts) ·
//   then per row: uint16 length, length x uint16 token ids.
// The loss mask is not stored: it follows from the special tokens (agentMaskOf).

import { agentMaskOf, type EncodedTranscript } from '../agent/transcript';
import { RetortError } from '../lib/errors';
import { gunzip } from '../lib/gunzip';
import { hashString } from '../lib/rng';

const MAGIC = 0x32545452; // "RTT2"
const HEADER = 16;

/** What transcripts rest on: the tokenizer.json they are encoded with, and the fingerprint of the dialogues that they answer. */
export interface TranscriptBasis {
  tokenizerJson: string;
  dialogues: number;
}

/** Writes rows of token ids. */
export function serialiseTranscripts(
  rows: readonly (readonly number[])[],
  { tokenizerJson, dialogues }: TranscriptBasis,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + rows.reduce((sum, row) => sum + 2 + 2 * row.length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, rows.length, true);
  view.setUint32(8, hashString(tokenizerJson), true);
  view.setUint32(12, dialogues, true);
  let at = HEADER;
  for (const row of rows) {
    for (const value of [row.length, ...row]) {
      view.setUint16(at, value, true);
      at += 2;
    }
  }
  return bytes;
}

/**
 * Reads transcripts.bin, gzipped or not. Throws RetortError: 'model-truncated' where it is broken, 'tokenizer-wrong' where another
 * tokeniser wrote it, 'model-unknown' where it answers other dialogues.
 */
export async function readTranscripts(
  bytes: ArrayBuffer,
  { tokenizerJson, dialogues }: TranscriptBasis,
): Promise<EncodedTranscript[]> {
  const broken = (cause?: unknown): RetortError =>
    new RetortError(
      'model-truncated',
      "The teacher's transcripts are cut off. Reload the page to download them again.",
      { cause },
    );
  const file = await gunzip(bytes).catch((error: unknown) => {
    throw broken(error);
  });
  const view = new DataView(file);
  if (file.byteLength < HEADER || view.getUint32(0, true) !== MAGIC) throw broken();
  if (view.getUint32(8, true) !== hashString(tokenizerJson)) {
    throw new RetortError(
      'tokenizer-wrong',
      "The teacher's transcripts were written with another tokeniser. Make them again with scripts/teacher-transcripts.ts.",
    );
  }
  if (view.getUint32(12, true) !== dialogues) {
    throw new RetortError(
      'model-unknown',
      "The teacher's transcripts answer other dialogues than those beside them. Reload the page to download its files again.",
    );
  }
  let at = HEADER;
  return Array.from({ length: view.getUint32(4, true) }, () => {
    const length = at + 2 <= file.byteLength ? view.getUint16(at, true) : Infinity;
    if (at + 2 + 2 * length > file.byteLength) throw broken();
    const ids = Array.from({ length }, (_, i) => view.getUint16(at + 2 + 2 * i, true));
    at += 2 + 2 * length;
    return { ids, agentMask: agentMaskOf(ids) };
  });
}
