// Whose fault it is that a step came to nothing: the teachers are asked once more, one by one, for what they said. Only where a loss
// was no number, so that no step pays for it.
// N positions that carry loss, V classes.

import type { Batch } from '../../data/batches';
import { read, tidy } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import { askedAbout } from './batch-parts';
import type { Asked, Targets } from './targets';

/** RetortError('nan-loss') that names the teacher whose answer is no number; null where all answers are numbers. */
export async function brokenTargets(
  targets: Targets,
  batch: Batch,
  { temperature, settings }: Pick<Asked, 'temperature' | 'settings'>,
): Promise<RetortError | null> {
  if ([...batch.inputs].some(Number.isNaN)) return null; // nobody answers that with a number
  for (const { name, ask } of targets.members ?? [{ ...targets, name: null }]) {
    const { logits } = tidy(() => {
      const { logits } = ask(batch, { ...askedAbout(batch, temperature), settings });
      return { logits }; // [N, V]
    });
    const values = await read(logits); // sync point
    logits.dispose();
    if (!values.some(Number.isNaN)) continue;
    const who = name === null ? 'The teacher' : `The teacher “${name}”`;
    return new RetortError(
      'nan-loss',
      `${who} gave an answer that is no number. The student’s weights of the step before are kept: choose another teacher, or train this one anew at another seed.`,
    );
  }
  return null;
}
