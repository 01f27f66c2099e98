// A model that can be talked with: a decoder beside the tensors with its tokeniser, or a classifier of sentences. Made of a bundle;
// which it is follows from the network.

import type { Tool, TokenCodec } from '../agent/types';
import { toolsOf } from '../data/chat-dialogues';
import type { ModelBundle } from '../models/bundle';
import { createDecoder } from '../models/create-decoder';
import type { Decoder } from '../models/decoder';

export interface SpeakingModel {
  /** For one sequence. */
  decoder: Decoder;
  tokenizer: TokenCodec;
  /** Of a person's own data, which run in the worker; null or absent: the page's. */
  ownTools?: ReadonlyMap<string, Tool> | null;
  /** Of the page's tools those that it learnt to call; null or absent: all. */
  toolNames?: readonly string[] | undefined;
  /** Of a model of two heads: the intents that the second one tells apart. */
  labels?: readonly string[] | undefined;
  /** Turns of a talk that it learnt to read; one where it does not say. */
  turns?: number | undefined;
  /** The words in which it replies, besides those that replies copy. */
  replyWords?: readonly string[] | undefined;
  /** What makes a probability of how sure it is of a plan; absent where nobody has measured it. */
  planTemperature?: number | undefined;
}

const made = new WeakMap<ModelBundle, Promise<SpeakingModel>>();

/**
 * Null for networks that do not write. A bundle's decoder is made once.
 * @param tools of the run that it is of, which know the results of calls; of others the definitions serve.
 */
export async function speakingModel(
  bundle: ModelBundle,
  tools: ReadonlyMap<string, Tool> | null = null,
): Promise<SpeakingModel | null> {
  const { network, weights, tokenizer, toolNames, labels } = bundle;
  if (network.kind !== 'decoder' || !tokenizer) return null;
  const known = made.get(bundle);
  if (known) return known;
  const ownTools = tools ?? (bundle.tools ? toolsOf(bundle.tools) : null);
  const model = createDecoder(network.config, weights).then((decoder) => ({
    decoder,
    tokenizer,
    ownTools,
    toolNames,
    labels: network.config.intent_classes === labels?.length ? labels : undefined,
    turns: network.config.dialogue_turns,
    replyWords: network.config.reply_words,
    planTemperature: network.config.plan_temperature,
  }));
  made.set(bundle, model);
  return model;
}
