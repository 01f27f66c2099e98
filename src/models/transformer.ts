// The Llama-style decoder on tensors, for training and for teacher-forced evaluation: whole batches, with gradients.
// RMSNorm before each block, rotary causal attention with optional key smearing, SwiGLU, tied embeddings, no biases.
// Not for writing token by token: decoder.ts does that in plain arrays and must give the same logits.
// B rows, T positions, D width, F hidden, V vocabulary.

import { attention } from '../engine/ops/attention';
import { embedding } from '../engine/ops/embedding';
import { linear } from '../engine/ops/linear';
import { rmsNorm } from '../engine/ops/rms-norm';
import { add } from '../engine/ops/shape-ops';
import { swiglu } from '../engine/ops/swiglu';
import type { Params, Tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import type { TransformerConfig } from './transformer-config';

/**
 * ids int32 [B, T] -> logits [B, T, V]. The weights bear Hugging Face's names (weightShapes).
 * Padding needs no mask: it stands at the end, where causal attention never looks back from a counted position.
 */
export function forward(params: Params, config: TransformerConfig, ids: Tensor): Tensor {
  const eps = config.rms_norm_eps;
  const weight = (name: string): Tensor => {
    const found = params[name];
    if (!found) {
      throw new RetortError(
        'model-truncated',
        `The model's weight ${name} is missing. Load the model again.`,
      );
    }
    return found;
  };
  const table = weight('model.embed_tokens.weight'); // [V, D]
  let x = embedding(ids, table); // [B, T, D]
  for (let n = 0; n < config.num_hidden_layers; n++) {
    const at = (name: string): Tensor => weight(`model.layers.${n}.${name}`);
    const h = rmsNorm(x, at('input_layernorm.weight'), eps); // [B, T, D]
    const mixed = attention(
      linear(h, at('self_attn.q_proj.weight')),
      linear(h, at('self_attn.k_proj.weight')),
      linear(h, at('self_attn.v_proj.weight')),
      {
        heads: config.num_attention_heads,
        causal: true,
        ropeTheta: config.rope_theta,
        ...(config.key_smearing && { keySmear: at('self_attn.key_smear') }),
      },
    ); // [B, T, D]
    x = add(x, linear(mixed, at('self_attn.o_proj.weight')));
    const m = rmsNorm(x, at('post_attention_layernorm.weight'), eps); // [B, T, D]
    const gated = swiglu(linear(m, at('mlp.gate_proj.weight')), linear(m, at('mlp.up_proj.weight'))); // [B, T, F]
    x = add(x, linear(gated, at('mlp.down_proj.weight')));
  }
  return linear(rmsNorm(x, weight('model.norm.weight'), eps), table); // [B, T, V]
}
