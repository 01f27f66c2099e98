// A sentence encoder as small as can be, for tests: each word of a list has a vector, and a sentence's hidden states are those of its
// words. As model.onnx and tokenizer.json (WordPiece, with marks around a sentence), like the real ones.

import { createRng } from '../../lib/rng';
import { FLOAT, Graph, INT64 } from '../onnx/graph';

const MARKS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

export interface TinyEncoder {
  model: Uint8Array<ArrayBuffer>;
  tokenizer: string;
}

/** @param words lower case. @param width D. @param inputs besides input_ids. */
export function tinyEncoder(
  words: readonly string[],
  {
    width = 32,
    inputs = ['attention_mask', 'token_type_ids'],
  }: { width?: number; inputs?: readonly string[] } = {},
): TinyEncoder {
  const vocabulary = [...MARKS, ...new Set(words)];
  const rng = createRng(1);
  const data = Float32Array.from({ length: vocabulary.length * width }, () => rng.normal());
  data.fill(0, 0, MARKS.length * width); // marks say nothing
  const graph = new Graph({ table: { shape: [vocabulary.length, width], data } }, 32);
  for (const name of ['input_ids', ...inputs]) graph.input(name, INT64, ['batch', 'sequence']);
  graph.output('last_hidden_state', graph.op('Gather', [graph.weight('table'), 'input_ids']), FLOAT, [
    'batch',
    'sequence',
    width,
  ]);
  return { model: graph.toBytes('encoder'), tokenizer: JSON.stringify(tokenizerOf(vocabulary)) };
}

const tokenizerOf = (vocabulary: readonly string[]) => ({
  version: '1.0',
  truncation: { direction: 'Right', max_length: 64, strategy: 'LongestFirst', stride: 0 },
  padding: null,
  added_tokens: MARKS.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
  },
});
