// The shipped teacher as a sentence encoder: what its last block leaves where it has read a request and is about to say which tool comes
// first. Nothing is fetched for it, and it knows the built-in set's kind of sentences; of others it knows little. Built-in set, nearest
// of the labels' words or of five sentences a class: 92 and 96 % there, 38 and 49 % by the mean over the words.
// B sentences, T tokens, D width.

import { promptBatch, promptWords } from '../../data/prompts';
import { byLength, type Sentence } from '../../data/sentences';
import { UNLABELLED } from '../../data/text-set';
import { dispose, read, tensor } from '../../engine/tensor';
import { throwIfCancelled } from '../../lib/cancelled';
import { RetortError } from '../../lib/errors';
import { nextTask } from '../../lib/next-task';
import { type ModelBundle, networkOf } from '../../models/bundle';
import type { SentenceEncoder } from '../../models/sentence-encoder/sentence-encoder';
import { tidyTaps } from '../../models/taps';

const BATCH = 64;

/** Throws RetortError('teacher-unfit') where the model does not read words. */
export function pageEncoder(id: string, bundle: ModelBundle): SentenceEncoder {
  const { network, tokenizer, card } = bundle;
  if (network.kind !== 'decoder' || !tokenizer)
    throw new RetortError('teacher-unfit', `“${card.name}” reads no sentences. Choose another encoder.`);
  const { hidden_size: D, num_hidden_layers: last, max_position_embeddings: context } = network.config;
  return {
    id,
    name: card.name,
    parameters: card.parameters,
    width: D,
    async embed(texts, { signal, onProgress }) {
      const sentences = texts.map((text): Sentence => ({
        ids: promptWords(text, tokenizer, context),
        label: UNLABELLED,
      }));
      const vectors = new Float32Array(texts.length * D); // [n, D]
      const model = networkOf(bundle);
      let done = 0;
      try {
        for (const rows of byLength(sentences, BATCH)) {
          throwIfCancelled(signal);
          const { inputs, shape } = promptBatch(tokenizer)({ sentences, rows, labelled: new Set() });
          const [, T] = shape;
          const seen = tidyTaps(() =>
            model.forward(tensor(inputs, shape), {
              positions: tensor(Int32Array.of(0), [1]),
              want: { hidden: [last] },
            }),
          );
          const states = await read(seen.hidden!.get(last)!); // sync point
          dispose([seen.logits, ...seen.hidden!.values()]);
          for (const [b, row] of rows.entries()) {
            const at = (b * T + sentences[row]!.ids.length + 1) * D; // the mark after the words
            const state = states.subarray(at, at + D);
            const length = Math.hypot(...state);
            for (let d = 0; d < D; d++) vectors[row * D + d] = state[d]! / length;
          }
          onProgress?.((done += rows.length), texts.length);
          await nextTask();
        }
      } finally {
        dispose(model.params);
      }
      return vectors;
    },
  };
}
