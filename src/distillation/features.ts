// What methods on features and relations are made of: learned projections from the student's width to the teacher's, and the loss with
// their terms beside Hinton's:
//   L = λ·CE + (1−λ)·[T²·KL + b·Σ w_i·f_i],  b = 1, or what makes the sum as large as T²·KL, without a gradient (METHODS row 19)

import { BALANCE, SCALED } from '../catalog/feature-params';
import { balancedTo } from '../engine/ops/balance';
import { distillationLoss } from '../engine/ops/distillation-loss';
import { linearBias } from '../engine/ops/linear';
import { add, scale } from '../engine/ops/shape-ops';
import { scalar, type Params, type Tensor } from '../engine/tensor';
import { createRng } from '../lib/rng';
import type { StoredTensor } from '../models/safetensors';
import type { MethodLoss, MethodStep } from './method';

/** First weights of a projection [from] -> [to], as PyTorch's nn.Linear has them. */
export function projection(
  name: string,
  from: number,
  to: number,
  seed: number,
): Record<string, StoredTensor> {
  const rng = createRng(seed).fork(name);
  const bound = 1 / Math.sqrt(from);
  const drawn = (length: number) => Float32Array.from({ length }, () => bound * (2 * rng.next() - 1));
  return {
    [`${name}.weight`]: { shape: [to, from], data: drawn(to * from) },
    [`${name}.bias`]: { shape: [to], data: drawn(to) },
  };
}

/** x [.., from] -> [.., to] */
export const project = (params: Params, name: string, x: Tensor): Tensor =>
  linearBias(x, params[`${name}.weight`]!, params[`${name}.bias`]!);

/** A term's value, a scalar with a gradient (null: nothing of it in this batch), and what it counts. */
export interface Feature {
  value: Tensor | null;
  weight: number;
}

const valuesOf = (features: Readonly<Record<string, Feature>>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(features).map(([id, { value }]) => [id, value ?? scalar(0)]));

/** Σ w·f of those that are there; null where none is. */
function weighted(features: Readonly<Record<string, Feature>>): Tensor | null {
  const parts = Object.values(features).flatMap(({ value, weight }) =>
    value && weight > 0 ? [scale(value, weight)] : [],
  );
  return parts.length === 0 ? null : parts.reduce(add);
}

/** Hinton's loss with features beside it; the terms are as they are, without their weights. */
export function besideLogits(step: MethodStep, features: Readonly<Record<string, Feature>>): MethodLoss {
  const { student, teacher, settings, lambda } = step;
  const { loss, ce, soft } = distillationLoss({
    ...step,
    studentLogits: student.logits,
    teacherLogits: teacher.logits,
    teacherTail: teacher.tail,
  });
  const terms = { ce, kl: soft, ...valuesOf(features) };
  const sum = weighted(features);
  if (!sum || lambda === 1) return { loss, terms };
  const balanced = settings[BALANCE] === SCALED ? balancedTo(sum, soft) : sum;
  return { loss: add(loss, scale(balanced, 1 - lambda)), terms };
}

/** The features alone, before the answers count; the answers where there is none of them in this batch. */
export function withoutLogits(step: MethodStep, features: Readonly<Record<string, Feature>>): MethodLoss {
  const sum = weighted(features);
  if (!sum) return besideLogits(step, features);
  return { loss: scale(sum, 1 - step.lambda), terms: valuesOf(features) };
}
