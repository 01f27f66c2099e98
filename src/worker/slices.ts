// Time for work beside the training: whoever trains opens a slice between two steps, and background work, which asks before
// each of its pieces, goes on until the slice is used up. One thread, so a piece is never interrupted.

import { nextTask } from '../lib/next-task';

export class Slices {
  #jobs = 0;
  #until = 0;
  #waiting: (() => void)[] = [];
  /** Ends the wait of `open`. */
  #usedUp: () => void = () => undefined;

  /** Runs background work, which must wait for turn() before each piece of computation. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#jobs++;
    try {
      return await work();
    } finally {
      if (--this.#jobs === 0) this.#usedUp();
    }
  }

  /** Resolves when there is time for one piece of background work; messages have come through by then. */
  async turn(): Promise<void> {
    await nextTask();
    if (performance.now() < this.#until) return;
    this.#usedUp();
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Gives background work this many ms, and a piece to each job at least; resolves when they are used up or nothing is left. */
  async open(ms: number): Promise<void> {
    if (this.#jobs === 0) return;
    this.shut();
    await new Promise<void>((resolve) => {
      // the end also comes by the clock: work may wait for something other than its turn
      const timer = ms === Infinity ? undefined : setTimeout(() => this.#usedUp(), ms);
      this.#usedUp = () => {
        clearTimeout(timer);
        this.#until = 0;
        resolve();
      };
      this.#until = performance.now() + ms;
      for (const go of this.#waiting.splice(0)) go();
    });
  }

  /** Ends a slice, one without limit above all. */
  shut(): void {
    this.#usedUp();
  }
}
