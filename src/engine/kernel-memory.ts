// The WASM kernels on a memory of their own: for computing beside the tensors, whatever backend trains and before any has
// started (models/wasm-decoder.ts). One thread, no TensorFlow.js, no gradients; kernels/wasm/device.ts is the other user
// of the same builds. What is taken is never given back: the memory goes as a whole.

import type { KernelName } from './kernels/wasm/job';
import { type SimdBuild, simdBuild } from './kernels/wasm/relaxed';

/** Inlined, so that the same line loads them in the page, in a test and in a script. */
const builds = import.meta.glob<string>('./kernels/wasm/build/{plain,relaxed}.wasm', {
  query: '?url&inline',
  import: 'default',
});

type Name =
  | KernelName
  | 'cachedAttention'
  | 'packWeight'
  | 'packedWeightBytes'
  | 'project'
  | 'projectQuantised'
  | 'quantisedScratch'
  | 'quantisedStride';
type Exports = Record<Name, (...args: number[]) => number>;

const PAGE = 65536;
const compiled = new Map<SimdBuild, Promise<WebAssembly.Module>>();

async function compile(build: SimdBuild): Promise<WebAssembly.Module> {
  const url = await builds[`./kernels/wasm/build/${build}.wasm`]!();
  // decoded here: the page's content security policy lets no one fetch a data URL
  const bytes = atob(url.slice(url.indexOf(',') + 1));
  return WebAssembly.compile(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

export class KernelMemory {
  #taken = PAGE; // the first page stays free for what a build may keep there

  private constructor(
    private readonly memory: WebAssembly.Memory,
    readonly kernels: Exports,
  ) {}

  /** Throws where the browser has no WebAssembly with SIMD. @param build by default the one that this browser can run. */
  static async start(build = simdBuild()): Promise<KernelMemory> {
    const module = compiled.get(build) ?? compile(build);
    compiled.set(build, module);
    const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE });
    const instance = await WebAssembly.instantiate(await module, { env: { memory } });
    return new KernelMemory(memory, instance.exports as unknown as Exports);
  }

  /** The address of `bytes` more bytes, zeros. Views made before may be cut off from the memory by this. */
  take(bytes: number): number {
    const at = this.#taken;
    this.#taken += Math.ceil(bytes / 16) * 16;
    const missing = this.#taken - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  /** The address of a copy of these numbers. */
  keep(values: Float32Array): number {
    const at = this.take(values.byteLength);
    this.floats(at, values.length).set(values);
    return at;
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length);
  }

  integers(at: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, at, length);
  }

  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }
}
