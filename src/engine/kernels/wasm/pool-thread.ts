// One thread of the kernel pool: sleeps until a job comes, takes parts of it while there are any. It never returns to its event
// loop, so it takes no messages; the pool ends it by terminate().

import {
  claim,
  DONE,
  type Job,
  JOBS,
  KERNEL,
  KERNEL_NAMES,
  type KernelExports,
  readJob,
  runPart,
} from './job';

interface Start {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  control: Int32Array;
  words: Float64Array;
  thread: number;
}

/** As in pool.ts: a short spin costs less than a sleep and a wake between two kernels of a step. */
const SPINS = 4000;

self.onmessage = async (event: MessageEvent<Start>) => {
  const { module, memory, control, words, thread } = event.data;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const exports = instance.exports as unknown as KernelExports;
  let seen = Atomics.load(control, JOBS);
  let [number, parts] = [-1, 0];
  let job: Job | undefined;
  self.postMessage('ready');
  for (;;) {
    for (let spins = 0; Atomics.load(control, JOBS) === seen;)
      if (++spins > SPINS) Atomics.wait(control, JOBS, seen);
    seen = Atomics.load(control, JOBS);
    for (let part = claim(control); part >= 0; part = claim(control)) {
      if (!job || words[0] !== number) {
        number = words[0]!;
        job = readJob(words);
        parts = Math.ceil(job.items / job.chunk);
      }
      runPart(exports[KERNEL_NAMES[control[KERNEL]!]!], job, part, thread);
      if (Atomics.add(control, DONE, 1) + 1 === parts) Atomics.notify(control, DONE);
    }
  }
};
