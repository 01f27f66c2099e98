// A language model of a file in a worker of its own, begun from the worker that trains: so neither the page nor the engine waits for it, what
// hangs can be ended, and all of its memory goes with it. What is called off ends it too; the next question begins another.

import { RetortError } from '../../../lib/errors';
import { hasWideMemory } from '../../../lib/wide-memory';
import { type AskableWorker, AskedWorker } from '../../asked-worker';
import type { Answer, LoadOptions, Question } from './messages';

export type LlmWorker = AskableWorker<Question, Answer>;

export interface StartLlmOptions {
  spawn?: () => LlmWorker;
  /** Most milliseconds until it answers, or says that it is at it. */
  patience?: number;
  /** Ends the loading. */
  signal?: AbortSignal | undefined;
}

/** What takes longer on a slow phone is no use to anybody. */
const PATIENCE = 120_000;

export type StartedLlm = AskedWorker<Question, Answer>;

/** One is left to the page, or to what trains; more than four are seldom faster. */
const threads = (): number =>
  globalThis.crossOriginIsolated ? Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1)) : 1;

const spawnLlm = (): LlmWorker =>
  new Worker(new URL('./entry-in-page.ts', import.meta.url), { type: 'module', name: 'language-model' });

/** Throws RetortError, and leaves no worker behind. */
export async function startLlm(
  load: Omit<LoadOptions, 'threads'>,
  { spawn, patience = PATIENCE, signal }: StartLlmOptions = {},
): Promise<StartedLlm> {
  if (!spawn && !hasWideMemory()) throw tooNarrow();
  const worker: StartedLlm = new AskedWorker((spawn ?? spawnLlm)(), { patience, silent, crashed });
  try {
    await worker.ask({ load: { ...load, threads: threads() } }, { signal });
    return worker;
  } catch (error) {
    worker.end();
    throw error;
  }
}

const tooNarrow = (): RetortError =>
  new RetortError(
    'unsupported-browser',
    'This browser cannot run a language model in the page: its WebAssembly has no 64-bit memory. Use a current Chrome, Edge or Firefox, or run the model behind an address.',
  );
const silent = (seconds: number): RetortError =>
  new RetortError(
    'model-silent',
    `The language model has not answered for ${seconds} seconds and was ended. Choose a smaller one, close what else needs the machine, or run it behind an address; what was answered is kept.`,
  );
const crashed = (why: string): RetortError =>
  new RetortError(
    'model-silent',
    `The language model ended by itself (${why || 'it could not be loaded'}). It may be too large for this device: choose a smaller one or fewer bits a weight, or run it behind an address.`,
  );
