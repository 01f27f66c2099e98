// Who computes next: training yields between steps, and waits a little longer while a reply is being written, so that a
// sentence is not spread over a hundred steps.

import { nextTask } from '../lib/next-task';

/** Longest that one step waits for the chat, in ms: training slows down while a model talks, and never stops. */
const CHAT_TURN = 150;
/** The same while a language model talks, which needs the machine's cores for itself and takes many seconds: training all but rests. */
export const LANGUAGE_TURN = 3000;

export class Turns {
  /** How long a step waits for each, at most. */
  readonly #writers = new Set<{ longest: number }>();
  #quiet: (() => void)[] = [];

  /** A reply is being written from now on; returns what to call when it is not (done, or waiting for a tool). */
  write(longest = CHAT_TURN): () => void {
    const writer = { longest };
    this.#writers.add(writer);
    return () => {
      if (this.#writers.delete(writer) && this.#writers.size === 0)
        for (const resolve of this.#quiet.splice(0)) resolve();
    };
  }

  /** Between two steps: lets messages through, and the chat for a moment. */
  async betweenSteps(): Promise<void> {
    await nextTask();
    if (this.#writers.size === 0) return;
    const longest = Math.max(...[...this.#writers].map((writer) => writer.longest));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      this.#quiet.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
