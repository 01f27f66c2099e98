// Gathers the figures of steps, which may come some steps late, and posts them about 12 times a second, so that fast runs do
// not flood the page.

import type { MixtureStatus, StepLog, TargetCacheStatus } from '../protocol/training';
import type { Post } from './post';

/** Milliseconds between posts. */
const INTERVAL = 80;

export class StepReporter {
  #logs: StepLog[] = [];
  #next = 0;
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
    this.#next = performance.now() + INTERVAL;
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
