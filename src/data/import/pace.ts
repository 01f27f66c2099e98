// Long work in slices: the worker hears messages in between, can be told to stop, and says how far it is.

import { RetortError } from '../../lib/errors';
import { nextTask } from '../../lib/next-task';

export interface PaceOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Work between two looks at the clock is short; a slice ends after this many ms. */
const SLICE_MS = 25;

export class Pace {
  #sliceEnds = performance.now() + SLICE_MS;

  constructor(private readonly options: PaceOptions = {}) {}

  /** Whether the slice is over, so that `rest` is due: cheap, for tight loops. */
  get tired(): boolean {
    return performance.now() >= this.#sliceEnds;
  }

  /** Reports progress and lets other tasks run. Throws RetortError('cancelled') once the signal is aborted. */
  async rest(done: number, total: number): Promise<void> {
    this.options.onProgress?.(done, total);
    await nextTask();
    if (this.options.signal?.aborted) throw new RetortError('cancelled', 'The import was stopped.');
    this.#sliceEnds = performance.now() + SLICE_MS;
  }
}
