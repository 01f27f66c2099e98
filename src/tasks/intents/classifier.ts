// An encoder that answers about a typed sentence, at any time: its weights are a copy in plain arrays, put on the device for
// each answer, so that it neither disturbs training nor ends with the run.

import { sentenceBatch, sentenceIds } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import { softmax } from '../../engine/ops/predictions';
import { dispose, read, tensor, tidy } from '../../engine/tensor';
import { type ModelBundle, networkOf } from '../../models/bundle';

export interface Classifier {
  /** By class, [K]. */
  labels: readonly string[];
  /** The probability of each label, [K]. */
  classify(text: string): Promise<Float32Array>;
}

/** Null where the model is no classifier of sentences. */
export function createClassifier(bundle: ModelBundle): Classifier | null {
  const { network, tokenizer, labels } = bundle;
  if (network.kind !== 'encoder' || !tokenizer || !labels) return null;
  return {
    labels,
    async classify(text) {
      const ids = sentenceIds(text, tokenizer, network.config.max_position_embeddings);
      const sentences = [{ ids, label: UNLABELLED }];
      const { inputs, shape } = sentenceBatch({ sentences, rows: [0], labelled: new Set() });
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
