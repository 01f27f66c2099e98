// Who computes next: training yields between steps, and waits a little longer while a reply is being written, so that a
// sentence is not spread over a hundred steps.

import { nextTask } from '../lib/next-task';

/** Longest that one step waits for the chat, in ms: training slows down while a model talks, and never stops. */
const CHAT_TURN = 150;

export class Turns {
  #writers = 0;
  #quiet: (() => void)[] = [];

  /** A reply is being written from now on; returns what to call when it is not (done, or waiting for a tool). */
  write(): () => void {
    this.#writers++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      if (--this.#writers === 0) for (const resolve of this.#quiet.splice(0)) resolve();
    };
  }

  /** Between two steps: lets messages through, and the chat for a moment. */
  async betweenSteps(): Promise<void> {
    await nextTask();
    if (this.#writers === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, CHAT_TURN);
      this.#quiet.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
