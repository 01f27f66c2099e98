// An encoder in a worker of its own, begun from the worker that trains: so neither the page nor the engine waits for it, what hangs can
// be ended, and all of its memory goes with it.

import { RetortError } from '../../lib/errors';
import { errorFrom } from '../../protocol/errors';
import type { Answer, EncoderParts, Question } from './messages';

/** What is needed of a worker. */
export interface EncoderWorker {
  postMessage(question: Question, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface StartOptions {
  spawn?: () => EncoderWorker;
  /** Most milliseconds for an answer. */
  patience?: number;
  /** Ends the loading. */
  signal?: AbortSignal | undefined;
}

/** A large encoder on a slow phone loads in less. */
const PATIENCE = 120_000;

export interface StartedEncoder {
  /** D */
  width: number;
  /** Vectors of unit length of a batch, [n·D]. Throws RetortError: what the encoder says, 'encoder-silent', 'cancelled'. */
  embed(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>>;
  /** Ends the worker. */
  end(): void;
}

const spawnEncoder = (): EncoderWorker =>
  new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'encoder' });

/** Throws as embed() does, and leaves no worker behind. The bytes of the model are handed over. */
export async function startEncoder(
  parts: EncoderParts,
  { spawn = spawnEncoder, patience = PATIENCE, signal }: StartOptions = {},
): Promise<StartedEncoder> {
  const worker = spawn();
  let ended: RetortError | null = null;
  const end = (why = cancelled()): RetortError => {
    worker.terminate();
    return (ended ??= why);
  };
  const askNow = (
    question: Question,
    transfer: Transferable[] = [],
    signal?: AbortSignal,
  ): Promise<Float32Array<ArrayBuffer>> =>
    new Promise((resolve, reject) => {
      const settle = (how: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        how();
      };
      const fail = (why: RetortError) => settle(() => reject(end(why)));
      const onAbort = () => fail(cancelled());
      const timer = setTimeout(() => fail(silent(patience)), patience);
      if (ended) return fail(ended);
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort);
      worker.onmessage = ({ data }) =>
        settle(() => ('error' in data ? reject(errorFrom(data.error)) : resolve(data.vectors)));
      worker.onerror = ({ message }) => fail(crashed(message));
      worker.postMessage(question, transfer);
    });
  let asking: Promise<unknown> = Promise.resolve();
  /** One after the other: answers bear no number. */
  const ask: typeof askNow = (...question) => {
    const answered = asking.catch(() => undefined).then(() => askNow(...question));
    asking = answered;
    return answered;
  };
  try {
    const trial = await ask({ load: parts }, [parts.model], signal);
    return { width: trial.length, embed: (texts) => ask({ embed: texts }), end: () => void end() };
  } catch (error) {
    end();
    throw error;
  }
}

const cancelled = (): RetortError => new RetortError('cancelled', 'Stopped. Start again when you like.');
const silent = (patience: number): RetortError =>
  new RetortError(
    'encoder-silent',
    `The encoder has not answered for ${patience / 1000} seconds and was ended. Choose a smaller or a quantised one, or close what else needs the machine.`,
  );
const crashed = (why: string): RetortError =>
  new RetortError(
    'encoder-silent',
    `The encoder ended by itself (${why || 'it could not be loaded'}). It may be too large for this device: choose a smaller or a quantised one.`,
  );
