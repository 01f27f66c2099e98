// The worker's two ends: commands in, events out, and the lifeline that it holds. What a command does is behind dispatch.ts;
// that it is loaded before the first command is carried out, entry.ts sees to.

import { createDispatcher } from './dispatch';
import type { Post } from './post';

/** What of the worker's global scope is used; the same in every thread's types. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
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

const carryOut = createDispatcher({ post, holdLifeline });

/** Carries out a command and answers it; never rejects. */
export async function receive(message: unknown): Promise<void> {
  const answer = await carryOut(message);
  if (answer) scope.postMessage(answer, []);
}
