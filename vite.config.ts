// Build, dev and preview servers. COOP/COEP make the page cross-origin isolated, which threaded WASM needs.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './scripts/vite/content-security-policy.ts';
import { headersOnEveryAnswer } from './scripts/vite/preview-headers.ts';
import { lateLanguages } from './scripts/vite/late-languages.ts';
import { onePage } from './scripts/vite/one-page.ts';
import { threadlessTensorFlow } from './scripts/vite/threadless-tfjs.ts';
import { unimportedEntries } from './scripts/vite/worker-entries.ts';
import { workerOnly } from './scripts/vite/worker-only.ts';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Where the page will stand; only addresses that others follow need it (index.html). */
process.env.VITE_SITE ??= './';

export default defineConfig({
  base: './',
  plugins: [
    react(),
    threadlessTensorFlow(),
    lateLanguages(),
    workerOnly('/src/corpus/'),
    onePage(),
    contentSecurityPolicy(),
    headersOnEveryAnswer(),
  ],
  worker: { format: 'es', plugins: () => [threadlessTensorFlow(), unimportedEntries(), onePage()] },
  server: { headers: isolation },
  preview: { headers: isolation, port: 4173 },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    // what the first paint needs is one file: it compresses better than many, and comes in one answer
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', test: /\/src\/main\.tsx$/ }] } } },
  },
});
