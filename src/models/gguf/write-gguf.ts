// A plain decoder as one GGUF file that llama.cpp runs. Its tokeniser is written as llama.cpp's byte-level BPE, with the pre-tokeniser
// "bloom": cut at spaces, brackets and commas. That is another cut than ours, but on words as the page hears them it gives the same
// tokens: no merge was ever learnt across the places where only one of the two cuts. tokenizer.json lies in the metadata, so that
// the file comes back as it went.

import { SPECIAL_TOKENS, specialId, type SpecialToken } from '../../agent/types';
import { throwIfCancelled } from '../../lib/cancelled';
import { RetortError } from '../../lib/errors';
import type { ModelBundle } from '../bundle';
import { CHAT_TEMPLATE } from '../hugging-face/chat-template';
import type { WriteModelOptions, WrittenFile } from '../model-format';
import { floatWeights } from '../quantised';
import type { StoredTensor } from '../safetensors';
import { headSizes, type TransformerConfig } from '../transformer-config';
import { BLOCK, type GgufType, pack } from './blocks';
import { serialiseGguf, type Tensor, type Value } from './container';
import { ggufName, isTurned, reorderRows } from './names';

/** As llama.cpp numbers kinds of files. */
const FILE_TYPES: Partial<Record<GgufType, number>> = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 7 };
const TOKEN = { normal: 1, control: 3 } as const;

export function writeGguf(
  bundle: ModelBundle,
  name: string,
  { choice, onProgress, signal }: Pick<WriteModelOptions, 'choice' | 'onProgress' | 'signal'>,
): WrittenFile[] {
  const { network, tokenizer, weights } = bundle;
  if (network.kind !== 'decoder' || !tokenizer)
    throw new RetortError('config-invalid', 'Only a decoder with its tokeniser can leave as GGUF.');
  const type = choice as GgufType;
  const { config } = network;
  const entries = Object.entries(floatWeights(weights));
  const tensors = entries.flatMap(([key, tensor], n): Tensor[] => {
    throwIfCancelled(signal);
    onProgress(n, entries.length);
    const theirs = ggufName(key); // a second head has none: it is not part of what llama.cpp runs
    if (theirs === undefined) return [];
    const ordered = isTurned(key) ? reorderRows(tensor, config.num_attention_heads, 'to') : tensor;
    const packed = typeFor(key, tensor, type);
    return [{ name: theirs, shape: tensor.shape, type: packed, bytes: pack(ordered.data, packed) }];
  });
  const metadata = new Map([
    ...about(bundle, config, FILE_TYPES[type] ?? 0),
    ...vocabulary(tokenizer.toJson()),
  ]);
  const content = serialiseGguf(metadata, tensors);
  onProgress(entries.length, entries.length);
  return [{ name: `${name}-${choice.toLowerCase()}.gguf`, content }];
}

/** Gains stay whole; a width that is no multiple of 32 stays in half precision; of four bits the table of words has eight. */
function typeFor(name: string, { shape }: StoredTensor, wanted: GgufType): GgufType {
  if (shape.length < 2) return 'F32';
  if (wanted === 'F32' || wanted === 'F16') return wanted;
  if (shape.at(-1)! % BLOCK !== 0) return 'F16';
  return /embed_tokens|lm_head/.test(name) ? 'Q8_0' : wanted;
}

const about = (
  { card, toolNames }: ModelBundle,
  c: TransformerConfig,
  fileType: number,
): [string, Value][] => [
  ['general.architecture', 'llama'],
  ['general.name', card.name],
  ['general.file_type', { u32: fileType }],
  ['general.quantization_version', { u32: 2 }],
  ['llama.vocab_size', { u32: c.vocab_size }],
  ['llama.context_length', { u32: c.max_position_embeddings }],
  ['llama.embedding_length', { u32: c.hidden_size }],
  ['llama.block_count', { u32: c.num_hidden_layers }],
  ['llama.feed_forward_length', { u32: c.intermediate_size }],
  ['llama.attention.head_count', { u32: c.num_attention_heads }],
  ['llama.attention.head_count_kv', { u32: c.num_attention_heads }],
  ['llama.attention.layer_norm_rms_epsilon', { f32: c.rms_norm_eps }],
  ['llama.rope.freq_base', { f32: c.rope_theta }],
  ['llama.attention.key_length', { u32: headSizes(c).d }],
  ['llama.attention.value_length', { u32: headSizes(c).d }],
  ['llama.rope.dimension_count', { u32: headSizes(c).d }],
  ...(toolNames ? [['retort.tools', toolNames] as [string, Value]] : []),
];

function vocabulary(json: string): [string, Value][] {
  const { model } = JSON.parse(json) as {
    model: { vocab: Record<string, number>; merges: [string, string][] };
  };
  const tokens: string[] = [];
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
  const id = (token: SpecialToken): Value => ({ u32: specialId(token) });
  return [
    ['tokenizer.ggml.model', 'gpt2'],
    ['tokenizer.ggml.pre', 'bloom'],
    ['tokenizer.ggml.tokens', tokens],
    [
      'tokenizer.ggml.token_type',
      { i32: tokens.map((_, n) => (n < SPECIAL_TOKENS.length ? TOKEN.control : TOKEN.normal)) },
    ],
    ['tokenizer.ggml.merges', model.merges.map(([left, right]) => `${left} ${right}`)],
    ['tokenizer.ggml.eos_token_id', id('<eos>')],
    // llama.cpp stops at either: where the reply ends, and where a tool is to answer
    ['tokenizer.ggml.eot_token_id', id('<result>')],
    ['tokenizer.ggml.padding_token_id', id('<pad>')],
    ['tokenizer.ggml.add_bos_token', false],
    ['tokenizer.ggml.add_eos_token', false],
    ['tokenizer.ggml.add_space_prefix', false],
    ['tokenizer.chat_template', CHAT_TEMPLATE],
    ['tokenizer.huggingface.json', json],
  ];
}
