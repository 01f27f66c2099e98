// The entry of the encoder's worker. Nothing else may stand here (see src/worker/entry.ts): WebKit evaluates an entry once more where
// another module imports it.

import type { Question } from './messages';

/** What of the worker's global scope is used; the same in every thread's types. */
interface Scope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}
const scope = self as unknown as Scope;

const answering = import('./answer');
scope.onmessage = ({ data }) => {
  answering.then(
    async ({ answer }) => {
      const said = await answer(data, () => scope.postMessage({ alive: true }, []));
      scope.postMessage(said, 'vectors' in said ? [said.vectors.buffer] : []);
    },
    (error: unknown) => {
      // outside the promise, so that who began the worker hears of it
      setTimeout(() => {
        throw error;
      });
    },
  );
};
