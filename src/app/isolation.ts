// Threads on hosts that do not send the headers which they need: a service worker adds them (public/isolation.js), from the next
// visit or reload on. Does nothing where the page is isolated already, as with the project's own servers.

export function isolateNextVisit(): void {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined; // not on insecure addresses
  if (globalThis.crossOriginIsolated || !container) return;
  container.register(new URL('isolation.js', document.baseURI)).catch((error: unknown) => {
    console.warn('The page stays on one thread.', error);
  });
}
