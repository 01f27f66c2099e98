// What turns sentences into vectors, whatever it is: an ONNX file's network in a worker of its own, or a network of the page.

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
  /** Vectors of unit length, [n·D]. Throws RetortError, 'cancelled' at the signal. */
  embed(texts: readonly string[], hooks: EmbedHooks): Promise<Float32Array<ArrayBuffer>>;
}
