// Turns of a talk as the page remembers them, as models read them.

import { errorResult } from '../agent/loop';
import { normalise } from '../agent/normalise';
import type { Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { RememberedTurn } from '../protocol/transcript';

/** A call that failed is read by what its error says. */
export const transcriptOf = ({ steps, ...turn }: RememberedTurn): Transcript => ({
  ...turn,
  user: normalise(turn.user),
  steps: steps.map(({ call, result, error }) => ({
    call,
    result: result ?? errorResult(new RetortError('tool-failed', error ?? '')),
  })),
});
