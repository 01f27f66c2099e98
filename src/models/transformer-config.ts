// A transformer's sizes in the keys of Hugging Face's Llama, with keys of our own: key_smearing, embedding_smearing, intent_classes,
// dialogue_turns, plan_temperature, reply_words. The shapes of all weights follow from it (weightShapes). How a config.json is read is llama.ts. Not the named sizes one can choose
// (catalog/).

import * as v from 'valibot';

const size = v.pipe(v.number(), v.integer(), v.minValue(1));

export const TransformerConfigSchema = v.pipe(
  v.object({
    model_type: v.literal('llama'),
    vocab_size: size,
    hidden_size: size,
    intermediate_size: size,
    num_hidden_layers: size,
    num_attention_heads: size,
    num_key_value_heads: v.optional(size),
    /** Width of a head, d; without it the heads share hidden_size among them. A model with heads cut away has it. */
    head_dim: v.optional(size),
    max_position_embeddings: v.optional(size, 128),
    rms_norm_eps: v.optional(v.pipe(v.number(), v.minValue(0)), 1e-5),
    rope_theta: v.optional(v.pipe(v.number(), v.gtValue(1)), 10_000),
    /** Whether the table of words gives the logits, too; else lm_head.weight does. */
    tie_word_embeddings: v.boolean(),
    /** k_t <- g k_t + (1 - g) k_{t-1}, one learned g a head, before the rotary embedding. Plain Llama: false. */
    key_smearing: v.optional(v.boolean(), false),
    /** e_t <- e_t + mix e_{t-1}, one learned share a number of the embedding. Plain Llama: false. */
    embedding_smearing: v.optional(v.boolean(), false),
    /** Of a model of two heads: the intents that the second one tells apart, K. Others do not have it. */
    intent_classes: v.optional(size),
    /** Most turns of the dialogues that it learnt: what it can remember of a talk. One where it does not say. */
    dialogue_turns: v.optional(size),
    /** What makes a probability of how sure it is of its plans (agent/confidence.ts); unknown where it does not say. */
    plan_temperature: v.optional(v.pipe(v.number(), v.gtValue(0))),
    /** The words in which it learnt to reply, besides those that replies copy (agent/constrain-reply.ts). */
    reply_words: v.optional(v.array(v.string())),
  }),
  v.check(
    (c) => (c.num_key_value_heads ?? c.num_attention_heads) === c.num_attention_heads,
    'num_key_value_heads must equal num_attention_heads (llama.ts makes it so)',
  ),
  v.check(
    (c) => (c.head_dim ?? c.hidden_size / c.num_attention_heads) % 2 === 0,
    'hidden_size must be a multiple of twice num_attention_heads, or head_dim even',
  ),
);

/** The second head, [K, D]. */
export const INTENT_HEAD = 'intent_head.weight';

export type TransformerConfig = v.InferOutput<typeof TransformerConfigSchema>;

/** d, and H·d, the width of queries, keys and values. */
export function headSizes({
  head_dim,
  hidden_size,
  num_attention_heads: heads,
}: Pick<TransformerConfig, 'head_dim' | 'hidden_size' | 'num_attention_heads'>): { d: number; A: number } {
  const d = head_dim ?? hidden_size / heads;
  return { d, A: heads * d };
}

/** Name -> shape of every weight, in Hugging Face's names; linear layers are [out, in]. V vocabulary, D width, F hidden, H heads, K intents. */
export function weightShapes(config: TransformerConfig): Map<string, number[]> {
  const { vocab_size: V, hidden_size: D, intermediate_size: F, num_attention_heads: H } = config;
  const { A } = headSizes(config);
  const shapes = new Map<string, number[]>([['model.embed_tokens.weight', [V, D]]]);
  if (config.embedding_smearing) shapes.set('model.embed_smear', [D]);
  for (let n = 0; n < config.num_hidden_layers; n++) {
    const layer = `model.layers.${n}`;
    shapes.set(`${layer}.input_layernorm.weight`, [D]);
    for (const name of ['q', 'k', 'v']) shapes.set(`${layer}.self_attn.${name}_proj.weight`, [A, D]);
    shapes.set(`${layer}.self_attn.o_proj.weight`, [D, A]);
    if (config.key_smearing) shapes.set(`${layer}.self_attn.key_smear`, [H]);
    shapes.set(`${layer}.post_attention_layernorm.weight`, [D]);
    shapes.set(`${layer}.mlp.gate_proj.weight`, [F, D]);
    shapes.set(`${layer}.mlp.up_proj.weight`, [F, D]);
    shapes.set(`${layer}.mlp.down_proj.weight`, [D, F]);
  }
  shapes.set('model.norm.weight', [D]);
  if (!config.tie_word_embeddings) shapes.set(HEAD, [V, D]);
  if (config.intent_classes) shapes.set(INTENT_HEAD, [config.intent_classes, D]);
  return shapes;
}

const HEAD = 'lm_head.weight';

/** Name of the matrix [V, D] that gives the logits. */
export const headOf = ({ tie_word_embeddings: tied }: TransformerConfig): string =>
  tied ? 'model.embed_tokens.weight' : HEAD;
