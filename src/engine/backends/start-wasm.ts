// Downloads and starts the WASM backend, with threads where the page is cross-origin isolated. Chunk of its own.

import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import { setBackend } from '@tensorflow/tfjs-core';

/** More threads than this cost more in waiting than they bring at our sizes. */
const MOST_THREADS = 8;

/** Makes WASM current; the number of threads it runs on, or 0 if it did not start. */
export async function startWasm(): Promise<number> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  });
  setThreadsCount(globalThis.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MOST_THREADS) : 1);
  return (await setBackend('wasm')) ? getThreadsCount() : 0;
}
