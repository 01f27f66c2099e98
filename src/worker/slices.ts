// Time for work beside the training: whoever trains opens a slice between two steps, and background work, which asks before
// each of its pieces, goes on until the slice is used up. One thread, so a piece is never interrupted. Patient work, which nobody waits
// for, gets what other work leaves.

import { nextTask } from '../lib/next-task';

export type Kind = 'eager' | 'patient';

export class Slices {
  #jobs = { eager: 0, patient: 0 };
  #until = 0;
  #waiting = { eager: [] as (() => void)[], patient: [] as (() => void)[] };
  /** Ends the wait of `open`. */
  #usedUp: () => void = () => undefined;

  /** Runs background work, which must wait for turn() before each piece of computation. */
  async run<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
    this.#jobs[kind]++;
    try {
      return await work();
    } finally {
      this.#jobs[kind]--;
      if (this.#idle) this.#usedUp();
      else if (performance.now() < this.#until) this.#letGo();
    }
  }

  /** Resolves when there is time for one piece of background work; messages have come through by then. */
  async turn(kind: Kind): Promise<void> {
    await nextTask();
    const over = performance.now() >= this.#until;
    if (over) this.#usedUp();
    else if (kind === 'eager' || this.#jobs.eager === 0) return;
    await new Promise<void>((resolve) => this.#waiting[kind].push(resolve));
  }

  /** Gives background work this many ms, and a piece to each at least; resolves when they are used up or nothing is left. */
  async open(ms: number): Promise<void> {
    if (this.#idle) return;
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
      this.#letGo();
    });
  }

  /** Ends a slice, one without limit above all. */
  shut(): void {
    this.#usedUp();
  }

  get #idle(): boolean {
    return this.#jobs.eager + this.#jobs.patient === 0;
  }

  #letGo(): void {
    for (const go of this.#waiting.eager.splice(0)) go();
    if (this.#jobs.eager === 0) for (const go of this.#waiting.patient.splice(0)) go();
  }
}
