// The entry of the worker that runs a language model. Nothing else may stand here (see src/worker/entry.ts). Its file has a content security
// policy of its own: it alone may begin workers from blobs, and it reaches no other origin (scripts/vite/content-security-policy.ts).

import type { Answer, Question } from './messages';

/** What of the worker's global scope is used; the same in every thread's types. */
interface Scope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(message: Answer): void;
}
const scope = self as unknown as Scope;

const answering = import('./answer');
scope.onmessage = ({ data }) => {
  answering.then(
    async ({ answer }) => scope.postMessage(await answer(data, () => scope.postMessage({ alive: true }))),
    (error: unknown) => {
      // outside the promise, so that who began the worker hears of it
      setTimeout(() => {
        throw error;
      });
    },
  );
};
