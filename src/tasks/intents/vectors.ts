// What a sentence encoder makes of all sentences of a run, asked once.
// D width.

import { throwIfCancelled } from '../../lib/cancelled';
import type { SentenceEncoder } from '../../models/sentence-encoder/sentence-encoder';
import type { PrepareHooks, PrepareProgress } from '../task';

export interface Vectors {
  /** D */
  width: number;
  /** [n·D], of sentences that the encoder was asked about. */
  of(texts: readonly string[]): Float32Array<ArrayBuffer>;
}

/** @param texts in parts that are asked about apart, since each is remembered by its content. Throws RetortError('cancelled'), and what the encoder throws. */
export async function vectorsOf(
  encoder: SentenceEncoder,
  texts: readonly (readonly string[])[],
  { signal, onProgress }: PrepareHooks,
  told: PrepareProgress = 'embeddings',
): Promise<Vectors> {
  const { width: D } = encoder;
  const places = new Map<string, Float32Array>();
  for (const part of texts) {
    const asked = [...new Set(part)];
    const known = await encoder.embed(asked, {
      signal,
      onProgress: (done, total) => onProgress?.(told, done, total),
    });
    throwIfCancelled(signal);
    for (const [i, text] of asked.entries()) places.set(text, known.subarray(i * D, (i + 1) * D));
  }
  return {
    width: D,
    of(texts) {
      const vectors = new Float32Array(texts.length * D); // [n, D]
      for (const [i, text] of texts.entries()) vectors.set(places.get(text)!, i * D);
      return vectors;
    },
  };
}
