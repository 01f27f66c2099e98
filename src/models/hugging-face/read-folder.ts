// A model as Hugging Face lays it out, from the contents of its files: a Llama, or one of the forms that Retort writes beside it (smeared
// decoder, classifier of sentences, MLP). Checks that the files belong together.

import * as v from 'valibot';
import { RetortError } from '../../lib/errors';
import type { ModelCard } from '../../protocol/model-card';
import { type ModelBundle, type Network, newCard, type StorableCodec } from '../bundle';
import { ownWeights } from '../check-weights';
import { encoderShapes } from '../encoder';
import { jsonOf, llamaOf, spreadGroups } from '../llama';
import { mlpShapes } from '../mlp';
import type { ReadModelOptions } from '../model-format';
import type { StoredTensor } from '../safetensors';
import { weightShapes } from '../transformer-config';

export interface Folder {
  config: string;
  /** Null where there is none, which only an MLP can do without. */
  tokenizer: string | null;
  /** Asked once the config is found to fit a page. */
  weights(): Readonly<Record<string, StoredTensor>>;
}

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6));
const strings = v.array(v.string());
/** Keys of our own in config.json: the page's tools that the model learnt to call, and what a classifier tells apart. */
const ownKeys = v.object({
  architectures: v.fallback(strings, []),
  tools: v.fallback(v.optional(strings), undefined),
  labels: v.fallback(v.optional(v.pipe(strings, v.minLength(1))), undefined),
  pad_token_id: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
});
const mlpSchema = v.object({
  model_type: v.literal('retort-mlp'),
  widths: v.pipe(v.array(size), v.minLength(2), v.maxLength(50)),
  labels: v.optional(strings),
  task: v.fallback(v.string(), 'points'),
});

export const CLASSIFIER = 'RetortForSequenceClassification';

/** Throws RetortError: 'model-unknown', 'model-truncated', 'file-too-large' or 'tokenizer-wrong', each with what to do. */
export function readFolder(
  files: Folder,
  about: Pick<ModelCard, 'name' | 'origin'>,
  readTokenizer: ReadModelOptions['readTokenizer'],
): ModelBundle {
  const raw = jsonOf(files.config);
  const mlp = v.safeParse(mlpSchema, raw);
  if (mlp.success) {
    const { widths, labels, task } = mlp.output;
    const network: Network = { kind: 'mlp', config: { widths } };
    const weights = ownWeights(mlpShapes(widths), files.weights());
    const card = newCard({ task, weights, labels: widths.at(-1)!, ...about });
    return { card, network, weights, ...(labels?.length === widths.at(-1) && { labels }) };
  }
  const llama = llamaOf(raw);
  const { config } = llama;
  const own = v.parse(ownKeys, raw);
  if (files.tokenizer === null) throw withoutTokenizer();
  const tokenizer = fittingTokenizer(readTokenizer(files.tokenizer), config.vocab_size);
  const { labels } = own;
  if (own.architectures.includes(CLASSIFIER) && labels) {
    if (own.pad_token_id >= config.vocab_size)
      throw new RetortError(
        'model-unknown',
        `This config.json cannot be used: pad_token_id, ${own.pad_token_id}, is no token. Choose the one that was saved with the model.`,
      );
    const network = {
      kind: 'encoder' as const,
      config: { ...config, classes: labels.length, pad_token_id: own.pad_token_id },
    };
    const weights = ownWeights(encoderShapes(network.config), files.weights());
    const card = newCard({ task: 'intents', weights, labels: labels.length, ...about });
    return { card, network, weights, tokenizer, labels };
  }
  const { 'lm_head.weight': head, ...read } = spreadGroups(llama, files.weights());
  // some programs write the table twice
  const weights = ownWeights(
    weightShapes(config),
    head && !config.tie_word_embeddings ? { ...read, 'lm_head.weight': head } : read,
  );
  const card = newCard({ task: 'agent', weights, ...about });
  const decoder = {
    card,
    network: { kind: 'decoder' as const, config },
    weights,
    tokenizer,
    toolNames: own.tools,
  };
  // of a second head
  return labels && labels.length === config.intent_classes ? { ...decoder, labels } : decoder;
}

export const withoutTokenizer = (): RetortError =>
  new RetortError(
    'tokenizer-wrong',
    'This model came without its tokenizer.json. Choose that file together with the others.',
  );

/** Throws RetortError('tokenizer-wrong') where it is of another model. */
export function fittingTokenizer(tokenizer: StorableCodec, vocabulary: number): StorableCodec {
  if (tokenizer.vocabSize === vocabulary) return tokenizer;
  throw new RetortError(
    'tokenizer-wrong',
    `The tokenizer has ${tokenizer.vocabSize} tokens and the model ${vocabulary}. Choose the tokenizer.json that was saved with the model.`,
  );
}
