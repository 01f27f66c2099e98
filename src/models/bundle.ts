// A model as one thing: the form in which it is shipped, kept, loaded, talked with, used as a teacher. Weights are in plain
// arrays here; networkOf() puts them on the device. How a bundle lies in storage is worker/stored-models.ts.

import type { EncodedTranscript } from '../agent/transcript';
import type { TokenCodec } from '../agent/types';
import { type ModelCard, type ORIGINS } from '../protocol/model-card';
import type { EncoderConfig } from './encoder';
import type { MlpShape } from './mlp';
import { floatWeights, type Weights } from './quantised';
import { encoderModel, type Held, mlpModel, type Model, transformerModel } from './model';
import type { TransformerConfig } from './transformer-config';
import { countParameters } from './weights';

/** What kind of network it is, and all that its weights do not say. */
export type Network =
  | { kind: 'decoder'; config: TransformerConfig }
  | { kind: 'encoder'; config: EncoderConfig }
  | { kind: 'mlp'; config: { widths: MlpShape } };

/** A tool of a person's own, as its JSON schema says. */
export interface ToolDefinition {
  name: string;
  description: string;
  /** A JSON schema (data/chat-set.ts says what of it is heeded). */
  parameters: object;
}

/** A tokeniser that can be written down. */
export interface StorableCodec extends TokenCodec {
  toJson(): string;
}

/** A frozen sentence encoder, or a language model that scores labels, by what is known about it. */
export interface EncoderName {
  id: string;
  /** Of a language model: what the labels mean that it is asked for, by class, [K]. */
  words?: readonly string[] | undefined;
  name: string;
  parameters: number;
}

export interface ModelBundle {
  card: ModelCard;
  network: Network;
  weights: Weights;
  /** Of models that read words. */
  tokenizer?: StorableCodec | undefined;
  /** Of classifiers, by class, [K]. */
  labels?: readonly string[] | undefined;
  /** Of an MLP that reads sentences: who makes vectors of them. It is no part of the weights. */
  encoder?: EncoderName | undefined;
  /** Of an agent: the page's tools that it learnt to call; all of them where it does not say. */
  toolNames?: readonly string[] | undefined;
  /** That an agent can call, where they are not the page's. */
  tools?: readonly ToolDefinition[] | undefined;
  /** What it wrote for the training prompts of card.dataSet, in their order. */
  transcripts?: (() => Promise<readonly EncodedTranscript[]>) | undefined;
}

/** A card of a model that nobody has kept yet. */
export function newCard(about: {
  task: string;
  name: string;
  origin: (typeof ORIGINS)[number];
  weights: ModelBundle['weights'];
  encoder?: EncoderName | undefined;
  labels?: number | null;
  dataSet?: string | null;
  teacher?: string | null;
  method?: string | null;
  terms?: string | undefined;
}): ModelCard {
  const {
    weights,
    encoder,
    labels = null,
    dataSet = null,
    teacher = null,
    method = null,
    terms = '',
    ...rest
  } = about;
  const parameters = countParameters(weights) + (encoder?.parameters ?? 0);
  const lineage = { labels, dataSet, teacher, method };
  return {
    id: '',
    createdAt: Date.now(),
    ...rest,
    parameters,
    ...lineage,
    run: null,
    kept: false,
    figures: {},
    bytes: 0,
    vocabulary: null,
    note: '',
    tags: [],
    terms,
  };
}

/**
 * The network on the device, in floats whatever its bits. The caller disposes of its params.
 * @param held what it reads in place of its weights, where it is to be trained on.
 */
export function networkOf(
  { network, weights: given }: Pick<ModelBundle, 'network' | 'weights'>,
  held?: Held,
): Model {
  const weights = floatWeights(given);
  const trainable = held !== undefined;
  switch (network.kind) {
    case 'decoder':
      return transformerModel(network.config, weights, trainable, held);
    case 'encoder':
      return encoderModel(network.config, weights, null, held);
    case 'mlp':
      return mlpModel(weights, trainable, held);
    default:
      return network satisfies never;
  }
}
