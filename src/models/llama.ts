// A Llama that any program wrote, as one of ours: its config.json read in the spellings of all years, and grouped queries spread, so
// that each head has keys and values of its own. The outputs are the same; only the matrices of keys and values grow.
// H heads, G groups of keys and values, d width of a head, D width.

import * as v from 'valibot';
import { RetortError } from '../lib/errors';
import type { StoredTensor } from './safetensors';
import {
  headSizes,
  type TransformerConfig,
  TransformerConfigSchema,
  weightShapes,
} from './transformer-config';

/** As float32 1 GB, what a page can hold. */
const MOST_PARAMETERS = 250e6;
/** Of keys and values that a sequence of the greatest length leaves behind, 256 MB; a decoder makes room for them at once. */
const MOST_REMEMBERED = 64e6;

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e7));
const theta = v.pipe(v.number(), v.finite(), v.gtValue(1));
const none = (why: string) => v.nullish(v.literal(false, why));
const plainTurns = v.literal('default', 'only plain rotary positions are read, none that are scaled');

/** What of a config.json has a say. Keys that this does not name are heeded by no Llama. */
const schema = v.object({
  model_type: v.picklist(['llama', 'retort']),
  vocab_size: size,
  hidden_size: size,
  intermediate_size: size,
  num_hidden_layers: v.pipe(size, v.maxValue(1000)),
  num_attention_heads: size,
  num_key_value_heads: v.nullish(size),
  head_dim: v.nullish(size),
  max_position_embeddings: v.optional(v.pipe(size, v.maxValue(1e6)), 128),
  rms_norm_eps: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 1e-5),
  rope_theta: v.nullish(theta),
  rope_parameters: v.nullish(
    v.object({ rope_theta: v.optional(theta), rope_type: v.optional(plainTurns, 'default') }),
  ),
  rope_scaling: v.nullish(v.object({ rope_type: plainTurns })),
  hidden_act: v.optional(v.literal('silu'), 'silu'),
  attention_bias: none('biases are not read'),
  mlp_bias: none('biases are not read'),
  tie_word_embeddings: v.optional(v.boolean(), false),
  key_smearing: v.optional(v.boolean(), false),
  embedding_smearing: v.optional(v.boolean(), false),
  intent_classes: v.optional(v.pipe(size, v.maxValue(1e5))),
  dialogue_turns: v.optional(size),
  reply_words: v.optional(v.array(v.string())),
  plan_temperature: v.optional(v.pipe(v.number(), v.gtValue(0))),
});

export interface Llama {
  config: TransformerConfig;
  /** Heads that share a key and a value; 1 where each has its own. */
  sharing: number;
}

/**
 * A parsed config.json. Throws RetortError('model-unknown') where it is not a model of this kind, 'file-too-large' where it is too
 * large for a page.
 * @param file what it is of, for messages.
 */
export function llamaOf(raw: unknown, file = 'config.json'): Llama {
  const wrong = (why: string): RetortError =>
    new RetortError(
      'model-unknown',
      `This ${file} cannot be used: ${why}. Choose a Llama without biases and scaled positions, or a model that Retort exported.`,
    );
  const parse = <S extends v.GenericSchema>(by: S, input: unknown): v.InferOutput<S> => {
    const result = v.safeParse(by, input);
    if (result.success) return result.output;
    const [issue] = result.issues;
    throw wrong(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  };
  const read = parse(schema, raw);
  const { num_attention_heads: H, hidden_size: D, num_key_value_heads: given, head_dim: d, ...rest } = read;
  const G = given ?? H;
  if (H % G !== 0) throw wrong(`num_key_value_heads: ${G} groups cannot share ${H} heads`);
  const config = parse(TransformerConfigSchema, {
    ...rest,
    model_type: 'llama',
    hidden_size: D,
    num_attention_heads: H,
    ...(d && d * H !== D && { head_dim: d }),
    // models for long texts are made ready for shorter ones
    max_position_embeddings: Math.min(
      read.max_position_embeddings,
      Math.max(1, Math.floor(MOST_REMEMBERED / (2 * read.num_hidden_layers * (d ? d * H : D)))),
    ),
    rope_theta: read.rope_parameters?.rope_theta ?? read.rope_theta ?? 10_000,
  });
  const parameters = [...weightShapes(config).values()].reduce(
    (sum, shape) => sum + shape.reduce((a, b) => a * b, 1),
    0,
  );
  if (parameters > MOST_PARAMETERS)
    throw new RetortError(
      'file-too-large',
      `This model has ${Math.round(parameters / 1e6)} million weights, and a page holds ${MOST_PARAMETERS / 1e6} million at most. Choose a smaller one.`,
    );
  return { config, sharing: H / G };
}

/** The same of a file's text; grouped queries are not told. */
export const parseTransformerConfig = (json: string): TransformerConfig => llamaOf(jsonOf(json)).config;

/** Throws RetortError('model-unknown') where a config.json is not JSON. */
export function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new RetortError(
      'model-unknown',
      'This config.json cannot be used: it is not JSON, perhaps cut off. Choose it again, or download the model again.',
      { cause },
    );
  }
}

/** Keys and values of each group once for each head of it: [G·d, D] -> [H·d, D]. What has another shape stays, to be refused. */
export function spreadGroups(
  { config, sharing }: Llama,
  weights: Readonly<Record<string, StoredTensor>>,
): Record<string, StoredTensor> {
  const { d, A } = headSizes(config);
  const shape = [A / sharing, config.hidden_size].join();
  return Object.fromEntries(
    Object.entries(weights).map(([name, tensor]) =>
      sharing > 1 && /\.self_attn\.[kv]_proj\.weight$/.test(name) && tensor.shape.join() === shape
        ? [name, repeated(tensor, d, sharing)]
        : [name, tensor],
    ),
  );
}

function repeated(
  { shape: [height = 0, width = 0], data }: StoredTensor,
  rows: number,
  times: number,
): StoredTensor {
  const block = rows * width;
  const out = new Float32Array(data.length * times);
  for (let from = 0, to = 0; from < data.length; from += block)
    for (let n = 0; n < times; n++, to += block) out.set(data.subarray(from, from + block), to);
  return { shape: [height * times, width], data: out };
}
