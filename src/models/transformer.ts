// The Llama-style decoder on tensors, for training and for teacher-forced evaluation: whole batches, with gradients.
// Causal attention, tied embeddings; the block is transformer-block.ts.
// Not for writing token by token: decoder.ts does that in plain arrays and must give the same logits.
// B rows, T positions, N chosen ones, D width, V vocabulary.

import { embedding } from '../engine/ops/embedding';
import { linear } from '../engine/ops/linear';
import { rmsNorm } from '../engine/ops/rms-norm';
import { reshape } from '../engine/ops/shape-ops';
import type { Params, Tensor } from '../engine/tensor';
import { embedTokens, transformerBlock, weightOf } from './transformer-block';
import type { TransformerConfig } from './transformer-config';

/**
 * ids int32 [B, T] -> logits [B·T, V], or [N, V] at the positions int32 [N] of 0..B·T alone: the product with the table is a
 * third of a small model's work, and most positions carry no loss. The weights bear Hugging Face's names (weightShapes).
 * Padding needs no mask: it stands at the end, where causal attention never looks back from a counted position.
 */
export function forward(params: Params, config: TransformerConfig, ids: Tensor, positions?: Tensor): Tensor {
  const table = weightOf(params, 'model.embed_tokens.weight'); // [V, D]
  let x = embedTokens(params, config, ids); // [B, T, D]
  for (let n = 0; n < config.num_hidden_layers; n++)
    x = transformerBlock(params, config, n, x, { causal: true });
  x = reshape(x, [-1, config.hidden_size]); // [B·T, D]
  if (positions) x = embedding(positions, x); // [N, D]
  return linear(rmsNorm(x, weightOf(params, 'model.norm.weight'), config.rms_norm_eps), table); // [B·T or N, V]
}
