// The networks as the training loop sees them: weights on the device and a forward pass to logits [N, V].

import { hashString } from '../lib/rng';
import { encode, type EncoderConfig } from '../models/encoder';
import { forwardMlp } from '../models/mlp';
import type { StoredTensor } from '../models/safetensors';
import { forward } from '../models/transformer';
import type { TransformerConfig } from '../models/transformer-config';
import { toParams } from '../models/weights';
import type { Model } from './types';

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
