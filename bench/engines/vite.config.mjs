// Build of the benchmark's page, apart from the product's: the same plugins for workers, nothing of the product's own page.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import product from '../../vite.config.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  logLevel: 'error',
  worker: product.worker,
  preview: product.preview,
  build: {
    outDir: fileURLToPath(new URL('../../.cache/bench', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 5000,
  },
});
