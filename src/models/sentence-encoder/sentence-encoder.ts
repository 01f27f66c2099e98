// What turns sentences into vectors, whatever it is: an ONNX file's network in a worker of its own, a network of the page, or a language
// model that is asked how sure it is of each label.

import type { EncoderName } from '../bundle';

/** Who makes vectors, by what a model's bundle says of it. Throws RetortError('teacher-unknown') where there is none. */
export type EncoderOf = (name: Pick<EncoderName, 'id' | 'words'>) => Promise<SentenceEncoder>;

export interface EmbedHooks {
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface SentenceEncoder {
  id: string;
  name: string;
  parameters: number;
  /** D */
  width: number;
  /** [n·D]; vectors of an encoder are of unit length. Throws RetortError, 'cancelled' at the signal. */
  embed(texts: readonly string[], hooks: EmbedHooks): Promise<Float32Array<ArrayBuffer>>;
}
