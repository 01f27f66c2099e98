// For this folder's tests: the networks in float64, from the formulas, with all that a forward pass can hand out. The oracle of
// values and, by finite differences, of gradients. Not part of the page.
// B rows, T positions, D width, H heads.

import * as twin from '../engine/reference';
import { type Grid, grid } from '../engine/reference';
import { createRng } from '../lib/rng';
import type { EncoderConfig } from './encoder';
import type { TransformerConfig } from './transformer-config';
import { toParams } from './weights';

export type TwinWeights = Record<string, Grid>;

/** Numbers of float32 for every shape, large enough that each weight shows; norms around 1. */
export function drawnWeights(shapes: ReadonlyMap<string, readonly number[]>, seed: number): TwinWeights {
  const rng = createRng(seed);
  return Object.fromEntries(
    [...shapes].map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b);
      const around = name.includes('norm') ? 1 : 0;
      return [
        name,
        grid(
          shape,
          Float32Array.from({ length }, () => around + 0.5 * rng.normal()),
        ),
      ];
    }),
  );
}

/** The same numbers on the device. */
export const paramsOf = (w: TwinWeights) =>
  toParams(
    Object.fromEntries(
      Object.entries(w).map(([name, { shape, data }]) => [
        name,
        { shape: [...shape], data: Float32Array.from(data) },
      ]),
    ),
  );

export interface TwinForward {
  logits: Float64Array;
  /** [B, T, D] each, one more than there are layers. */
  hidden: Float64Array[];
  /** [B, H, T, T] each. */
  attention: Float64Array[];
  /** [B, H, T, d] each. */
  relations: { query: Float64Array; key: Float64Array; value: Float64Array }[];
}

/** ids [B·T]; logits [B·T, V] of a decoder, [B, K] of an encoder (whose config has classes). */
export function transformerTwin(
  w: TwinWeights,
  config: TransformerConfig | EncoderConfig,
  ids: Int32Array,
  B: number,
): TwinForward {
  const { hidden_size: D, num_attention_heads: H, num_hidden_layers: L, rms_norm_eps: eps } = config;
  const T = ids.length / B;
  const encoder = 'classes' in config;
  const mask = encoder ? ids.map((id) => Number(id !== config.pad_token_id)) : undefined;
  const at = (data: Float64Array, width = D): Grid => ({ shape: [B, T, width], data });
  const plus = (a: Grid, b: Float64Array): Grid => at(a.data.map((value, i) => value + b[i]!));
  const norm = (x: Grid, name: string): Grid => at(twin.rmsNorm(x, w[name]!, eps));
  const project = (x: Grid, name: string): Grid => at(twin.linear(x, w[name]!), w[name]!.shape[0]!);

  const embedded = at(twin.embedding(ids, w['model.embed_tokens.weight']!));
  let x = config.embedding_smearing ? at(twin.smearEmbedding(embedded, w['model.embed_smear']!)) : embedded;
  const taps: Omit<TwinForward, 'logits'> = { hidden: [x.data], attention: [], relations: [] };
  for (let n = 0; n < L; n++) {
    const name = (part: string) => `model.layers.${n}.${part}`;
    const h = norm(x, name('input_layernorm.weight'));
    const [q, k, v] = ['q', 'k', 'v'].map((part) => project(h, name(`self_attn.${part}_proj.weight`)));
    const options = {
      ...{ q: q!, k: k!, v: v!, heads: H, causal: !encoder, ropeTheta: config.rope_theta },
      ...(config.key_smearing && { keySmear: w[name('self_attn.key_smear')]! }),
      ...(mask && { keyMask: mask }),
    };
    x = plus(x, project(at(twin.attention(options), q!.shape.at(-1)), name('self_attn.o_proj.weight')).data);
    const m = norm(x, name('post_attention_layernorm.weight'));
    const [gate, up] = ['gate', 'up'].map((part) => project(m, name(`mlp.${part}_proj.weight`)));
    const gated = at(twin.swiglu(gate!, up!), config.intermediate_size);
    x = plus(x, project(gated, name('mlp.down_proj.weight')).data);
    const heads = (of: Grid) => twin.splitHeads(of, H);
    taps.hidden.push(x.data);
    taps.attention.push(twin.attentionMap(options));
    taps.relations.push({ query: heads(q!), key: heads(k!), value: heads(v!) });
  }
  const last = norm(x, 'model.norm.weight');
  if (!mask) return { logits: twin.linear(last, w['model.embed_tokens.weight']!), ...taps };
  const pooled = grid([B, D], twin.maskedMean(last, mask));
  return { logits: twin.linear(pooled, w['score.weight']!), ...taps };
}

/** x [N, I] -> logits [N, K] and hidden states, [N, width] each, x the first. */
export function mlpTwin(w: TwinWeights, x: Grid): Pick<TwinForward, 'logits' | 'hidden'> {
  const layers = Object.keys(w).length / 2;
  const [N] = x.shape;
  const hidden = [x.data];
  let h = x;
  for (let n = 0; n < layers; n++) {
    const weight = w[`layers.${n}.weight`]!;
    h = grid([N!, weight.shape[0]!], twin.linear(h, weight, w[`layers.${n}.bias`]!));
    if (n + 1 === layers) break;
    h = grid(h.shape, twin.activation(h, 'tanh'));
    hidden.push(h.data);
  }
  return { logits: h.data, hidden };
}
