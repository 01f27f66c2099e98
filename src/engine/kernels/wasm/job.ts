// What the pool and its threads agree on: the kernels by number, and which part of a range is whose.

/** Exports of the AssemblyScript build (assembly/index.ts), in the order in which jobs name them. */
export const KERNEL_NAMES = [
  'linearScratch',
  'linearForward',
  'linearBackwardInput',
  'linearBackwardWeight',
  'attentionScratch',
  'attentionForward',
  'attentionBackward',
  'rmsNormForward',
  'rmsNormBackward',
  'swigluForward',
  'swigluBackward',
  'embeddingForward',
  'embeddingBackward',
  'distillationLoss',
  'squaredNorm',
  'adamw',
] as const;

export type KernelName = (typeof KERNEL_NAMES)[number];
export type KernelExports = Record<KernelName, (...args: number[]) => number>;

/** Most threads a pool has; each has a slot for its scratch address. */
export const MAX_THREADS = 8;

/** The part [start, end) of 0..items that belongs to a thread: equal parts, whole grains. */
export function share(items: number, grain: number, thread: number, threads: number): [number, number] {
  const grains = Math.ceil(items / grain);
  const at = (t: number) => Math.min(items, Math.floor((grains * t) / threads) * grain);
  return [at(thread), at(thread + 1)];
}
