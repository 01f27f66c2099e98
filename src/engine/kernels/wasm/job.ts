// What the pool and its threads agree on: the kernels by number, the words that they share, and how a part of a job is taken.

/** Exports of the AssemblyScript build (assembly/index.ts), in the order in which jobs name them. */
export const KERNEL_NAMES = [
  'packedBytes',
  'packWeight',
  'packBackward',
  'weightScratch',
  'linearForward',
  'linearBackwardInput',
  'linearBackwardWeight',
  'attentionScratch',
  'attentionForward',
  'attentionBackward',
  'attentionMapForward',
  'attentionMapBackward',
  'rmsNormForward',
  'rmsNormBackward',
  'swigluForward',
  'swigluBackward',
  'embeddingForward',
  'embeddingBackward',
  'distillationLoss',
  'divergenceLoss',
  'decoupledLoss',
  'relationScratch',
  'relationLoss',
  'squaredLoss',
  'squaredNorm',
  'adamw',
  'muonScratch',
  'muon',
] as const;

export type KernelName = (typeof KERNEL_NAMES)[number];
export type KernelExports = Record<KernelName, (...args: number[]) => number>;

/** Most threads a pool has. */
export const MAX_THREADS = 8;

/** Parts of a job for each thread: enough that a slow thread (an efficiency core, a busy one) is not waited for. */
export const PARTS = 3;

/** Words of the control block: counts jobs; parts not yet taken; parts done; the kernel's number. */
export const [JOBS, LEFT, DONE, KERNEL] = [0, 1, 2, 3] as const;

/** A job in shared memory: its number, items, items a part, scratch address, its steps by thread and by part, the kernel's arguments. */
export interface Job {
  items: number;
  chunk: number;
  scratch: number;
  byThread: number;
  byPart: number;
  args: readonly number[];
}

/** Numbers that a job may take. */
export const JOB_WORDS = 40;

export function writeJob(words: Float64Array, number: number, job: Job): void {
  const { items, chunk, scratch, byThread, byPart, args } = job;
  words.set([number, items, chunk, scratch, byThread, byPart, args.length, ...args]);
}

export function readJob(words: Float64Array): Job {
  const [, items, chunk, scratch, byThread, byPart, count] = words as unknown as number[];
  const args = Array.from(words.subarray(7, 7 + count!));
  return { items: items!, chunk: chunk!, scratch: scratch!, byThread: byThread!, byPart: byPart!, args };
}

/** Items a part: whole grains, so that a kernel's panels stay whole, in at most `parts` parts. */
export function chunkOf(items: number, grain: number, parts: number): number {
  return Math.max(1, Math.ceil(Math.ceil(items / grain) / parts)) * grain;
}

/**
 * Takes a part of the job in hand: its number, or −1 where none is left. Whoever has one may read the job: it stays until all
 * its parts are done. So a thread that wakes late finds either a part of the next job or none, and nobody waits for it.
 */
export function claim(control: Int32Array): number {
  for (;;) {
    const left = Atomics.load(control, LEFT);
    if (left === 0) return -1;
    if (Atomics.compareExchange(control, LEFT, left, left - 1) === left) return left - 1;
  }
}

/** Computes one part. */
export function runPart(
  kernel: (...args: number[]) => number,
  { items, chunk, scratch, byThread, byPart, args }: Job,
  part: number,
  thread: number,
): void {
  const start = part * chunk;
  kernel(...args, start, Math.min(items, start + chunk), scratch + thread * byThread + part * byPart);
}
