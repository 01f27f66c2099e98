// The worker's entry: keeps what the page says until the rest is loaded, then hands it on in order. Nothing else may stand here:
// WebKit evaluates a worker's entry once more when another module imports it, and whatever it held would be there twice. So
// everything is behind a dynamic import, and the build fails where a chunk imports an entry (scripts/vite/worker-entries.ts).

/** What of the worker's global scope is used; the same in every thread's types. */
interface Scope {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
}
const scope = self as unknown as Scope;

const early: unknown[] = [];
scope.onmessage = ({ data }) => void early.push(data);

import('./receive').then(
  ({ receive }) => {
    for (const message of early) void receive(message);
    scope.onmessage = ({ data }) => void receive(data);
  },
  (error: unknown) => {
    // outside the promise, so that the page hears of it as it does of any crash of the worker
    setTimeout(() => {
      throw error;
    });
  },
);

export {}; // a module, so that its names are its own
