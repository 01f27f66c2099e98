// Cancellation is cooperative: long work asks at its own boundaries whether it has been called off.

import { RetortError } from './errors';

/** Throws RetortError('cancelled') once the signal has been given. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new RetortError('cancelled', 'Stopped. Start again when you like.');
}
