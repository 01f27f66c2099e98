// The rows of the agent task: for prompts whose right answer the student may see, the corpus's own transcript; for all
// others the transcript that the teacher wrote, whose tokens are the context in which the teacher is matched. Turns that do not
// fit the context, or that the teacher never finished, are left out: cut off, they would teach never to end.
// Not how dialogues are made (corpus/), nor which rows a step sees (batches.ts).

import { encodeTurns, type EncodedTranscript, wholeTurns } from '../agent/transcript';
import type { TokenCodec, Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { TokenRow } from './batches';

/** What the model can read, all but the last token, which it only has to predict; none where that is not even a turn. */
const fitting = (row: TokenRow, context: number, codec: TokenCodec): TokenRow[] => {
  const whole = wholeTurns(row, context + 1, codec);
  return whole ? [whole] : [];
};

/** The right transcripts as rows, one a dialogue. @param dialogues each the transcripts of its turns. */
export function goldRows(
  dialogues: readonly (readonly Transcript[])[],
  codec: TokenCodec,
  context: number,
): TokenRow[] {
  return dialogues.flatMap((turns) => fitting({ ...encodeTurns(turns, codec), gold: true }, context, codec));
}

/** What the user says first, as ids: all before <plan>. */
function promptOf({ ids }: EncodedTranscript, codec: TokenCodec): string {
  const plan = ids.indexOf(codec.special('<plan>'));
  return ids.slice(0, plan < 0 ? ids.length : plan).join();
}

/**
 * One row a prompt: gold where there is one, else the teacher's.
 * @param gold the right transcripts of the prompts with labels, turn by turn, by the prompts' numbers. @param teacher one row for each prompt.
 * Throws RetortError('model-unknown') where the teacher's transcripts belong to other prompts.
 */
export function mixedRows(options: {
  gold: ReadonlyMap<number, readonly Transcript[]>;
  teacher: readonly EncodedTranscript[];
  codec: TokenCodec;
  context: number;
}): TokenRow[] {
  const { gold, teacher, codec, context } = options;
  const right = new Map([...gold].map(([i, turns]) => [i, encodeTurns(turns, codec)]));
  for (const [i, row] of right) {
    const theirs = teacher[i];
    if (theirs && promptOf(theirs, codec) === promptOf(row, codec)) continue;
    throw new RetortError(
      'model-unknown',
      `The teacher's transcript ${i} answers another prompt than this page's. Reload the page to download its files again.`,
    );
  }
  return teacher.flatMap((theirs, i) => {
    const row = right.get(i);
    return fitting({ ...(row ?? theirs), gold: row !== undefined, prompt: i }, context, codec);
  });
}
