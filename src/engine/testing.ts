// For unit tests, this folder's and others': the same test on every backend that Node has. WebGL and WebGPU are checked in a
// browser by the end-to-end tests. Not part of the page.

import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe } from 'vitest';
import { clearConstants } from './constants';

export const NODE_BACKENDS = ['cpu', 'wasm'] as const;
export type NodeBackend = (typeof NODE_BACKENDS)[number];

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(dirname(entry) + sep);

/** Makes a backend the current one; everything made from now on lives there. */
export async function useBackend(backend: NodeBackend): Promise<void> {
  clearConstants();
  if (!(await setBackend(backend))) throw new Error(`The ${backend} backend did not start in Node.`);
}

/** A block of tests that runs once on each backend. */
export function onEveryBackend(name: string, body: (backend: NodeBackend) => void): void {
  describe.each(NODE_BACKENDS)(`${name} on %s`, (backend) => {
    beforeAll(() => useBackend(backend));
    body(backend);
  });
}
