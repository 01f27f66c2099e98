// A decoder from a GGUF file, where it is a plain Llama: its sizes, its weights unpacked to float32, and its tokeniser from the
// tokenizer.json that the file, or the person, brings beside it.

import type { ModelCard } from '../../protocol/model-card';
import { type ModelBundle, newCard } from '../bundle';
import { ownWeights } from '../check-weights';
import { fittingTokenizer, withoutTokenizer } from '../hugging-face/read-folder';
import { llamaOf, spreadGroups } from '../llama';
import type { ReadModelOptions } from '../model-format';
import { headSizes, weightShapes } from '../transformer-config';
import { unpack } from './blocks';
import { parseGguf, type ReadValue } from './container';
import { isTurned, ownName, reorderRows } from './names';

/**
 * Throws RetortError: 'model-unknown', 'model-truncated', 'file-too-large' or 'tokenizer-wrong', each with what to do.
 * @param tokenizerJson chosen beside it; null where none was.
 */
export function readGguf(
  file: Uint8Array,
  tokenizerJson: string | null,
  about: Pick<ModelCard, 'name' | 'origin'>,
  readTokenizer: ReadModelOptions['readTokenizer'],
): ModelBundle {
  const { metadata, tensors } = parseGguf(file);
  const table = tensors.find(({ name }) => name === 'token_embd.weight');
  const tied = !tensors.some(({ name }) => name === 'output.weight');
  const llama = llamaOf(configOf(metadata, table?.shape[0], tied), 'GGUF file');
  const json = tokenizerJson ?? metadata.get('tokenizer.huggingface.json');
  if (typeof json !== 'string') throw withoutTokenizer();
  const tokenizer = fittingTokenizer(readTokenizer(json), llama.config.vocab_size);
  const { num_attention_heads: H, hidden_size: D } = llama.config;
  const { A } = headSizes(llama.config);
  const unpacked = Object.fromEntries(
    tensors.map(({ name, shape, type, bytes }) => {
      const key = ownName(name);
      const data = unpack(
        bytes,
        type,
        shape.reduce((a, b) => a * b, 1),
      );
      const sharing = key.includes('k_proj') ? llama.sharing : 1;
      const turned = isTurned(key) && shape.join() === [A / sharing, D].join(); // any other shape is refused below
      return [key, turned ? reorderRows({ shape, data }, H / sharing, 'from') : { shape, data }];
    }),
  );
  const weights = ownWeights(weightShapes(llama.config), spreadGroups(llama, unpacked));
  const tools = metadata.get('retort.tools');
  const toolNames =
    Array.isArray(tools) && tools.every((name) => typeof name === 'string') ? (tools as string[]) : undefined;
  const card = newCard({ task: 'agent', weights, ...about });
  return { card, network: { kind: 'decoder', config: llama.config }, weights, tokenizer, toolNames };
}

/** The metadata in the keys of a config.json. */
function configOf(metadata: ReadonlyMap<string, ReadValue>, rows: number | undefined, tied: boolean): object {
  const of = (key: string): ReadValue | undefined => metadata.get(`llama.${key}`);
  return {
    model_type: metadata.get('general.architecture'),
    vocab_size: rows ?? of('vocab_size'),
    hidden_size: of('embedding_length'),
    intermediate_size: of('feed_forward_length'),
    num_hidden_layers: of('block_count'),
    num_attention_heads: of('attention.head_count'),
    num_key_value_heads: of('attention.head_count_kv'),
    head_dim: of('attention.key_length'),
    max_position_embeddings: of('context_length'),
    rms_norm_eps: decimal(of('attention.layer_norm_rms_epsilon')),
    rope_theta: of('rope.freq_base'),
    rope_scaling: of('rope.scaling.type') ? { rope_type: of('rope.scaling.type') } : undefined,
    tie_word_embeddings: tied,
  };
}

/** A number that float32 has rounded, as it was meant: 1e-5, not 0.000009999999747. */
const decimal = (value: ReadValue | undefined): ReadValue | undefined =>
  typeof value === 'number' ? Number(value.toPrecision(7)) : value;
