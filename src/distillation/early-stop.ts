// When a teacher that is trained here has had enough: every so many steps a look at data, an end where it is good enough or has
// not got better for some looks. With patience the best weights stay, else the last. Not a schedule: the loop knows nothing of it.

import type { Model } from '../models/model';
import { parseSafetensors, serialiseSafetensors, type StoredTensor } from '../models/safetensors';
import { assignParams, fromParams } from '../models/weights';
import type { SavedWatch } from '../protocol/checkpoint';

export interface EarlyStopOptions {
  /** Steps between two looks. */
  every: number;
  /** More is better. */
  score(model: Model): Promise<number>;
  /** The score at which it ends. */
  enough?: number;
  /** Looks without a better score after which it ends. */
  patience?: number;
}

export class EarlyStop {
  #best: { score: number; step: number; weights: Record<string, StoredTensor> } | null = null;

  constructor(
    private readonly model: Model,
    private readonly options: EarlyStopOptions,
  ) {}

  /** After a step, counted from 1: whether that was enough. */
  async look(step: number): Promise<boolean> {
    const { every, enough = Infinity, patience } = this.options;
    if (step % every !== 0) return false;
    const score = await this.options.score(this.model);
    if (score >= enough) return true;
    if (patience === undefined) return false;
    if (!this.#best || score > this.#best.score) {
      this.#best = { score, step, weights: await fromParams(this.model.params) }; // sync point
      return false;
    }
    return step - this.#best.step >= patience * every;
  }

  /** At the end: puts the best weights back. */
  finish(): void {
    if (this.#best) assignParams(this.model.params, this.#best.weights);
  }

  /** For a checkpoint; null before there is anything to remember. */
  save(): SavedWatch | null {
    if (!this.#best) return null;
    const { score, step, weights } = this.#best;
    return { score, step, weights: serialiseSafetensors(weights, 'F32').buffer };
  }

  restore({ score, step, weights }: SavedWatch): void {
    this.#best = { score, step, weights: parseSafetensors(weights) };
  }
}
