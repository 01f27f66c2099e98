// A classifier that answers about a typed sentence, at any time: beside the tensors (models/create-encoder.ts), so that it neither
// disturbs training nor ends with the run. A head on vectors that others make is put on the device for each answer.

import type { Batch } from '../../data/batches';
import { sentenceBatch, sentenceIds } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import { dispose, read, tensor, tidy } from '../../engine/tensor';
import { softmax } from '../../lib/distributions';
import { type ModelBundle, networkOf } from '../../models/bundle';
import { createEncoder } from '../../models/create-encoder';
import type { EncoderOf } from '../../models/sentence-encoder/sentence-encoder';

export interface Classifier {
  /** By class, [K]. */
  labels: readonly string[];
  /** The probability of each label, [K]. */
  classify(text: string): Promise<Float32Array>;
}

/** Null where the model is no classifier of sentences. @param encoderOf whoever makes the vectors of one that reads these. */
export function createClassifier(bundle: ModelBundle, encoderOf?: EncoderOf): Classifier | null {
  const logitsOf = bundle.encoder ? headOf(bundle, encoderOf) : wholeOf(bundle);
  const { labels } = bundle;
  if (!logitsOf || !labels) return null;
  return { labels, classify: async (text) => Float32Array.from(softmax(await logitsOf(text), 1)) };
}

/** Logits [K] of a sentence. */
type LogitsOf = (text: string) => Promise<ArrayLike<number>>;

function wholeOf({ network, weights, tokenizer }: ModelBundle): LogitsOf | null {
  if (network.kind !== 'encoder' || !tokenizer) return null;
  const encoder = createEncoder(network.config, weights);
  encoder.catch(() => undefined); // told when it is asked
  const longest = network.config.max_position_embeddings;
  return async (text) => (await encoder)(sentenceIds(text, tokenizer, longest));
}

function headOf(bundle: ModelBundle, encoderOf: EncoderOf | undefined): LogitsOf | null {
  const reading = readingOf(bundle, encoderOf);
  return (
    reading &&
    (async (text) => {
      const { inputs, shape } = await reading(text);
      const model = networkOf(bundle);
      const logits = tidy(() => model.forward(tensor(inputs, shape)).logits); // [1, K]
      dispose(model.params);
      try {
        return Float32Array.from(await read(logits)); // sync point
      } finally {
        logits.dispose();
      }
    })
  );
}

/** How a classifier takes a sentence; null where it takes none. */
export function readingOf(
  { network, tokenizer, encoder }: ModelBundle,
  encoderOf: EncoderOf | undefined,
): ((text: string) => Promise<Pick<Batch, 'inputs' | 'shape'>>) | null {
  if (encoder)
    return encoderOf
      ? async (text) => {
          const inputs = await (await encoderOf(encoder)).embed([text], {});
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
