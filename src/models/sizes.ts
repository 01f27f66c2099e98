// From a named size of the catalogue to a model's config: what the catalogue leaves open is the same for all our own models.

import { sizes } from '../catalog/catalog';
import type { ModelSize, TransformerSize } from '../catalog/types';
import { RetortError } from '../lib/errors';
import type { Network } from './bundle';
import type { TransformerConfig } from './transformer-config';

/** The config.json of a catalogue size; the default context holds every built-in dialogue (AGENT-FACTS). */
export function transformerConfig(
  size: TransformerSize,
  vocabulary: number,
  context = 256,
): TransformerConfig {
  return {
    model_type: 'llama',
    vocab_size: vocabulary,
    hidden_size: size.width,
    intermediate_size: size.hidden,
    num_hidden_layers: size.layers,
    num_attention_heads: size.heads,
    max_position_embeddings: context,
    rms_norm_eps: 1e-5,
    rope_theta: 10_000,
    tie_word_embeddings: true,
    key_smearing: true,
    embedding_smearing: true,
  };
}

/** What makes a network a Llama that every program runs. */
export const PLAIN = { key_smearing: false, embedding_smearing: false } as const;

/** The id of the catalogue's size that a network has; null where it has another. */
export function sizeIdOf(network: Network): string | null {
  if (network.kind === 'mlp') {
    const hidden = network.config.widths.slice(1, -1).join();
    return sizes.find((size) => size.kind === 'mlp' && size.hidden.join() === hidden)?.id ?? null;
  }
  const { config: c } = network;
  const found = sizes.find(
    (size) =>
      size.kind === 'transformer' &&
      size.width === c.hidden_size &&
      size.hidden === c.intermediate_size &&
      size.layers === c.num_hidden_layers &&
      size.heads === c.num_attention_heads,
  );
  return found?.id ?? null;
}

/** The catalogue's entry of this id. Throws RetortError('config-invalid') where there is none. */
export function sizeOf(id: string): ModelSize {
  const size = sizes.find((entry) => entry.id === id);
  if (!size) {
    throw new RetortError('config-invalid', `There is no model size ${id}. Choose one from the list.`);
  }
  return size;
}
