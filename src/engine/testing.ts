// For unit tests, this folder's and others': the same test on every backend that Node has. WebGPU is among them where the
// npm package `webgpu` (Dawn; too large for a dependency: npm i --no-save webgpu) and a Vulkan driver are, a GPU's or Mesa's
// lavapipe; its tests are shown as skipped elsewhere. WebGL is checked in a browser by the end-to-end tests. Not part of the page.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import '@tensorflow/tfjs-backend-cpu';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend as currentBackend, grad, scalar, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe } from 'vitest';
import { clearConstants } from './constants';
import { switchOffFused } from './kernels/fused';
import { WasmDevice } from './kernels/wasm/device';
import { registerWasmKernels } from './kernels/wasm/register';
import { type SimdBuild, simdBuild } from './kernels/wasm/relaxed';
import { registerWebGpuKernels } from './kernels/webgpu/register';

/** The gradient of a scalar f at x. */
export const gradientOf = (f: (x: Tensor) => Tensor, x: Tensor): Tensor => grad(f)(x, scalar(1));

/** 'wasm' composes its ops, 'fused' is WASM with our own kernels, 'webgpu' has them too. */
export const NODE_BACKENDS = ['cpu', 'wasm', 'fused', 'webgpu'] as const;
export type NodeBackend = (typeof NODE_BACKENDS)[number];

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(dirname(entry) + sep);

/** A build's bytes by name. */
export const readBuild = (name: string) =>
  readFile(new URL(`./kernels/wasm/build/${name}.wasm`, import.meta.url)) as Promise<BufferSource>;

/** Puts WebGPU where a browser has it and loads the backend; whether that is possible here. */
async function provideWebGpu(): Promise<boolean> {
  try {
    const { create, globals } = createRequire(import.meta.url)('webgpu') as {
      create(options: string[]): GPU;
      globals: Record<string, unknown>;
    };
    const gpu = create([]);
    if (!(await gpu.requestAdapter())) return false;
    Object.assign(globalThis, globals);
    const navigator = Object.create(globalThis.navigator ?? null, { gpu: { value: gpu } }) as Navigator;
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    const { registerWebGpu } = await import('./backends/webgpu-device');
    registerWebGpu();
    return true;
  } catch {
    return false;
  }
}

/** Whether this machine has WebGPU under Node. */
export const hasWebGpu = await provideWebGpu();

/** Those that can run here. */
export const backendsHere = NODE_BACKENDS.filter((backend) => backend !== 'webgpu' || hasWebGpu);

/**
 * The builds of our WASM kernels that can run here. Node 20 has relaxed SIMD behind a flag of V8, which is set for this process.
 * simdBuild() sees it from then on.
 */
export function simdBuildsHere(): SimdBuild[] {
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  return simdBuild() === 'relaxed' ? ['plain', 'relaxed'] : ['plain'];
}

/** Makes a backend the current one; everything made from now on lives there. @param build of our kernels, where it is 'fused'. */
export async function useBackend(backend: NodeBackend, build: SimdBuild = simdBuild()): Promise<void> {
  clearConstants();
  const id = backend === 'fused' ? 'wasm' : backend;
  if (!(await setBackend(id))) throw new Error(`The ${id} backend did not start in Node.`);
  switchOffFused(id);
  // what is right on every real GPU, whatever this one is
  if (backend === 'webgpu') registerWebGpuKernels('tiles');
  if (backend === 'fused')
    registerWasmKernels(await WasmDevice.start(currentBackend() as BackendWasm, 1, readBuild, build));
}

/** A block of tests that runs once on each backend. */
export function onEveryBackend(name: string, body: (backend: NodeBackend) => void): void {
  for (const backend of NODE_BACKENDS) {
    describe.skipIf(!backendsHere.includes(backend))(`${name} on ${backend}`, () => {
      beforeAll(() => useBackend(backend));
      body(backend);
    });
  }
}
