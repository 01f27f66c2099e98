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

/** What the user says, as ids: all before <plan>. */
function promptOf({ ids }: EncodedTranscript, codec: TokenCodec): string {
  const plan = ids.indexOf(codec.special('<plan>'));
  return ids.slice(0, plan < 0 ? ids.length : plan).join();
}

/**
 * One row a prompt: gold where there is one, else the teacher's.
 * @param gold the right transcripts of the prompts with labels, by the prompts' numbers. @param teacher one for each prompt.
 * Throws RetortError('model-unknown') where the teacher's transcripts belong to other prompts.
 */
export function mixedRows(options: {
  gold: ReadonlyMap<number, Transcript>;
  teacher: readonly EncodedTranscript[];
  codec: TokenCodec;
  context: number;
}): TokenRow[] {
  const { gold, teacher, codec, context } = options;
  const right = new Map([...gold].map(([i, transcript]) => [i, encodeTranscript(transcript, codec)]));
  for (const [i, row] of right) {
    const theirs = teacher[i];
    if (theirs && promptOf(theirs, codec) === promptOf(row, codec)) continue;
    throw new RetortError(
      'model-unknown',
      `The teacher's transcript ${i} answers another prompt than this page's. Reload the page to download its files again.`,
    );
  }
  return teacher
    .map((theirs, i) => {
      const row = right.get(i);
      return row ? { ...row, gold: true, prompt: i } : { ...theirs, gold: false, prompt: i };
    })
    .filter((row) => fits(row, context, codec));
}
