// Downloads and starts the WASM backend, with threads where the page is cross-origin isolated, and our own kernels on it.
// Chunk of its own.

import { type BackendWasm, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import { backend, setBackend } from '@tensorflow/tfjs-core';
import { WasmDevice } from '../kernels/wasm/device';
import { registerWasmKernels } from '../kernels/wasm/register';

/** The kernels' builds by name. */
const builds = import.meta.glob<string>('../kernels/wasm/build/*.wasm', {
  query: '?url',
  import: 'default',
  eager: true,
});

async function loadBuild(name: string): Promise<BufferSource> {
  const response = await fetch(builds[`../kernels/wasm/build/${name}.wasm`]!);
  if (!response.ok) throw new Error(`The kernels (${name}) could not be downloaded: ${response.status}.`);
  return response.arrayBuffer();
}

/** Made once: kernels that failed their check stay off. */
let device: WasmDevice | undefined;

/** More threads than this cost more in waiting than they bring at our sizes. */
const MOST_THREADS = 8;

/**
 * Makes WASM current; the number of threads that our kernels run on, or 0 if it did not start. TensorFlow.js's own kernels
 * have none beside the caller's: what they cost is told where they are taken away (scripts/vite/threadless-tfjs.ts).
 */
export async function startWasm(): Promise<number> {
  const threads = globalThis.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MOST_THREADS) : 1;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  });
  setThreadsCount(1);
  if (!(await setBackend('wasm'))) return 0;
  try {
    if (!device) {
      device = await WasmDevice.start(backend() as BackendWasm, threads, loadBuild);
      registerWasmKernels(device);
    }
    return device.threads;
  } catch (error) {
    // slower, not broken: the ops compose what they need from TensorFlow.js's own kernels
    console.warn('Fused kernels are off.', error);
    return 1;
  }
}
