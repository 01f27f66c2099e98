// Gathers step logs and posts them about 12 times a second, so that fast runs do not flood the page.

import type { StepLog } from '../protocol/messages';
import type { Post } from './post';

/** Milliseconds between posts. */
const INTERVAL = 80;

export class StepReporter {
  #logs: StepLog[] = [];
  #next = 0;

  /** @param memory what is alive on the backend now. */
  constructor(
    private readonly post: Post,
    private readonly memory: () => { numTensors: number; numBytes: number },
  ) {}

  add(log: StepLog): void {
    this.#logs.push(log);
    if (performance.now() >= this.#next) this.flush();
  }

  /** Posts what has gathered; nothing where nothing has. */
  flush(): void {
    this.#next = performance.now() + INTERVAL;
    if (this.#logs.length === 0) return;
    const { numTensors, numBytes } = this.memory();
    this.post('train.steps', { logs: this.#logs.splice(0), liveTensors: numTensors, bytes: numBytes });
  }
}
