// Embedded tokens and one layer of a Llama-style transformer, of the decoder and of the encoder alike: RMSNorm before each half,
// rotary attention, SwiGLU, no biases; keys and embedding smeared where the config says so. Causal or not, and what is dropped in
// training, is the caller's business.
// B rows, T positions, D width, F hidden.

import { embedding } from '../engine/ops/embedding';
import { smearEmbedding } from '../engine/ops/embedding-smear';
import { linear } from '../engine/ops/linear';
import { rmsNorm } from '../engine/ops/rms-norm';
import { add } from '../engine/ops/shape-ops';
import { swiglu } from '../engine/ops/swiglu';
import type { Readable, Tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import type { TapCollector } from './taps';
import type { TransformerConfig } from './transformer-config';

export interface BlockOptions {
  causal: boolean;
  /** [B, T], 0 where no position may look. */
  keyMask?: Tensor;
  /** Done to what each half adds to the residual stream. */
  drop?: (x: Tensor) => Tensor;
  /** Gets what it wants of this layer. */
  taps: TapCollector;
}

/** A weight by name. Throws RetortError('model-truncated') where it is missing. */
export function weightOf(params: Readable, name: string): Tensor {
  const found = params[name];
  if (found) return found;
  throw new RetortError('model-truncated', `The model's weight ${name} is missing. Load the model again.`);
}

/** ids int32 [B, T] -> [B, T, D]. */
export function embedTokens(params: Readable, config: TransformerConfig, ids: Tensor): Tensor {
  const x = embedding(ids, weightOf(params, 'model.embed_tokens.weight'));
  return config.embedding_smearing ? smearEmbedding(x, weightOf(params, 'model.embed_smear')) : x;
}

/** Layer n: x [B, T, D] -> [B, T, D]. */
export function transformerBlock(
  params: Readable,
  config: TransformerConfig,
  n: number,
  x: Tensor,
  { causal, keyMask, drop = (x) => x, taps }: BlockOptions,
): Tensor {
  const eps = config.rms_norm_eps;
  const at = (name: string): Tensor => weightOf(params, `model.layers.${n}.${name}`);
  const h = rmsNorm(x, at('input_layernorm.weight'), eps); // [B, T, D]
  const mixed = taps.attend(
    n,
    linear(h, at('self_attn.q_proj.weight')),
    linear(h, at('self_attn.k_proj.weight')),
    linear(h, at('self_attn.v_proj.weight')),
    {
      heads: config.num_attention_heads,
      causal,
      ropeTheta: config.rope_theta,
      ...(config.key_smearing && { keySmear: at('self_attn.key_smear') }),
      ...(keyMask && { keyMask }),
    },
  ); // [B, T, D]
  const attended = add(x, drop(linear(mixed, at('self_attn.o_proj.weight')))); // [B, T, D]
  const m = rmsNorm(attended, at('post_attention_layernorm.weight'), eps); // [B, T, D]
  const gated = swiglu(linear(m, at('mlp.gate_proj.weight')), linear(m, at('mlp.up_proj.weight'))); // [B, T, F]
  return add(attended, drop(linear(gated, at('mlp.down_proj.weight'))));
}
