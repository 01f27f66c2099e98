// Where onnxruntime's WebAssembly build lies: beside the page, fetched when the first encoder is loaded.

import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/** Whole addresses: the runtime resolves others against the worker's. */
export const runtimeFiles = () => ({
  mjs: new URL(mjs, import.meta.url).href,
  wasm: new URL(wasm, import.meta.url).href,
});
