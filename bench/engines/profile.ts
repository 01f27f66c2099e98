// Where a step's time goes, by kernel: each kernel of the current backend is put behind a clock for a while. Right on WASM,
// where a kernel has finished when its call returns; on a GPU it tells the processor's side only.

import {
  getBackend,
  getKernelsForBackend,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { KernelTime } from './engine';

function replace(config: KernelConfig): void {
  unregisterKernel(config.kernelName, config.backendName);
  registerKernel(config);
}

/** Time in each kernel while f runs, the longest first, and in all. A kernel that calls another counts without it. */
export async function profiled(f: () => Promise<unknown>): Promise<{ ms: number; kernels: KernelTime[] }> {
  const originals = getKernelsForBackend(getBackend());
  const times = new Map<string, KernelTime>();
  /** Time in the kernels that each open kernel has called. */
  const inner: number[] = [];
  for (const config of originals) {
    const entry: KernelTime = { name: config.kernelName, calls: 0, ms: 0 };
    times.set(entry.name, entry);
    replace({
      ...config,
      kernelFunc: (params) => {
        const began = performance.now();
        inner.push(0);
        const result = config.kernelFunc(params);
        const spent = performance.now() - began;
        entry.ms += spent - inner.pop()!;
        entry.calls++;
        if (inner.length > 0) inner[inner.length - 1]! += spent;
        return result;
      },
    });
  }
  const began = performance.now();
  try {
    await f();
  } finally {
    for (const config of originals) replace(config);
  }
  const kernels = [...times.values()].filter(({ calls }) => calls > 0).sort((a, b) => b.ms - a.ms);
  return { ms: performance.now() - began, kernels };
}
