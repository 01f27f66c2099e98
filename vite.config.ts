// Build, dev and preview servers. COOP/COEP make the page cross-origin isolated, which threaded WASM needs.
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { unimportedEntries } from './scripts/vite/worker-entries.ts';
import { workerOnly } from './scripts/vite/worker-only.ts';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * TensorFlow.js starts its WASM threads from the text of a function (backend_wasm.js calls toString()), so that function must
 * not use a variable from around it. It asks `typeof _scriptDir` first; without the declaration, minifiers leave that alone.
 */
const selfContainedThreads = (): Plugin => ({
  name: 'self-contained-wasm-threads',
  transform(code, id) {
    if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
    const without = code.replace(/var _scriptDir = [^\n]*\n[^\n]*__filename[^\n]*\n/, '');
    if (without === code)
      this.error('The threaded WASM module no longer declares _scriptDir: see vite.config.ts.');
    return { code: without, map: null };
  },
});

export default defineConfig({
  base: './',
  plugins: [react(), selfContainedThreads(), workerOnly('/src/corpus/')],
  worker: { format: 'es', plugins: () => [selfContainedThreads(), unimportedEntries()] },
  server: { headers: isolation },
  preview: { headers: isolation, port: 4173 },
  build: { target: 'es2023', chunkSizeWarningLimit: 1500 },
});
