// Where wllama's WebAssembly builds lie: beside the page, fetched when the first language model is loaded, and no part of what the page keeps
// for use without a network.

import many from '@wllama/wllama/esm/multi-thread/wllama.wasm?url';
import one from '@wllama/wllama/esm/single-thread/wllama.wasm?url';

/** Whole addresses: the worker that fetches them has none of its own. */
export const runtimeFiles = () => ({
  'single-thread/wllama.wasm': new URL(one, import.meta.url).href,
  'multi-thread/wllama.wasm': new URL(many, import.meta.url).href,
});
