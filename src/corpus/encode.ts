// Dialogues as rows of token ids with a loss mask. Turns beyond the context are left out, and a dialogue whose first turn is longer
// is dropped and counted, not cut: a transcript without its end teaches never to end.

import { encodeTurns, type EncodedTranscript, wholeTurns } from '../agent/transcript';
import type { TokenCodec, Transcript } from '../agent/types';

/** Tokens of a dialogue: all of the built-in ones fit, of one turn in half of it. */
export const CONTEXT = 256;

export interface EncodedCorpus {
  /** agentMask[i] is 1 where the agent wrote ids[i]. */
  rows: EncodedTranscript[];
  /** For each row the index of its dialogue. */
  indices: number[];
  /** How many were too long. */
  dropped: number;
}

/** Encodes dialogues, each the transcripts of its turns, leaving out those whose first turn has more than `context` tokens. */
export function encodeDialogues(
  dialogues: readonly (readonly Transcript[])[],
  codec: TokenCodec,
  context = CONTEXT,
): EncodedCorpus {
  const rows: EncodedTranscript[] = [];
  const indices: number[] = [];
  for (const [index, turns] of dialogues.entries()) {
    const row = wholeTurns(encodeTurns(turns, codec), context, codec);
    if (!row) continue;
    rows.push(row);
    indices.push(index);
  }
  return { rows, indices, dropped: dialogues.length - rows.length };
}
