// Copies of the models write the held-out dialogues while training goes on: a slice between two steps, all they want while the
// run is paused or over. Each outcome joins the evaluation of the step that the copy is from. Nothing is said once aborted.

import { type Arm, isTeacher } from '../catalog/arms';
import type { Writer } from '../tasks/task';
import { RetortError } from '../lib/errors';
import type { Evaluation } from '../protocol/training';
import { type Post, throttledProgress } from './post';
import { Slices } from './slices';

/** Longest that one step waits, in ms, and the share of the time that goes into writing while there is some to do. */
const SLICE = 40;
const SHARE = 0.2;

export class Rehearsals {
  readonly #slices = new Slices();
  readonly #jobs = new Map<Arm, { done: number; total: number }>();
  #stepBegan = 0;
  #failure: unknown = null;

  constructor(
    private readonly post: Post,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => void this.#slices.open(Infinity)); // so that all come to their end
  }

  /** Whether a model is still at an earlier step's dialogues. */
  has(who: Arm): boolean {
    return this.#jobs.has(who);
  }

  /** Has dialogues written for an evaluation, from the next slice on. */
  start(evaluation: Evaluation, write: Writer): void {
    if (this.signal.aborted) return;
    const kind = isTeacher(evaluation.arm) ? 'patient' : 'eager'; // its figures stay true for the whole run
    const progress = { done: 0, total: 1 };
    this.#jobs.set(evaluation.arm, progress);
    void this.#slices
      .run(kind, async () => {
        const { figures, written } = await write({
          signal: this.signal,
          pace: () => this.#slices.turn(kind),
          onProgress: (done, total) => void Object.assign(progress, { done, total }),
        });
        if (!this.signal.aborted) {
          this.post('train.evaluation', {
            ...evaluation,
            figures: { ...evaluation.figures, ...figures },
            written,
          });
        }
      })
      .catch((error: unknown) => {
        if (!(error instanceof RetortError && error.code === 'cancelled')) this.#failure ??= error;
      })
      .finally(() => this.#jobs.delete(evaluation.arm));
  }

  /** Between two steps. Throws what went wrong in writing. */
  async slice(): Promise<void> {
    const spent = performance.now() - this.#stepBegan;
    await this.#slices.open(Math.min(SLICE, (spent * SHARE) / (1 - SHARE)));
    this.#stepBegan = performance.now();
    if (this.#failure) throw this.#failure;
  }

  /** While no steps are taken, writing goes on as it likes; messages come through all the same. */
  rest(): void {
    void this.#slices.open(Infinity);
  }

  /** Steps are taken again. */
  resume(): void {
    this.#slices.shut();
  }

  /** Waits for all that is still being written, with progress. Throws what went wrong in writing. */
  async finish(): Promise<void> {
    const tell = throttledProgress(this.post, 'evaluation');
    const jobs = [...this.#jobs.values()];
    const sum = (key: 'done' | 'total') => jobs.reduce((all, job) => all + job[key], 0);
    const timer = setInterval(() => tell(Math.min(sum('done'), sum('total') - 1), sum('total')), 100);
    try {
      await this.#slices.open(Infinity);
    } finally {
      clearInterval(timer);
      if (jobs.length > 0) tell(1, 1);
    }
    if (this.#failure) throw this.#failure;
  }
}
