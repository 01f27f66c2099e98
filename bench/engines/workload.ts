// What every engine runs: two models, the batches, the settings of a step. Everything is drawn from a seed, the weights by the
// product's own initialisation, so that all engines start from the same numbers and see the same data.
// Not real dialogues: a step costs the same whatever the tokens say.
// B rows, T positions.

import { createRng } from '../../src/lib/rng';
import type { TransformerConfig } from '../../src/models/transformer-config';

export interface ModelSize {
  layers: number;
  width: number;
  hidden: number;
}

/** A teacher, a student and the shape of a batch. */
export interface Workload {
  student: ModelSize;
  teacher: ModelSize;
  heads: number;
  vocabulary: number;
  batch: number;
  context: number;
}

export interface Batch {
  ids: Int32Array; // [B, T]
  labels: Int32Array; // [B·T]
  /** 1 where a position counts, in both parts of the loss. */
  mask: Uint8Array; // [B·T]
}

/** The step that is compared: L = λ·CE + (1−λ)·T²·KL, then AdamW behind a clipped global norm. */
export const STEP = {
  temperature: 2,
  lambda: 0.5,
  learningRate: 4e-3,
  beta1: 0.9,
  beta2: 0.999,
  eps: 1e-8,
  weightDecay: 0.01,
  clipNorm: 1,
} as const;

/** Different batches that a run goes round. */
export const BATCHES = 4;

/** Gains, gates and embeddings are not shrunk. */
export const noDecay = (name: string): boolean => /norm|key_smear|embed_tokens/.test(name);

export function modelConfig(size: ModelSize, { heads, vocabulary, context }: Workload): TransformerConfig {
  return {
    model_type: 'llama',
    vocab_size: vocabulary,
    hidden_size: size.width,
    intermediate_size: size.hidden,
    num_hidden_layers: size.layers,
    num_attention_heads: heads,
    max_position_embeddings: context,
    rms_norm_eps: 1e-5,
    rope_theta: 10_000,
    tie_word_embeddings: true,
    key_smearing: true,
    embedding_smearing: false, // which no other engine's model here has
  };
}

/** Batch `index` of a workload; about three of five positions count, as in the agent's dialogues. */
export function makeBatch({ batch, context, vocabulary }: Workload, index: number): Batch {
  const rng = createRng(index + 1);
  const n = batch * context;
  return {
    ids: Int32Array.from({ length: n }, () => rng.int(vocabulary)),
    labels: Int32Array.from({ length: n }, () => rng.int(vocabulary)),
    mask: Uint8Array.from({ length: n }, () => (rng.next() < 0.6 ? 1 : 0)),
  };
}
