// Dialogues as rows of token ids with a loss mask. Rows longer than the context are dropped and counted, not cut: a
// transcript without its end teaches never to end.

import { encodeTranscript, type EncodedTranscript } from '../agent/transcript';
import type { TokenCodec, Transcript } from '../agent/types';

export const CONTEXT = 128;

export interface EncodedCorpus {
  /** agentMask[i] is 1 where the agent wrote ids[i]. */
  rows: EncodedTranscript[];
  /** For each row the index of its transcript. */
  indices: number[];
  /** How many transcripts were too long. */
  dropped: number;
}

/** Encodes transcripts, leaving out those of more than `context` tokens. */
export function encodeTranscripts(
  transcripts: readonly Transcript[],
  codec: TokenCodec,
  context = CONTEXT,
): EncodedCorpus {
  const rows: EncodedTranscript[] = [];
  const indices: number[] = [];
  for (const [index, transcript] of transcripts.entries()) {
    const row = encodeTranscript(transcript, codec);
    if (row.ids.length > context) continue;
    rows.push(row);
    indices.push(index);
  }
  return { rows, indices, dropped: transcripts.length - rows.length };
}
