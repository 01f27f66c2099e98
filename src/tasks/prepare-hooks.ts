// How a preparation tells how far it is, and how it is ended.

export type PrepareProgress = 'tokenizer' | 'corpus' | 'transcripts' | 'targets';

export interface PrepareHooks {
  onProgress?: ((task: PrepareProgress, done: number, total: number) => void) | undefined;
  /** Ends the preparation with RetortError('cancelled'). */
  signal?: AbortSignal | undefined;
}
