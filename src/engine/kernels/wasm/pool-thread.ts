// One thread of the kernel pool: sleeps until a job comes, does its part of the range, says so. It never returns to its
// event loop, so it takes no messages; the pool ends it by terminate().

import { type KernelExports, KERNEL_NAMES, share } from './job';

interface Start {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** [generation, threads still busy, kernel number] */
  control: Int32Array;
  /** [items, grain, count of arguments, arguments …], scratch addresses from slot 24 on */
  args: Float64Array;
  index: number;
  threads: number;
}

/** As in pool.ts: a short spin costs less than a sleep and a wake between two kernels of a step. */
const SPINS = 4000;

self.onmessage = async (event: MessageEvent<Start>) => {
  const { module, memory, control, args, index, threads } = event.data;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const exports = instance.exports as unknown as KernelExports;
  let seen = Atomics.load(control, 0);
  self.postMessage('ready');
  for (;;) {
    for (let spins = 0; Atomics.load(control, 0) === seen;)
      if (++spins > SPINS) Atomics.wait(control, 0, seen);
    seen = Atomics.load(control, 0);
    const count = args[2]!;
    const [start, end] = share(args[0]!, args[1]!, index, threads);
    if (start < end)
      exports[KERNEL_NAMES[control[2]!]!](...args.subarray(3, 3 + count), start, end, args[24 + index]!);
    if (Atomics.sub(control, 1, 1) === 1) Atomics.notify(control, 1);
  }
};
