// For unit tests, this folder's and others': the same test on every backend that Node has. WebGL and WebGPU are checked in a
// browser by the end-to-end tests. Not part of the page.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend as currentBackend, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe } from 'vitest';
import { clearConstants } from './constants';
import { switchOffFused } from './kernels/fused';
import { WasmKernels } from './kernels/wasm/register';

/** 'wasm' composes its ops, 'fused' is WASM with our own kernels. */
export const NODE_BACKENDS = ['cpu', 'wasm', 'fused'] as const;
export type NodeBackend = (typeof NODE_BACKENDS)[number];

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(dirname(entry) + sep);

const readBuild = (name: string) =>
  readFile(new URL(`./kernels/wasm/build/${name}.wasm`, import.meta.url)) as Promise<BufferSource>;

/** Makes a backend the current one; everything made from now on lives there. */
export async function useBackend(backend: NodeBackend): Promise<void> {
  clearConstants();
  const id = backend === 'fused' ? 'wasm' : backend;
  if (!(await setBackend(id))) throw new Error(`The ${id} backend did not start in Node.`);
  switchOffFused(id);
  if (backend === 'fused') await WasmKernels.start(currentBackend() as BackendWasm, 1, readBuild);
}

/** A block of tests that runs once on each backend. */
export function onEveryBackend(name: string, body: (backend: NodeBackend) => void): void {
  describe.each(NODE_BACKENDS)(`${name} on %s`, (backend) => {
    beforeAll(() => useBackend(backend));
    body(backend);
  });
}
