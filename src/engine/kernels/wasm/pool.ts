// Runs a kernel over a range of rows (or heads, or elements) on a few threads that share the WASM backend's memory.
// The calling thread does a share itself. Without shared memory there is one thread and nothing to wait for.
// A job is a function index, its arguments and a range; threads meet at two counters (pool-thread.ts is the other end).

import { type KernelExports, KERNEL_NAMES, type KernelName, share } from './job';

/** Loads of a counter before a thread goes to sleep: about twenty microseconds. */
const SPINS = 4000;

export class KernelPool {
  private constructor(
    private readonly exports: KernelExports,
    private readonly control: Int32Array | undefined,
    private readonly args: Float64Array | undefined,
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
    const args = new Float64Array(new SharedArrayBuffer(32 * 8));
    const workers = await Promise.all(
      Array.from({ length: threads - 1 }, (_, index) => {
        const worker = new Worker(new URL('./pool-thread.ts', import.meta.url), { type: 'module' });
        return new Promise<Worker>((resolve, reject) => {
          worker.onmessage = () => resolve(worker);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage({ module, memory, control, args, index: index + 1, threads });
        });
      }),
    );
    return new KernelPool(exports, control, args, workers);
  }

  /** Calls an export that does not run over a range. */
  call(name: KernelName, args: readonly number[]): number {
    return this.exports[name](...args);
  }

  /**
   * Calls `name(...args, start, end, scratch)` on every thread with its part of 0..items.
   * @param grain parts are multiples of this, so that packed panels stay whole. @param scratch an address for each thread.
   */
  run(
    name: KernelName,
    args: readonly number[],
    items: number,
    grain: number,
    scratch: (thread: number) => number,
  ): void {
    const { control, args: shared } = this;
    if (!control || !shared || items <= grain) {
      this.exports[name](...args, 0, items, scratch(0));
      return;
    }
    shared.set([items, grain, args.length, ...args]);
    for (let thread = 1; thread < this.threads; thread++) shared[24 + thread] = scratch(thread);
    control[2] = KERNEL_NAMES.indexOf(name);
    Atomics.store(control, 1, this.threads - 1);
    Atomics.add(control, 0, 1);
    Atomics.notify(control, 0);
    const [start, end] = share(items, grain, 0, this.threads);
    this.exports[name](...args, start, end, scratch(0));
    for (let spins = 0, left = Atomics.load(control, 1); left > 0; left = Atomics.load(control, 1)) {
      if (++spins > SPINS) Atomics.wait(control, 1, left);
    }
  }

  stop(): void {
    for (const worker of this.workers) worker.terminate();
  }
}
