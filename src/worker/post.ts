// How the worker speaks: one typed function, handed to every part of it, so that tests can listen in.

import type { Events } from '../protocol/messages';

export type Post = <K extends keyof Events>(name: K, payload: Events[K], transfer?: Transferable[]) => void;

/** Passes progress on at most every 100 ms, and always the end. A total of 0 is one that is not known yet. */
export function throttledProgress(post: Post, task: Events['progress']['task']) {
  let next = 0;
  return (done: number, total: number): void => {
    const now = performance.now();
    if (now < next && (total === 0 || done < total)) return;
    next = now + 100;
    post('progress', { task, done, total });
  };
}
