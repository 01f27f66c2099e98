// The rows of the agent task: for prompts whose right answer the student may see, the corpus's own transcript; for all
// others the transcript that the teacher wrote, whose tokens are the context in which the teacher is matched. Rows that do not
// fit the context, or that the teacher never finished, are left out: cut off, they would teach never to end.
// Not how dialogues are made (corpus/), nor which rows a step sees (batches.ts).

import { encodeTranscript, type EncodedTranscript } from '../agent/transcript';
import type { TokenCodec, Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { TokenRow } from './batches';

/** Whether the model can read all of it but the last token, which it only has to predict. */
const fits = ({ ids }: EncodedTranscript, context: number, codec: TokenCodec): boolean =>
  ids.length - 1 <= context && ids.at(-1) === codec.special('<eos>');

/** The right transcripts as rows. */
export function goldRows(transcripts: readonly Transcript[], codec: TokenCodec, context: number): TokenRow[] {
  return transcripts
    .map((transcript) => ({ ...encodeTranscript(transcript, codec), gold: true }))
    .filter((row) => fits(row, context, codec));
}

/**
 * One row a prompt: gold where labelled, else the teacher's.
 * Throws RetortError('model-truncated') where there are not as many transcripts as prompts.
 */
export function mixedRows(options: {
  transcripts: readonly Transcript[];
  /** Numbers of the prompts with labels. */
  labelled: readonly number[];
  teacher: readonly EncodedTranscript[];
  codec: TokenCodec;
  context: number;
}): TokenRow[] {
  const { transcripts, teacher, codec, context } = options;
  if (teacher.length !== transcripts.length) {
    throw new RetortError(
      'model-truncated',
      `The teacher wrote ${teacher.length} transcripts for ${transcripts.length} prompts. Download its files again.`,
    );
  }
  const labelled = new Set(options.labelled);
  return transcripts
    .map((transcript, i) =>
      labelled.has(i)
        ? { ...encodeTranscript(transcript, codec), gold: true }
        : { ...teacher[i]!, gold: false },
    )
    .filter((row) => fits(row, context, codec));
}
