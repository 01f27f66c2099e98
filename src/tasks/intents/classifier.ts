// An encoder that answers about a typed sentence, at any time: its weights are a copy in plain arrays, put on the device for
// each answer, so that it neither disturbs training nor ends with the run.

import { sentenceBatch, sentenceIds } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import type { Tokenizer } from '../../data/tokenizer';
import { softmax } from '../../engine/ops/predictions';
import { dispose, read, tensor, tidy } from '../../engine/tensor';
import type { EncoderConfig } from '../../models/encoder';
import type { StoredTensor } from '../../models/safetensors';
import { encoderModel } from '../../models/model';

/** A trained encoder with what it takes to ask it, or to keep it. */
export interface ClassifierParts {
  config: EncoderConfig;
  weights: Readonly<Record<string, StoredTensor>>;
  tokenizer: Tokenizer;
  /** By class, [K]. */
  labels: readonly string[];
}

export interface Classifier extends ClassifierParts {
  /** The probability of each label, [K]. */
  classify(text: string): Promise<Float32Array>;
}

export function createClassifier(parts: ClassifierParts): Classifier {
  const { config, weights, tokenizer } = parts;
  return {
    ...parts,
    async classify(text) {
      const ids = sentenceIds(text, tokenizer, config.max_position_embeddings);
      const sentences = [{ ids, label: UNLABELLED }];
      const { inputs, shape } = sentenceBatch({ sentences, rows: [0], labelled: new Set() });
      const model = encoderModel(config, weights);
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
