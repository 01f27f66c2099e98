// The networks as the training loop sees them: weights on the device and a forward pass to logits [N, V].

import type { Params, Tensor } from '../engine/tensor';
import { hashString } from '../lib/rng';
import { encode, type EncoderConfig } from './encoder';
import { forwardMlp } from './mlp';
import type { StoredTensor } from './safetensors';
import { forward } from './transformer';
import type { TransformerConfig } from './transformer-config';
import { toParams } from './weights';

export interface ForwardOptions {
  /** Agent: where in 0..B·T logits are wanted, int32 [N]; everywhere by default. */
  positions?: Tensor | undefined;
  /** The step, while it trains: what a model drops at random follows from it, so that all arms drop alike. */
  training?: number;
}

/** A network as the training loop sees it. */
export interface Model {
  readonly params: Params;
  /** Inputs of a batch (ids int32 [B, T], or numbers [N, I]) -> logits [N, V]; N = the positions (agent) or B (intents). */
  forward(inputs: Tensor, options?: ForwardOptions): Tensor;
}

type Weights = Readonly<Record<string, StoredTensor>>;

/** Ids [B, T] -> logits [N, V] at the positions, or at all B·T. The caller disposes of params. */
export function transformerModel(config: TransformerConfig, weights: Weights, trainable = true): Model {
  const params = toParams(weights, trainable);
  return {
    params,
    forward: (ids, { positions } = {}) => forward(params, config, ids, positions), // [N, V]
  };
}

/** Rows [N, I] -> logits [N, K]. The caller disposes of params. */
export function mlpModel(weights: Weights, trainable = true): Model {
  const params = toParams(weights, trainable);
  return { params, forward: (x) => forwardMlp(params, x) }; // [N, K]
}

/** Sentences as ids [B, T] -> logits [B, K], with dropout in training. The caller disposes of params. */
export function encoderModel(
  config: EncoderConfig,
  weights: Weights,
  dropping?: { dropout: number; seed: number },
): Model {
  const params = toParams(weights);
  return {
    params,
    forward: (ids, { training } = {}) =>
      encode(
        params,
        config,
        ids,
        dropping && training !== undefined
          ? { rate: dropping.dropout, seed: hashString(`${dropping.seed} ${training}`) }
          : undefined,
      ), // [B, K]
  };
}
