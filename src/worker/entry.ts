// The worker's entry: messages in, messages out. Everything else is behind dispatch.ts.

import { createDispatcher } from './dispatch';
import type { Post } from './post';

/** What of the worker's global scope is used; the same in every thread's types. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<unknown>) => Promise<void>) | null;
}
const scope = self as unknown as Scope;

const post: Post = (name, payload, transfer = []) => scope.postMessage({ name, payload }, transfer);

/** Holds a Web Lock for as long as this worker lives: the page gets it the moment the worker is gone. */
function holdLifeline(): Promise<string | null> {
  const locks = navigator.locks as LockManager | undefined; // not on insecure addresses
  if (!locks) return Promise.resolve(null);
  const name = `retort-worker-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  return new Promise((resolve) => {
    locks
      .request(name, () => {
        resolve(name);
        return new Promise<never>(() => undefined);
      })
      .catch(() => resolve(null));
  });
}

const receive = createDispatcher({ post, holdLifeline });
scope.onmessage = async ({ data }) => {
  const answer = await receive(data);
  if (answer) scope.postMessage(answer, []);
};
