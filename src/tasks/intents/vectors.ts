// What a sentence encoder makes of all sentences of a run, asked once.
// D width.

import { throwIfCancelled } from '../../lib/cancelled';
import type { SentenceEncoder } from '../../models/sentence-encoder/sentence-encoder';
import type { PrepareHooks } from '../task';

export interface Vectors {
  /** D */
  width: number;
  /** [n·D], of sentences that the encoder was asked about. */
  of(texts: readonly string[]): Float32Array<ArrayBuffer>;
}

/** Throws RetortError('cancelled'), and what the encoder throws. */
export async function vectorsOf(
  encoder: SentenceEncoder,
  texts: Iterable<string>,
  { signal, onProgress }: PrepareHooks,
): Promise<Vectors> {
  const all = [...new Set(texts)];
  const { width: D } = encoder;
  const known = await encoder.embed(all, {
    signal,
    onProgress: (done, total) => onProgress?.('embeddings', done, total),
  });
  throwIfCancelled(signal);
  const places = new Map(all.map((text, i) => [text, i]));
  return {
    width: D,
    of(texts) {
      const vectors = new Float32Array(texts.length * D); // [n, D]
      for (const [i, text] of texts.entries()) {
        const from = places.get(text)! * D;
        vectors.set(known.subarray(from, from + D), i * D);
      }
      return vectors;
    },
  };
}
