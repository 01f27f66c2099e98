// A step of a student of two tasks: each task's rows have a loss of their own, by the run's method and as means over those rows, and
//   L = Σ w·L_task / Σ w,
// so that a weight (settings "taskWeights") says how much a task counts, however many rows it has. A task of weight 0 is left out, not
// multiplied by 0: nothing of it is computed, and its head has no gradient. Of one task all is as if this file were not.

import { settingsOf } from '../catalog/settings';
import { termOfTask } from '../catalog/two-tasks';
import type { Settings } from '../catalog/types';
import type { Batch } from '../data/batches';
import { add, scale } from '../engine/ops/shape-ops';
import type { Tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import type { MethodLoss } from './method';

/** One task's rows of a step. */
export interface StepPart {
  batch: Batch;
  /** Its share of the loss; the shares of a step sum to 1. */
  share: number;
}

/** Throws RetortError('config-invalid') where no task counts. */
export function stepParts(batch: Batch, settings: Settings): StepPart[] {
  if (!batch.also) return [{ batch, share: 1 }];
  const weights = settingsOf(settings, 'taskWeights');
  const parts = [batch, batch.also].map((part) => ({ batch: part, weight: Number(weights[part.task!]) }));
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  if (sum === 0)
    throw new RetortError(
      'config-invalid',
      'Both tasks have the weight 0, so that there is nothing to learn. Raise one of the task weights.',
    );
  return parts.flatMap(({ batch, weight }) => (weight > 0 ? [{ batch, share: weight / sum }] : []));
}

/** A step's loss and terms, scalars; of two tasks each term as it enters the loss, and beside it each task's own (termOfTask). */
export function together(parts: readonly (StepPart & MethodLoss)[]): MethodLoss {
  const [first] = parts as [(typeof parts)[number]];
  if (!first.batch.task) return first;
  const terms: Record<string, Tensor> = {};
  for (const id of Object.keys(first.terms)) terms[id] = mean(parts, (part) => part.terms[id]!);
  for (const part of parts)
    for (const [id, term] of Object.entries(part.terms)) terms[termOfTask(id, part.batch.task!)] = term;
  return { loss: mean(parts, ({ loss }) => loss), terms };
}

/** By the shares. */
const mean = <P extends StepPart>(parts: readonly P[], of: (part: P) => Tensor): Tensor =>
  parts.map((part) => (part.share === 1 ? of(part) : scale(of(part), part.share))).reduce(add);
