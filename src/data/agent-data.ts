// The rows of the agent task: for prompts whose right answer the student may see, the corpus's own transcript; for all
// others the transcript that the teacher wrote, whose tokens are the context in which the teacher is matched. Not how
// dialogues are made (corpus/), nor which rows a step sees (batches.ts).

import { encodeTranscript, type EncodedTranscript } from '../agent/transcript';
import type { TokenCodec, Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { TokenRow } from './batches';

/** Cuts a transcript to the model's context: the input is one token shorter than the transcript. */
function fit({ ids, agentMask }: EncodedTranscript, context: number): EncodedTranscript {
  return { ids: ids.slice(0, context + 1), agentMask: agentMask.slice(0, context + 1) };
}

/** The right transcripts as rows. */
export function goldRows(transcripts: readonly Transcript[], codec: TokenCodec, context: number): TokenRow[] {
  return transcripts.map((transcript) => ({
    ...fit(encodeTranscript(transcript, codec), context),
    gold: true,
  }));
}

/**
 * Row i for prompt i: gold where labelled, else the teacher's.
 * Throws RetortError('model-truncated') where there are not as many transcripts as prompts.
 */
export function mixedRows(options: {
  transcripts: readonly Transcript[];
  labelled: ReadonlySet<number>;
  teacher: readonly EncodedTranscript[];
  codec: TokenCodec;
  context: number;
}): TokenRow[] {
  const { transcripts, labelled, teacher, codec, context } = options;
  if (teacher.length !== transcripts.length) {
    throw new RetortError(
      'model-truncated',
      `The teacher wrote ${teacher.length} transcripts for ${transcripts.length} prompts. Download its files again.`,
    );
  }
  return transcripts.map((transcript, i) => {
    const gold = labelled.has(i);
    return { ...fit(gold ? encodeTranscript(transcript, codec) : teacher[i]!, context), gold };
  });
}
