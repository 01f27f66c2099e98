// Value and gradients of a loss in one call: the only place where the gradient tape is used.

import { clone, dispose, engine, keep, type Scalar, type Tensor, variableGrads } from '@tensorflow/tfjs-core';
import { RetortError } from '../lib/errors';
import type { Params } from './tensor';

export interface ValueAndGradients<Extra extends string> {
  loss: Tensor;
  /** Everything else that f returned. */
  extras: Record<Extra, Tensor>;
  /** By the names of params; a weight that the loss does not depend on has none. */
  grads: Record<string, Tensor>;
}

/** What the tape holds for gradients that nobody will ask for any more: TensorFlow.js frees it only when it has gone back. */
function disposeTape(): void {
  const { activeTape } = engine().state as { activeTape: readonly { saved?: Tensor[] }[] | null };
  for (const { saved = [] } of activeTape ?? []) dispose(saved);
}

/**
 * Runs f and differentiates its loss (a scalar) by every trainable weight. Loss, extras and gradients belong to the caller's
 * tidy(), or to the caller; everything else is freed, also where f throws. Throws RetortError('internal') if there is no weight.
 */
export function valueAndGradients<Out extends { loss: Tensor }>(
  f: () => Out,
  params: Params,
): ValueAndGradients<Exclude<keyof Out & string, 'loss'>> {
  const variables = Object.entries(params).filter(([, variable]) => variable.trainable);
  if (variables.length === 0) {
    throw new RetortError(
      'internal',
      'There is nothing to train. Choose a model that has trainable weights.',
    );
  }
  const kept: Record<string, Tensor> = {};
  const lossOf = () => {
    const { loss, ...extras } = f();
    for (const [name, x] of Object.entries(extras as Record<string, Tensor>)) kept[name] = keep(clone(x));
    return loss as Scalar;
  };
  let differentiated: ReturnType<typeof variableGrads>;
  try {
    differentiated = variableGrads(
      lossOf,
      variables.map(([, variable]) => variable),
    );
  } catch (error) {
    disposeTape();
    dispose(kept);
    throw error;
  }
  const { value, grads } = differentiated;
  // kept tensors would outlive the caller's tidy(): hand over copies (of the handle, not of the numbers) that do not
  const extras = Object.fromEntries(Object.entries(kept).map(([name, x]) => [name, clone(x)]));
  dispose(kept);
  const byName: Record<string, Tensor> = {};
  for (const [name, variable] of variables) {
    const gradient = grads[variable.name];
    if (gradient) byName[name] = gradient;
  }
  return {
    loss: value,
    extras: extras as Record<Exclude<keyof Out & string, 'loss'>, Tensor>,
    grads: byName,
  };
}
