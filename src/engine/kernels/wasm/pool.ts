// Runs a kernel over a range of rows (or heads, or elements) on a few threads that share the WASM backend's memory.
// The calling thread works too. Without shared memory there is one thread and nothing to wait for.
// A job is cut into parts, which threads take as they come to it (job.ts; pool-thread.ts is the other end): what a part computes
// does not depend on who takes it, so that results stay the same from run to run.

import {
  chunkOf,
  claim,
  DONE,
  type Job,
  JOB_WORDS,
  JOBS,
  KERNEL,
  KERNEL_NAMES,
  type KernelExports,
  type KernelName,
  LEFT,
  PARTS,
  runPart,
  writeJob,
} from './job';

/** Loads of a counter before a thread goes to sleep: about twenty microseconds. */
const SPINS = 4000;

/** Memory for a kernel beside its arguments: an address, and how far apart the areas of threads or of parts lie. */
export interface Scratch {
  at: number;
  byThread?: number;
  byPart?: number;
}

export class KernelPool {
  private constructor(
    private readonly exports: KernelExports,
    private readonly control: Int32Array | undefined,
    private readonly words: Float64Array | undefined,
    private readonly workers: Worker[],
  ) {}

  get threads(): number {
    return this.workers.length + 1;
  }

  /** @param threads how many in all; more than one needs shared memory. */
  static async start(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    threads: number,
  ): Promise<KernelPool> {
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    const exports = instance.exports as unknown as KernelExports;
    if (threads < 2) return new KernelPool(exports, undefined, undefined, []);
    const control = new Int32Array(new SharedArrayBuffer(16));
    const words = new Float64Array(new SharedArrayBuffer(JOB_WORDS * 8));
    const workers = await Promise.all(
      Array.from({ length: threads - 1 }, (_, index) => {
        const worker = new Worker(new URL('./pool-thread.ts', import.meta.url), { type: 'module' });
        return new Promise<Worker>((resolve, reject) => {
          worker.onmessage = () => resolve(worker);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage({ module, memory, control, words, thread: index + 1 });
        });
      }),
    );
    return new KernelPool(exports, control, words, workers);
  }

  /** Calls an export that does not run over a range. */
  call(name: KernelName, args: readonly number[]): number {
    return this.exports[name](...args);
  }

  /** Items a part, in whole grains. @param perThread 1 where a part has much to prepare. */
  chunk(items: number, grain: number, perThread = PARTS): number {
    return this.workers.length === 0 ? Math.max(items, 1) : chunkOf(items, grain, this.threads * perThread);
  }

  /** Calls `name(...args, start, end, scratch)` for every part of 0..items. */
  run(name: KernelName, args: readonly number[], items: number, chunk: number, scratch?: Scratch): void {
    const { at = 0, byThread = 0, byPart = 0 } = scratch ?? {};
    const { control, words } = this;
    const kernel = this.exports[name];
    const job: Job = { items, chunk, scratch: at, byThread, byPart, args };
    const parts = Math.ceil(items / chunk);
    if (!control || !words || parts < 2) {
      for (let part = 0; part < parts; part++) runPart(kernel, job, part, 0);
      return;
    }
    const number = control[JOBS]! + 1;
    writeJob(words, number, job);
    control[KERNEL] = KERNEL_NAMES.indexOf(name);
    Atomics.store(control, DONE, 0);
    Atomics.store(control, LEFT, parts);
    Atomics.store(control, JOBS, number);
    Atomics.notify(control, JOBS);
    for (let part = claim(control); part >= 0; part = claim(control)) {
      runPart(kernel, job, part, 0);
      Atomics.add(control, DONE, 1);
    }
    for (
      let spins = 0, done = Atomics.load(control, DONE);
      done < parts;
      done = Atomics.load(control, DONE)
    ) {
      if (++spins > SPINS) Atomics.wait(control, DONE, done);
    }
  }

  stop(): void {
    for (const worker of this.workers) worker.terminate();
  }
}
