// Vite plugin: TensorFlow.js's threaded WASM module without threads. As it comes it starts eight from the text of a function, as
// blobs, and then waits for them without giving way: a content security policy would have to allow scripts from blobs, and
// Firefox on a busy machine waits for ever. All that is wanted of that module is its shared memory, in which our own kernels run
// on threads of their own (src/engine/kernels/wasm/pool.ts). Needs setThreadsCount(1), or it would start threads later.
import type { Plugin } from 'vite';

/** What is replaced by what; each must be there once. */
const CHANGES: [RegExp, string][] = [
  [/var pthreadPoolSize=8;/, 'var pthreadPoolSize=0;'],
  [
    /var numWorkersToLoad=PThread\.unusedWorkers\.length;PThread\.unusedWorkers\.forEach\(function\(w\)\{.*?\}\)\}\)/,
    'removeRunDependency("wasm-instantiate")',
  ],
];

export const threadlessTensorFlow = (): Plugin => ({
  name: 'threadless-tensorflow',
  transform(code, id) {
    if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
    let changed = code;
    for (const [from, to] of CHANGES) {
      if (!from.test(changed))
        this.error(
          `TensorFlow.js's WASM module starts its threads in another way than it did: ${from.source}`,
        );
      changed = changed.replace(from, to);
    }
    return { code: changed, map: null };
  },
});
