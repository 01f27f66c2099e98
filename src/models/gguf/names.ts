// What llama.cpp calls the weights of a Llama, and how it orders the rows of queries and keys: it turns neighbouring pairs of numbers,
// where Hugging Face's Llama turns (i, i + d/2), so that the rows of each head are interleaved. H heads of d rows.

import type { StoredTensor } from '../safetensors';

const LAYER: Readonly<Record<string, string>> = {
  'input_layernorm.weight': 'attn_norm.weight',
  'self_attn.q_proj.weight': 'attn_q.weight',
  'self_attn.k_proj.weight': 'attn_k.weight',
  'self_attn.v_proj.weight': 'attn_v.weight',
  'self_attn.o_proj.weight': 'attn_output.weight',
  'post_attention_layernorm.weight': 'ffn_norm.weight',
  'mlp.gate_proj.weight': 'ffn_gate.weight',
  'mlp.up_proj.weight': 'ffn_up.weight',
  'mlp.down_proj.weight': 'ffn_down.weight',
};
const WHOLE: Readonly<Record<string, string>> = {
  'model.embed_tokens.weight': 'token_embd.weight',
  'model.norm.weight': 'output_norm.weight',
  'lm_head.weight': 'output.weight',
};
const inverted = (names: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(names).map(([ours, theirs]) => [theirs, ours]));
const [FROM_LAYER, FROM_WHOLE] = [inverted(LAYER), inverted(WHOLE)];

/** Undefined for what llama.cpp's Llama does not have. */
export function ggufName(name: string): string | undefined {
  const [, layer, rest] = /^model\.layers\.(\d+)\.(.*)$/.exec(name) ?? [];
  const theirs = rest === undefined ? WHOLE[name] : LAYER[rest];
  return theirs && (layer === undefined ? theirs : `blk.${layer}.${theirs}`);
}

/** Hugging Face's name; the same where it has none. */
export function ownName(name: string): string {
  const [, layer, rest] = /^blk\.(\d+)\.(.*)$/.exec(name) ?? [];
  const ours = rest === undefined ? FROM_WHOLE.get(name) : FROM_LAYER.get(rest);
  if (ours === undefined) return name;
  return layer === undefined ? ours : `model.layers.${layer}.${ours}`;
}

/** Whose rows are turned by position. */
export const isTurned = (name: string): boolean => /\.self_attn\.[qk]_proj\.weight$/.test(name);

/** Rows (0, 1, … d − 1) of each head as (0, d/2, 1, d/2 + 1, …), or back; d is even. */
export function reorderRows({ shape, data }: StoredTensor, heads: number, way: 'to' | 'from'): StoredTensor {
  const [rows = 0, width = 0] = shape;
  const d = rows / heads;
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    const [start, i] = [row - (row % d), row % d];
    const paired = start + (i % 2) * (d / 2) + (i >> 1); // where Hugging Face has what llama.cpp has in this row
    const [from, to] = way === 'to' ? [paired, row] : [row, paired];
    out.set(data.subarray(from * width, (from + 1) * width), to * width);
  }
  return { shape, data: out };
}
