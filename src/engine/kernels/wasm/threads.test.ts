// The pool's threads: what kernels compute on several of them, taking parts as they come to it, is what one computes, bit for bit
// where no sum is cut, and the same from call to call. Real threads of Node run pool-thread.ts; TensorFlow.js's threaded build does
// not start under Node, so a memory of our own stands in for its backend.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { fileURLToPath } from 'node:url';
import { Worker as NodeThread } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRng } from '../../../lib/rng';
import { readBuild } from '../../testing';
import { attention, attentionGrad, attentionMap, attentionMapGrad } from './attention';
import { adamw, globalNorm } from './adamw';
import { WasmDevice } from './device';
import { decoupledLoss } from './decoupled-loss';
import { distillationLoss } from './distillation-loss';
import { embedding, embeddingGrad } from './embedding';
import { linear, linearInput, linearWeight } from './linear';
import { muon } from './muon';
import { relationLoss } from './relations';
import { squaredLoss } from './squared-loss';
import { rmsNorm, rmsNormGrad } from './rms-norm';
import { swiglu, swigluGrad } from './swiglu';

const THREADS = 4;

/** pool-thread.ts as one script. */
async function threadScript(): Promise<string> {
  const entry = fileURLToPath(new URL('./pool-thread.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  });
  const [{ output }] = built as unknown as [{ output: [{ code: string }] }];
  return output[0].code;
}

/** The browser's Worker, as far as the pool uses it, on a thread of Node. */
function workerClass(script: string) {
  const shim = `
    const { parentPort } = require('node:worker_threads');
    globalThis.self = { postMessage: (message) => parentPort.postMessage(message) };
    parentPort.on('message', (data) => self.onmessage({ data }));`;
  return class {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onerror: ((event: { message: string }) => void) | null = null;
    readonly #thread = new NodeThread(`${shim}\n${script}`, { eval: true });

    constructor() {
      this.#thread.on('message', (data) => this.onmessage?.({ data }));
      this.#thread.on('error', ({ message }) => this.onerror?.({ message }));
    }

    postMessage(message: unknown): void {
      this.#thread.postMessage(message);
    }

    terminate(): void {
      void this.#thread.terminate();
    }
  };
}

/** As much of TensorFlow.js's backend as the kernels need, over a memory that is never given back. */
class FakeBackend {
  readonly memory = new WebAssembly.Memory({ initial: 4096, maximum: 65536, shared: true });
  readonly dataIdMap = new Map<object, { memoryOffset: number }>();
  readonly wasm = { wasmMemory: this.memory, _malloc: (bytes: number) => this.#take(bytes), _free: () => {} };
  #taken = 65536;

  #take(bytes: number): number {
    const at = this.#taken;
    this.#taken += Math.ceil(bytes / 64) * 64;
    return at;
  }

  makeOutput(shape: number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
    const dataId = {};
    const size = shape.reduce((product, length) => product * length, 1);
    this.dataIdMap.set(dataId, { memoryOffset: this.#take(4 * size) });
    return { dataId, shape, dtype };
  }

  disposeData(): void {}

  numbers({ dataId, shape }: TensorInfo): Float32Array {
    const size = shape.reduce((product, length) => product * length, 1);
    return new Float32Array(this.memory.buffer, this.dataIdMap.get(dataId)!.memoryOffset, size);
  }
}

class Bench {
  readonly backend = new FakeBackend();
  device!: WasmDevice;

  async start(threads: number): Promise<void> {
    this.device = await WasmDevice.start(this.backend as unknown as BackendWasm, threads, readBuild, 'plain');
  }

  /** Normal numbers, or whole ones below a bound. */
  made(seed: number, shape: number[], below?: number): TensorInfo {
    const rng = createRng(seed);
    const tensor = this.backend.makeOutput(shape, below === undefined ? 'float32' : 'int32');
    const floats = this.backend.numbers(tensor);
    if (below === undefined) floats.forEach((_, i) => (floats[i] = rng.normal()));
    else {
      const whole = new Int32Array(floats.buffer, floats.byteOffset, floats.length);
      whole.forEach((_, i) => (whole[i] = rng.int(below)));
    }
    return tensor;
  }

  filled(shape: number[], value: number): TensorInfo {
    const tensor = this.backend.makeOutput(shape);
    this.backend.numbers(tensor).fill(value);
    return tensor;
  }
}

const [B, T, D, H, F, V] = [8, 33, 32, 4, 72, 101];
const N = B * T;

const heads = { heads: H, causal: 1, theta: 10_000 };
const attended = (bench: Bench) => ({
  q: bench.made(1, [B, T, D]),
  k: bench.made(2, [B, T, D]),
  v: bench.made(3, [B, T, D]),
  gate: bench.filled([H], 0.7),
});
/** Without values, as a map has none. */
const looked = (bench: Bench) => {
  const { q, k, gate } = attended(bench);
  return { q, k, gate };
};
/** Every kernel, by what it is given; sizes that give each thread several parts. */
const RUNS: Record<string, (bench: Bench) => TensorInfo | TensorInfo[]> = {
  linear: (b) => linear(b.device, b.made(1, [N, D]), b.made(2, [F, D])),
  linearInput: (b) => linearInput(b.device, b.made(1, [N, F]), b.made(2, [F, D])),
  linearWeight: (b) => linearWeight(b.device, b.made(1, [N, D]), b.made(2, [N, F])),
  rmsNorm: (b) => rmsNorm(b.device, b.made(1, [N, D]), b.made(2, [D]), 1e-5),
  rmsNormGrad: (b) => rmsNormGrad(b.device, b.made(1, [N, D]), b.made(2, [D]), b.made(3, [N, D]), 1e-5),
  swiglu: (b) => swiglu(b.device, b.made(1, [N, F]), b.made(2, [N, F])),
  swigluGrad: (b) => swigluGrad(b.device, b.made(1, [N, F]), b.made(2, [N, F]), b.made(3, [N, F])),
  attention: (b) => attention(b.device, attended(b), heads),
  attentionGrad: (b) => attentionGrad(b.device, { ...attended(b), dy: b.made(4, [B, T, D]) }, heads),
  attentionMap: (b) => attentionMap(b.device, looked(b), heads),
  attentionMapGrad(b) {
    const map = b.filled([B, H, T, T], 1 / T);
    return attentionMapGrad(b.device, { ...looked(b), map, dy: b.made(4, [B, H, T, T]) }, heads);
  },
  embedding: (b) => embedding(b.device, b.made(1, [N], V), b.made(2, [V, D])),
  embeddingGrad: (b) => embeddingGrad(b.device, b.made(1, [N], V), b.made(2, [N, D]), V),
  distillationLoss(b) {
    const weights = { hardWeight: b.filled([N, 1], 1 / N), softWeight: b.filled([N, 1], 1 / N) };
    const logits = { student: b.made(1, [N, V]), teacher: b.made(2, [N, V]) };
    return distillationLoss(
      b.device,
      { ...logits, labels: b.made(3, [N], V), ...weights },
      { temperature: 2, lambda: 0.3 },
    );
  },
  divergenceLoss(b) {
    const weights = { hardWeight: b.filled([N, 1], 1 / N), softWeight: b.filled([N, 1], 1 / N) };
    const logits = { student: b.made(1, [N, V]), teacher: b.made(2, [N, V]) };
    const jsd = { forward: 0.3, forwardSkew: 0.3, reverse: 0.7, reverseSkew: 0.3, variation: 0, entropy: 0 };
    const attributes = { temperature: 2, lambda: 0.3, ...jsd };
    return distillationLoss(b.device, { ...logits, labels: b.made(3, [N], V), ...weights }, attributes);
  },
  decoupledLoss(b) {
    const logits = { student: b.made(1, [N, V]), teacher: b.made(2, [N, V]) };
    return decoupledLoss(
      b.device,
      { ...logits, classes: b.made(3, [N], V), shares: b.filled([N], 1 / N) },
      2,
    );
  },
  relationLoss(b) {
    const inputs = { mine: b.made(1, [B, H, T, D / H]), theirs: b.made(2, [B, 2, T, 8]) };
    return relationLoss(b.device, { ...inputs, shares: b.filled([B, T], 1 / (B * T * 4)) }, 4);
  },
  squaredLoss: (b) => squaredLoss(b.device, b.made(1, [N, D]), b.made(2, [N, D]), b.filled([N], 1 / N)),
  globalNorm: (b) => globalNorm(b.device, { g0: b.made(1, [N, F]), g1: b.made(2, [D]) }),
  adamw(b) {
    const [w0, w1] = [b.made(1, [N, F]), b.made(2, [D])];
    const moments = { m: b.filled([N * F + D], 0.1), v: b.filled([N * F + D], 0.2) };
    const grads = { g0: b.made(3, [N, F]), g1: b.made(4, [D]), norm: b.filled([], 2) };
    adamw(
      b.device,
      { w0, w1, ...moments, ...grads },
      {
        ...{ count: 2, rate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, clip: 1 },
        ...{ correction1: 0.1, correction2: 0.05, at0: 0, at1: N * F, decay0: 0.1, decay1: 0 },
      },
    );
    return [w0, w1, moments.m, moments.v];
  },
  muon(b) {
    const matrices = [0, 1, 2, 3, 4, 5].map((i) => b.made(i, [24 + i, 40 - i]));
    const starts = matrices.map((_, i) => i * 24 * 40 + i * 400);
    const m = b.filled([6 * 24 * 40 + 6 * 400], 0.1);
    const inputs: Record<string, TensorInfo> = { m, norm: b.filled([], 2) };
    const attributes: Record<string, number> = { count: 6, rate: 0.01, momentum: 0.95, decay: 0.1, clip: 1 };
    for (const [i, w] of matrices.entries()) {
      Object.assign(inputs, { [`w${i}`]: w, [`g${i}`]: b.made(10 + i, w.shape) });
      attributes[`at${i}`] = starts[i]!;
    }
    muon(b.device, inputs, attributes);
    return [...matrices, m];
  },
};

/** Sums that are cut where parts end, and so differ in their last bits: of the whole, in float32. */
const CUT = ['rmsNormGrad', 'globalNorm'];

describe('the threads of the pool', () => {
  const [alone, together] = [new Bench(), new Bench()];

  beforeAll(async () => {
    vi.stubGlobal('Worker', workerClass(await threadScript()));
    await alone.start(1);
    await together.start(THREADS);
  });
  afterAll(() => {
    together.device.stop();
    vi.unstubAllGlobals();
  });

  const run = (bench: Bench, kernel: string) =>
    [RUNS[kernel]!(bench)].flat().map((output) => bench.backend.numbers(output).slice());

  /** Which outputs are not the same, bit for bit. */
  const differing = (a: readonly Float32Array[], b: readonly Float32Array[]) =>
    a.flatMap((values, i) => (Buffer.from(values.buffer).equals(Buffer.from(b[i]!.buffer)) ? [] : [i]));

  it('are as many as asked for', () => {
    expect([alone.device.threads, together.device.threads]).toEqual([1, THREADS]);
  });

  it.each(Object.keys(RUNS))('compute %s as one thread does, every time', (kernel) => {
    const expected = run(alone, kernel);
    expect(expected.every((values) => values.every(Number.isFinite))).toBe(true);
    expect(expected.some((values) => values.some((x) => x !== 0))).toBe(true);
    const first = run(together, kernel);
    if (CUT.includes(kernel)) {
      for (const [i, values] of expected.entries())
        values.forEach((x, j) => expect(Math.abs(first[i]![j]! - x)).toBeLessThan(1e-5 * (1 + Math.abs(x))));
    } else expect(differing(first, expected)).toEqual([]);
    for (let turn = 0; turn < 8; turn++) expect(differing(run(together, kernel), first)).toEqual([]);
  });
});
