// An encoder in a worker of its own, begun from the worker that trains: so neither the page nor the engine waits for it, what hangs can
// be ended, and all of its memory goes with it.

import { RetortError } from '../../lib/errors';
import { type AskableWorker, AskedWorker } from '../asked-worker';
import type { Answer, EncoderParts, Question } from './messages';

export type EncoderWorker = AskableWorker<Question, Answer>;

export interface StartOptions {
  spawn?: () => EncoderWorker;
  /** Most milliseconds for an answer. */
  patience?: number;
  /** Ends the loading. */
  signal?: AbortSignal | undefined;
}

/** A large encoder on a slow phone loads in less. */
const PATIENCE = 120_000;
/** Sentences of an ask: enough to be dealt out by length, few enough to be called off soon. */
const AT_ONCE = 128;

export interface StartedEncoder {
  /** D */
  width: number;
  /** Sentences that it is best asked about at once. */
  atOnce: number;
  /** Vectors of unit length, [n·D]. Throws RetortError: what the encoder says, 'encoder-silent', 'cancelled'. */
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
  const worker = new AskedWorker(spawn(), { patience, silent, crashed });
  try {
    const { vectors: trial } = await worker.ask({ load: parts }, { transfer: [parts.model], signal });
    return {
      width: trial.length,
      atOnce: AT_ONCE,
      embed: async (texts) => (await worker.ask({ embed: texts })).vectors,
      end: () => worker.end(),
    };
  } catch (error) {
    worker.end();
    throw error;
  }
}

const silent = (seconds: number): RetortError =>
  new RetortError(
    'encoder-silent',
    `The encoder has not answered for ${seconds} seconds and was ended. Choose a smaller or a quantised one, or close what else needs the machine.`,
  );
const crashed = (why: string): RetortError =>
  new RetortError(
    'encoder-silent',
    `The encoder ended by itself (${why || 'it could not be loaded'}). It may be too large for this device: choose a smaller or a quantised one.`,
  );
