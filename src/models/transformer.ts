// The Llama-style decoder on tensors, for training and for teacher-forced evaluation: whole batches, with gradients.
// Causal attention, embeddings tied or not, and where the model has one a second head of classes; the block is transformer-block.ts.
// Not for writing token by token: decoder.ts does that in plain arrays and must give the same logits.
// B rows, T positions, N chosen ones, D width, V vocabulary, K classes.

import { embedding } from '../engine/ops/embedding';
import { linear } from '../engine/ops/linear';
import { rmsNorm } from '../engine/ops/rms-norm';
import { reshape } from '../engine/ops/shape-ops';
import type { OneOfTwo } from '../catalog/types';
import type { Readable, Tensor } from '../engine/tensor';
import { type Forwarded, type ModelShape, TapCollector, type Want } from './taps';
import { embedTokens, transformerBlock, weightOf } from './transformer-block';
import { headOf, INTENT_HEAD, type TransformerConfig } from './transformer-config';

/** The shape of a transformer of either kind. */
export const transformerShape = (kind: 'decoder' | 'encoder', config: TransformerConfig): ModelShape => ({
  kind,
  layers: config.num_hidden_layers,
  width: config.hidden_size,
  widths: Array.from({ length: config.num_hidden_layers + 1 }, () => config.hidden_size),
  heads: config.num_attention_heads,
});

/**
 * ids int32 [B, T] -> logits [B·T, V], or [N, V] at the positions int32 [N] of 0..B·T alone: the product with the table is a
 * third of a small model's work, and most positions carry no loss. The weights bear Hugging Face's names (weightShapes).
 * The second head gives logits [N, K] in the place of the table's.
 * Padding needs no mask: it stands at the end, where causal attention never looks back from a counted position.
 */
export function forward(
  params: Readable,
  config: TransformerConfig,
  ids: Tensor,
  {
    positions,
    want = {},
    head,
  }: {
    positions?: Tensor | undefined;
    want?: Want | undefined;
    head?: OneOfTwo | undefined;
  } = {},
): Forwarded {
  const taps = new TapCollector(want, transformerShape('decoder', config));
  let x = embedTokens(params, config, ids); // [B, T, D]
  taps.hidden(0, x);
  for (let n = 0; n < config.num_hidden_layers; n++) {
    x = transformerBlock(params, config, n, x, { causal: true, taps });
    taps.hidden(n + 1, x);
  }
  x = reshape(x, [-1, config.hidden_size]); // [B·T, D]
  if (positions) x = embedding(positions, x); // [N, D]
  const last = rmsNorm(x, weightOf(params, 'model.norm.weight'), config.rms_norm_eps);
  const rows = weightOf(params, head === 'intents' ? INTENT_HEAD : headOf(config)); // [V or K, D]
  return taps.with(linear(last, rows)); // [B·T or N, V or K]
}
