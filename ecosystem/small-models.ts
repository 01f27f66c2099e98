// For tests of the forms in which models leave: small models of every kind whose weights are large enough that each part shows, and
// what they say.

import { trainTokenizer } from '../src/data/tokenizer';
import { createRng } from '../src/lib/rng';
import { type ModelBundle, type Network, newCard } from '../src/models/bundle';
import { createDecoder } from '../src/models/create-decoder';
import { type EncoderConfig, encoderShapes } from '../src/models/encoder';
import { mlpShapes } from '../src/models/mlp';
import { type TransformerConfig, weightShapes } from '../src/models/transformer-config';

const WORDS = [
  'convert 5 km to miles',
  "what's 12 * 7 ?",
  'remind me to call mom',
  'to-do list',
  'set an alarm for 7 am',
];
const tokenizer = trainTokenizer(
  WORDS.flatMap((text) => [` ${text}`, ` ${text}`]),
  300,
);

const config: TransformerConfig = {
  model_type: 'llama',
  vocab_size: tokenizer.vocabSize,
  hidden_size: 64,
  intermediate_size: 96,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  max_position_embeddings: 64,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: false,
  embedding_smearing: false,
};
export const LABELS = ['alarm', 'convert', 'none'];

function drawn(shapes: ReadonlyMap<string, readonly number[]>): ModelBundle['weights'] {
  const rng = createRng(11);
  return Object.fromEntries(
    [...shapes].map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b);
      const around = name.includes('norm') ? 1 : 0;
      return [name, { shape, data: Float32Array.from({ length }, () => around + 0.2 * rng.normal()) }];
    }),
  );
}

function bundle(
  network: Network,
  shapes: ReadonlyMap<string, readonly number[]>,
  more: Partial<ModelBundle>,
): ModelBundle {
  const weights = drawn(shapes);
  const labels = more.labels?.length ?? null;
  const task = { decoder: 'agent', encoder: 'intents', mlp: 'points' }[network.kind];
  return {
    card: newCard({ task, name: 'small', origin: 'distilled', weights, labels }),
    network,
    weights,
    ...more,
  };
}

/** A decoder, plain unless these say otherwise. */
export function smallDecoder(changes: Partial<TransformerConfig> = {}): ModelBundle {
  const own = { ...config, ...changes };
  return bundle({ kind: 'decoder', config: own }, weightShapes(own), {
    tokenizer,
    toolNames: ['convert', 'alarm'],
  });
}

export const SMEARED = { key_smearing: true, embedding_smearing: true };

export function smallClassifier(): ModelBundle {
  const own: EncoderConfig = { ...config, ...SMEARED, classes: LABELS.length, pad_token_id: 0 };
  return bundle({ kind: 'encoder', config: own }, encoderShapes(own), { tokenizer, labels: LABELS });
}

export function smallMlp(): ModelBundle {
  const widths = [2, 8, 8, 3];
  return bundle({ kind: 'mlp', config: { widths } }, mlpShapes(widths), { labels: ['a', 'b', 'c'] });
}

/** Logits [T, V] of a decoder, token by token. */
export async function logitsOf(
  { network, weights }: ModelBundle,
  ids: readonly number[],
): Promise<number[][]> {
  const decoder = await createDecoder(network.config as TransformerConfig, weights);
  return ids.map((id) => [...decoder.feed([{ slot: 0, ids: [id] }])[0]!]);
}

/** What a decoder writes on, greedily, up to so many tokens or one of these. */
export async function greedy(
  { network, weights }: ModelBundle,
  ids: readonly number[],
  most: number,
  ends: readonly number[] = [],
): Promise<number[]> {
  const decoder = await createDecoder(network.config as TransformerConfig, weights);
  const written: number[] = [];
  for (let next = ids; written.length < most; next = written.slice(-1)) {
    const logits = decoder.feed([{ slot: 0, ids: next }])[0]!;
    const best = logits.indexOf(Math.max(...logits));
    written.push(best);
    if (ends.includes(best)) break;
  }
  return written;
}
