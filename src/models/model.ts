// The networks as the training loop sees them: weights on the device, a shape, and a forward pass to logits [N, V] and taps.

import type { OneOfTwo } from '../catalog/types';
import type { Params, Readable, Tensor } from '../engine/tensor';
import { hashString } from '../lib/rng';
import { encode, type EncoderConfig } from './encoder';
import { forwardMlp, mlpShape } from './mlp';
import type { Forwarded, ModelShape, Want } from './taps';
import { forward, transformerShape } from './transformer';
import type { TransformerConfig } from './transformer-config';
import { type FloatWeights, toParams } from './weights';

export interface ForwardOptions {
  /** Agent: where in 0..B·T logits are wanted, int32 [N]; everywhere by default. */
  positions?: Tensor | undefined;
  /** The step, while it trains: what a model drops at random follows from it, so that all arms drop alike. */
  training?: number;
  /** What else to hand out; nothing by default, and that costs nothing. The logits are the same, bit for bit. */
  want?: Want | undefined;
  /** Of a model of two heads: whose task's answers; others have one. */
  head?: OneOfTwo | undefined;
}

/** A network as the training loop sees it. */
export interface Model {
  readonly params: Params;
  readonly shape: ModelShape;
  /**
   * Inputs of a batch (ids int32 [B, T], or numbers [N, I]) -> logits [N, V], N = the positions (agent) or B (intents), and
   * the taps that are wanted. Throws RetortError('config-invalid') where a wanted layer does not exist.
   */
  forward(inputs: Tensor, options?: ForwardOptions): Forwarded;
}

/** What a forward pass reads in place of the weights that are trained (transforms/hold.ts). */
export type Held = (params: Params) => Readable;
const asTheyAre: Held = (params) => params;

/** Ids [B, T] -> logits [N, V] at the positions, or at all B·T. The caller disposes of params. */
export function transformerModel(
  config: TransformerConfig,
  weights: FloatWeights,
  trainable = true,
  held = asTheyAre,
): Model {
  const params = toParams(weights, trainable);
  return {
    params,
    shape: transformerShape('decoder', config),
    forward: (ids, { positions, want, head } = {}) =>
      forward(held(params), config, ids, { positions, want, head }), // [N, V]
  };
}

/** Rows [N, I] -> logits [N, K]. The caller disposes of params. */
export function mlpModel(weights: FloatWeights, trainable = true, held = asTheyAre): Model {
  const params = toParams(weights, trainable);
  return {
    params,
    shape: mlpShape(params),
    forward: (x, { want } = {}) => forwardMlp(held(params), x, want), // [N, K]
  };
}

/** Sentences as ids [B, T] -> logits [B, K], with dropout in training. The caller disposes of params. */
export function encoderModel(
  config: EncoderConfig,
  weights: FloatWeights,
  dropping?: { dropout: number; seed: number } | null,
  held = asTheyAre,
): Model {
  const params = toParams(weights);
  return {
    params,
    shape: transformerShape('encoder', config),
    forward(ids, { training, want } = {}) {
      const drops =
        dropping && training !== undefined
          ? { rate: dropping.dropout, seed: hashString(`${dropping.seed} ${training}`) }
          : undefined;
      return encode(held(params), config, ids, { dropping: drops, want }); // [B, K]
    },
  };
}
