// What the benchmark asks of an engine, and how a worker (or a child process) answers: one command at a time, by name.
// Each engine lives in a worker of its own, so that none shares memory, threads or a garbage collector with another.

import type { Workload } from './workload';

export type Device = 'wasm' | 'webgpu';

export interface StartOptions {
  device: Device;
  /** At most this many threads; all cores where it is not given. */
  threads?: number;
}

export interface Steps {
  /** How long each step took. */
  ms: number[];
  /** The loss of each, before its update. */
  losses: number[];
}

export interface KernelTime {
  name: string;
  calls: number;
  ms: number;
}

export interface Engine {
  /** Makes the device ready; returns what it runs on. */
  start(options: StartOptions): Promise<string>;
  /** Builds models, batches and the teacher's answers, in place of those before. Step 0 comes next. */
  prepare(options: { workload: Workload }): Promise<void>;
  /** Goes on for some steps; `cached`: the teacher's answers are taken from memory. Each step's loss is read. */
  run(options: { steps: number; cached: boolean }): Promise<Steps>;
  /** Live tensors and their bytes, where the engine counts them; bytes of the device's memory, where that is ours to see. */
  memory(): Promise<{ tensors?: number; tensorBytes?: number; deviceBytes?: number }>;
  /** GFLOP/s of one square matrix product, the median of some. */
  matmul?(options: { size: number; repetitions: number }): Promise<number>;
  /** Tokens a second of the workload's student, greedy, all sequences together. */
  generate?(options: { workload: Workload; tokens: number; sequences: number }): Promise<number>;
  /** Time by kernel in some steps (all steps together). */
  profile?(options: { steps: number; cached: boolean }): Promise<{ ms: number; kernels: KernelTime[] }>;
}

export type Command = keyof Engine;

export interface Request {
  id: number;
  command: Command;
  options?: unknown;
}
export type Reply = { id: number; value: unknown } | { id: number; error: string };

/** Answers one request. Errors come back as text. */
export async function answer(engine: Engine, { id, command, options }: Request): Promise<Reply> {
  try {
    const call = engine[command] as ((options: unknown) => Promise<unknown>) | undefined;
    if (!call) throw new Error(`This engine cannot ${command}.`);
    return { id, value: await call.call(engine, options) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Answers all that comes to this worker. */
export function serve(engine: Engine): void {
  self.onmessage = async ({ data }: MessageEvent<Request>) => self.postMessage(await answer(engine, data));
}

/** The engines look at navigator.hardwareConcurrency for their number of threads; a worker may tell them less. */
export function limitThreads(threads: number | undefined): void {
  if (threads !== undefined)
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: threads, configurable: true });
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
