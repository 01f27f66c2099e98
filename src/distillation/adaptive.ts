// What a run does by itself where its student gets no nearer to its teacher (settings "adaptive"): at each look at validation rows
// λ rises, the learning rate is halved, the stage ends; each as the person wants it, each told as a mark. Not the courses of T and
// λ, which follow the training loss (steering.ts).

import type * as v from 'valibot';
import { numberSetting } from '../catalog/settings';
import type { Settings } from '../catalog/types';
import type { adaptiveSchema } from '../protocol/checkpoint';
import type { Reaction } from '../protocol/training';
import type { Steering } from './steering';

const GROUP = 'adaptive';
const PARAMS = ['stopAfter', 'slowAfter', 'lambdaStep'] as const;
const SLOWER = 0.5;

/** Whether a run with these settings looks at its gap at all. */
export const watchesGap = (settings: Settings): boolean =>
  PARAMS.some((id) => numberSetting(settings, GROUP, id) > 0);

export interface AdaptiveOptions {
  settings: Settings;
  /** Steps between two looks. */
  every: number;
  /** How far the student is from its teacher now; less is better. */
  gap(): Promise<number>;
  steering: Pick<Steering, 'react' | 'at'>;
  onReaction?: ((reaction: Reaction) => void) | undefined;
}

export class Adaptive {
  #state: v.InferOutput<typeof adaptiveSchema> = { looked: 0, best: null, still: 0, slow: 0, ended: false };

  constructor(private readonly options: AdaptiveOptions) {}

  /** After a step, counted from 1: whether that was enough. */
  async look(step: number): Promise<boolean> {
    const { settings, every, steering, onReaction } = this.options;
    if (step % every !== 0) return false;
    if (step === this.#state.looked) return this.#state.ended; // a resume asks again
    const gap = await this.options.gap(); // sync point
    const state = { ...this.#state, looked: step };
    this.#state = state;
    if (state.best === null || gap < state.best) {
      Object.assign(state, { best: gap, still: 0, slow: 0 });
      return false;
    }
    state.still++;
    state.slow++;
    const [stopAfter, slowAfter, lambdaStep] = PARAMS.map((id) => numberSetting(settings, GROUP, id));
    if (stopAfter! > 0 && state.still >= stopAfter!) {
      state.ended = true;
      onReaction?.({ step, field: 'stop', value: gap });
      return true;
    }
    const before = steering.at(step - 1);
    if (lambdaStep! > 0 && before.lambda < 1) {
      const value = Math.min(1, before.lambda + lambdaStep!);
      steering.react({ shift: value - before.lambda });
      onReaction?.({ step, field: 'lambda', value });
    }
    if (slowAfter! > 0 && state.slow >= slowAfter!) {
      state.slow = 0;
      steering.react({ rate: SLOWER });
      onReaction?.({ step, field: 'learningRate', value: before.learningRate * SLOWER });
    }
    return false;
  }

  save(): v.InferOutput<typeof adaptiveSchema> {
    return { ...this.#state };
  }

  restore(saved: v.InferOutput<typeof adaptiveSchema>): void {
    this.#state = saved;
  }
}
