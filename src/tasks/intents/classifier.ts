// An encoder that answers about a typed sentence, at any time: its weights are a copy in plain arrays, put on the device for
// each answer, so that it neither disturbs training nor ends with the run.

import type { Batch } from '../../data/batches';
import { sentenceBatch, sentenceIds } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import { softmax } from '../../engine/ops/predictions';
import { dispose, read, tensor, tidy } from '../../engine/tensor';
import { type ModelBundle, networkOf } from '../../models/bundle';
import type { SentenceEncoder } from '../../models/sentence-encoder/sentence-encoder';

export interface Classifier {
  /** By class, [K]. */
  labels: readonly string[];
  /** The probability of each label, [K]. */
  classify(text: string): Promise<Float32Array>;
}

export type EncoderOf = (id: string) => Promise<SentenceEncoder>;

/** Null where the model is no classifier of sentences. @param encoderOf whoever makes the vectors of one that reads these. */
export function createClassifier(bundle: ModelBundle, encoderOf?: EncoderOf): Classifier | null {
  const { labels } = bundle;
  const reading = readingOf(bundle, encoderOf);
  if (!reading || !labels) return null;
  return {
    labels,
    async classify(text) {
      const { inputs, shape } = await reading(text);
      const model = networkOf(bundle);
      const probabilities = tidy(() => softmax(model.forward(tensor(inputs, shape)).logits)); // [1, K]
      dispose(model.params);
      try {
        return Float32Array.from(await read(probabilities)); // sync point
      } finally {
        probabilities.dispose();
      }
    },
  };
}

/** How a classifier takes a sentence; null where it takes none. */
export function readingOf(
  { network, tokenizer, encoder }: ModelBundle,
  encoderOf: EncoderOf | undefined,
): ((text: string) => Promise<Pick<Batch, 'inputs' | 'shape'>>) | null {
  if (encoder)
    return encoderOf
      ? async (text) => {
          const inputs = await (await encoderOf(encoder.id)).embed([text], {});
          return { inputs, shape: [1, inputs.length] };
        }
      : null;
  if (network.kind !== 'encoder' || !tokenizer) return null;
  return (text) => {
    const ids = sentenceIds(text, tokenizer, network.config.max_position_embeddings);
    const sentences = [{ ids, label: UNLABELLED }];
    return Promise.resolve(sentenceBatch({ sentences, rows: [0], labelled: new Set() }));
  };
}
