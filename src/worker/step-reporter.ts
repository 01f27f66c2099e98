// Gathers step logs and posts them about 12 times a second, so that fast runs do not flood the page.

import type { StepLog, TargetCacheStatus } from '../protocol/messages';
import type { Post } from './post';

/** Milliseconds between posts. */
const INTERVAL = 80;

export class StepReporter {
  #logs: StepLog[] = [];
  #next = 0;
  /** Comes with the last log that was announced. */
  #last: Promise<void> = Promise.resolve();

  /** @param memory what is alive on the backend now. @param targetCache how full it is; null where there is none. */
  constructor(
    private readonly post: Post,
    private readonly memory: () => { numTensors: number; numBytes: number },
    private readonly targetCache: () => TargetCacheStatus | null = () => null,
  ) {}

  add(log: StepLog): void {
    this.#logs.push(log);
    if (performance.now() >= this.#next) this.flush();
  }

  /** Adds a log when it comes; logs come in the order of their announcement. A broken one is the training loop's to tell of. */
  announce(log: Promise<StepLog>): void {
    this.#last = log.then(
      (known) => this.add(known),
      () => undefined,
    );
  }

  /** Waits for what was announced and posts it. */
  async settle(): Promise<void> {
    await this.#last;
    this.flush();
  }

  /** Posts what has gathered; nothing where nothing has. */
  flush(): void {
    this.#next = performance.now() + INTERVAL;
    if (this.#logs.length === 0) return;
    const { numTensors, numBytes } = this.memory();
    const targetCache = this.targetCache();
    this.post('train.steps', {
      logs: this.#logs.splice(0),
      liveTensors: numTensors,
      bytes: numBytes,
      ...(targetCache && { targetCache }),
    });
  }
}
