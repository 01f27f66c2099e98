// What every fused WASM kernel needs: where a tensor lies, new tensors, scratch memory, tables that stay, and a run over a range
// of items on the pool's threads. The kernels work in place on the tensors of TensorFlow.js's WASM backend: its module gives its
// memory (`wasmMemory` where threads share it, `asm.memory` otherwise) and each tensor's address in it.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelName, MAX_THREADS } from './job';
import { KernelPool, type Scratch } from './pool';
import { type SimdBuild, simdBuild } from './relaxed';

/** The parts of the Emscripten module that its type does not tell of. */
interface WasmModule {
  wasmMemory?: WebAssembly.Memory;
  asm?: { memory: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Numbers of a tensor. */
export const sizeOf = ({ shape }: TensorInfo): number =>
  shape.reduce((product, length) => product * length, 1);

export class WasmDevice {
  /** Memory that one kernel may use while it runs. */
  #scratch = 0;
  #scratchBytes = 0;
  readonly #kept = new Map<string, number>();

  private constructor(
    private readonly backend: BackendWasm,
    private readonly pool: KernelPool,
    private readonly module: WasmModule,
    private readonly memory: WebAssembly.Memory,
  ) {}

  /** @param load fetches a build's bytes by name. @param build by default the one that this browser can run. */
  static async start(
    backend: BackendWasm,
    threads: number,
    load: (build: string) => Promise<BufferSource>,
    build: SimdBuild = simdBuild(),
  ): Promise<WasmDevice> {
    const module = backend.wasm as unknown as WasmModule;
    const memory = module.wasmMemory ?? module.asm?.memory;
    if (!memory) throw new Error('The WASM backend does not show its memory.');
    const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
    const compiled = await WebAssembly.compile(await load(`${build}${shared ? '-shared' : ''}`));
    const pool = await KernelPool.start(compiled, memory, shared ? Math.min(threads, MAX_THREADS) : 1);
    return new WasmDevice(backend, pool, module, memory);
  }

  get threads(): number {
    return this.pool.threads;
  }

  stop(): void {
    this.pool.stop();
  }

  address(tensor: TensorInfo): number {
    return this.backend.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** A new float32 tensor, its numbers not set. */
  output(shape: readonly number[]): TensorInfo {
    return this.backend.makeOutput([...shape], 'float32');
  }

  /** Frees an output that was for the kernel alone. */
  discard(tensor: TensorInfo): void {
    this.backend.disposeData(tensor.dataId);
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  words(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  /** Scratch memory of at least this size, for one kernel's call. */
  area(bytes: number): number {
    if (bytes > this.#scratchBytes) {
      if (this.#scratchBytes > 0) this.module._free(this.#scratch);
      this.#scratchBytes = bytes;
      this.#scratch = this.module._malloc(bytes) >>> 0;
    }
    return this.#scratch;
  }

  /** Scratch memory for each thread, after `before` bytes for all. */
  areas(bytes: number, before = 0): Scratch & { before: number } {
    const [byThread, first] = [inLines(bytes), inLines(before)];
    const at = this.area(first + byThread * this.pool.threads);
    return { before: at, at: at + first, byThread };
  }

  /** Memory that lives as long as the backend, made and filled at its first use. */
  kept(key: string, bytes: number, fill: (at: number) => void = () => undefined): number {
    let at = this.#kept.get(key);
    if (at === undefined) {
      at = this.module._malloc(bytes) >>> 0;
      fill(at);
      this.#kept.set(key, at);
    }
    return at;
  }

  /** Calls an export that does not run over a range. */
  call(name: KernelName, ...args: number[]): number {
    return this.pool.call(name, args);
  }

  /** Items a part, in whole grains. @param perThread parts for each thread; 1 where a part has much to prepare. */
  chunk(items: number, grain: number, perThread?: number): number {
    return this.pool.chunk(items, grain, perThread);
  }

  /** Runs a kernel over 0..items in parts of whole grains. */
  run(name: KernelName, args: readonly number[], items: number, grain: number, scratch?: Scratch): void {
    this.runParts(name, args, items, this.chunk(items, grain), scratch);
  }

  /** The same in parts of a size that was asked for before (chunk). */
  runParts(name: KernelName, args: readonly number[], items: number, chunk: number, scratch?: Scratch): void {
    this.pool.run(name, args, items, chunk, scratch);
  }
}

/** No two threads write into one line of the cache. */
const inLines = (bytes: number): number => Math.ceil(bytes / 64) * 64;
