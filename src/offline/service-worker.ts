// The page's service worker. Keeps the whole page, so that it works without a network from the second visit on, and gives every file
// of its own the two headers that make a page cross-origin isolated, which threaded WebAssembly needs and many static hosts cannot
// send. A new version waits until the person takes it (offline.ts).

import { getCacheKeyForURL, matchPrecache, precache } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Parameters<typeof precache>[0] };

const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

precache(self.__WB_MANIFEST); // fetched when it installs; what an older version had goes when it takes over

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).origin === self.location.origin) event.respondWith(answer(event.request));
});

async function answer(request: Request): Promise<Response> {
  const page = request.mode === 'navigate' && request.url.split(/[?#]/)[0] === self.registration.scope;
  const key = page ? 'index.html' : request.url;
  const response = (getCacheKeyForURL(key) && (await matchPrecache(key))) || (await fetch(request));
  if (response.type === 'opaqueredirect' || response.type === 'error') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
