// The page's end of its service worker (offline/service-worker.ts): registered once the page is loaded, in the built page alone, and
// asked whether a newer version waits. It takes over when the person says so, since it reloads the page.

import { createStore } from 'zustand/vanilla';

interface OfflineState {
  /** Takes the new version and reloads; null while there is none. */
  update: (() => void) | null;
}

export const offline = createStore<OfflineState>()(() => ({ update: null }));

export function startOffline(): void {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined; // not on insecure addresses
  if (!import.meta.env.PROD || !container) return;
  // where the host sends the headers itself Firefox now and then hung in a reload beside a worker: none is begun there
  if (globalThis.crossOriginIsolated && !container.controller) return;
  addEventListener('load', () => {
    register(container).catch((error: unknown) => {
      console.warn(
        'The page needs its network, and stays on one thread where its host sends no headers.',
        error,
      );
    });
  });
}

async function register(container: ServiceWorkerContainer): Promise<void> {
  const registration = (await container.register(new URL('service-worker.js', document.baseURI))) as
    ServiceWorkerRegistration | undefined;
  if (!registration) return; // where something else decides about service workers, as in tests
  const offer = (worker: ServiceWorker): void =>
    offline.setState({
      update() {
        container.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage('take-over');
      },
    });
  if (registration.waiting) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      // the first one of all has nobody to take over from
      if (worker.state === 'installed' && registration.active) offer(worker);
    });
  });
}
