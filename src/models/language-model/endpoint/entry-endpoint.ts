// The entry of the worker that may reach other origins. Nothing else may stand here (see src/worker/entry.ts).

import type { Order } from './messages';

/** What of the worker's global scope is used; the same in every thread's types. */
interface Scope {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(message: unknown): void;
}
const scope = self as unknown as Scope;

const running = import('./run-errands');
scope.onmessage = ({ data }) => {
  running.then(
    ({ runErrand }) => runErrand(data, (delivery) => scope.postMessage(delivery)),
    (error: unknown) => {
      // outside the promise, so that who began the worker hears of it
      setTimeout(() => {
        throw error;
      });
    },
  );
};
