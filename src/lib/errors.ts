// Errors a person may see: a code that tests and the interface can switch on, and a message that names the remedy.
// They cross threads as plain fields (protocol/errors.ts).

export type ErrorCode =
  | 'backend-unavailable'
  | 'backend-wrong-answer'
  | 'gpu-lost'
  | 'worker-crashed'
  | 'nan-loss'
  | 'rollouts-rejected'
  | 'model-unknown'
  | 'model-truncated'
  | 'tokenizer-wrong'
  | 'encoder-unfit'
  | 'encoder-silent'
  | 'model-silent'
  | 'consent-missing'
  | 'endpoint-unreachable'
  | 'endpoint-slow'
  | 'endpoint-busy'
  | 'endpoint-refused'
  | 'endpoint-broken'
  | 'budget-spent'
  | 'config-invalid'
  | 'storage-full'
  | 'tool-failed'
  | 'message-too-long'
  | 'reply-broken'
  | 'no-such-speaker'
  | 'cancelled'
  | 'unsupported-browser'
  | 'download-failed'
  | 'file-too-large'
  | 'file-encoding'
  | 'file-broken'
  | 'file-shape'
  | 'labels-unfit'
  | 'data-set-unknown'
  | 'teacher-unknown'
  | 'teacher-unfit'
  | 'start-unfit'
  | 'checkpoint-gone'
  | 'correction-unfit'
  | 'bad-message'
  | 'shape'
  | 'internal';

export class RetortError extends Error {
  /** @param code what went wrong. @param message one sentence on what happened and one on the remedy. */
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RetortError';
  }
}

/** Any thrown value as a RetortError. */
export function errorOf(error: unknown): RetortError {
  if (error instanceof RetortError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new RetortError('internal', message, { cause: error });
}
