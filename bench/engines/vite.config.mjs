// Build of the benchmark's page, apart from the product's. Stock TensorFlow.js keeps its threads here, which the product's build
// takes away.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import product from '../../vite.config.ts';

/**
 * TensorFlow.js starts its WASM threads from the text of a function (backend_wasm.js calls toString()), so that function must
 * not use a variable from around it. It asks `typeof _scriptDir` first; without the declaration, minifiers leave that alone.
 * @returns {import('vite').Plugin}
 */
const selfContainedThreads = () => ({
  name: 'self-contained-wasm-threads',
  transform(code, id) {
    if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
    const without = code.replace(/var _scriptDir = [^\n]*\n[^\n]*__filename[^\n]*\n/, '');
    if (without === code) this.error('The threaded WASM module no longer declares _scriptDir.');
    return { code: without, map: null };
  },
});

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  logLevel: 'error',
  worker: { format: 'es', plugins: () => [selfContainedThreads()] },
  preview: product.preview,
  build: {
    outDir: fileURLToPath(new URL('../../.cache/bench', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 5000,
  },
});
