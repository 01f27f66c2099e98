// Build, dev and preview servers. COOP/COEP make the page cross-origin isolated, which threaded WASM needs.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
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

/** The page as an app that works offline (src/offline/service-worker.ts, registered by src/app/offline.ts). */
const installable = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src/offline',
  filename: 'service-worker.ts',
  injectRegister: false,
  injectManifest: {
    globPatterns: ['**/*.{html,js,css,wasm,svg,png,json,safetensors,gz}'],
    // the runtimes of sentence encoders and language models are fetched by those who bring one
    globIgnores: ['social.png', 'old-browser.js', '**/ort-wasm*', '**/wllama*.wasm'],
    maximumFileSizeToCacheInBytes: 10e6,
  },
  manifest: {
    name: 'Retort',
    short_name: 'Retort',
    description:
      'Distil a large transformer into a small one in your browser, and talk with what you trained.',
    start_url: '.',
    scope: '.',
    display: 'standalone',
    background_color: '#f6f2ea',
    theme_color: '#f6f2ea',
    icons: [
      { src: 'icons/retort.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icons/retort-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/retort-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icons/retort-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
});

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
    installable,
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
