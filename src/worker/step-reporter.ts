// Gathers the figures of steps, which may come some steps late, and posts them: about 12 times a second at first, 4 times once
// there is so much to see that a step changes little. So fast runs do not flood the page, and long ones leave it time.

import type { MixtureStatus, StepLog, TargetCacheStatus } from '../protocol/training';
import type { Post } from './post';

/** Milliseconds between posts: a fiftieth of the time so far, within these. */
const INTERVAL = { least: 80, most: 250, share: 1 / 50 };

export class StepReporter {
  #logs: StepLog[] = [];
  #next = 0;
  readonly #began = performance.now();
  /** All that were added have come. */
  #arrived: Promise<unknown> = Promise.resolve();

  /**
   * @param memory what is alive on the backend now. @param targetCache how full it is; null where there is none.
   * @param mixture how much each of several teachers counts; null where there is one.
   */
  constructor(
    private readonly post: Post,
    private readonly memory: () => { numTensors: number; numBytes: number },
    private readonly targetCache: () => TargetCacheStatus | null = () => null,
    private readonly mixture: () => MixtureStatus | null = () => null,
  ) {}

  /** Takes a step's figures when they come; they are told in the order in which they were added. */
  add(log: Promise<StepLog>): void {
    const before = this.#arrived;
    this.#arrived = log.then(async (figures) => {
      await before;
      this.#logs.push(figures);
      if (performance.now() >= this.#next) this.flush();
    });
    this.#arrived.catch(() => undefined); // settle() throws it
  }

  /** Waits for the figures of all steps so far and posts them. Throws what went wrong in one of them. */
  async settle(): Promise<void> {
    try {
      await this.#arrived;
    } finally {
      this.flush();
    }
  }

  /** Posts what has gathered; nothing where nothing has. */
  flush(): void {
    const now = performance.now();
    const { least, most, share } = INTERVAL;
    this.#next = now + Math.min(most, Math.max(least, share * (now - this.#began)));
    if (this.#logs.length === 0) return;
    const { numTensors, numBytes } = this.memory();
    const targetCache = this.targetCache();
    const mixture = this.mixture();
    this.post('train.steps', {
      logs: this.#logs.splice(0),
      liveTensors: numTensors,
      bytes: numBytes,
      ...(targetCache && { targetCache }),
      ...(mixture && { mixture }),
    });
  }
}
