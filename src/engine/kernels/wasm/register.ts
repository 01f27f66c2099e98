// Registers the fused kernels with TensorFlow.js's WASM backend. They work in place on its tensors: the backend's module
// gives its memory (`wasmMemory` where threads share it, `asm.memory` otherwise) and each tensor's address in it.
// Kernel names are those of ../names.ts; the ops call them and fall back to compositions of tf ops where they are missing.

import {
  getKernel,
  Identity,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { FUSED } from '../names';
import { type KernelName, MAX_THREADS, PARTS } from './job';
import { KernelPool, type Scratch } from './pool';
import { simdBuild } from './relaxed';

/** The parts of the Emscripten module that its type does not tell of. */
interface WasmModule {
  wasmMemory?: WebAssembly.Memory;
  asm?: { memory: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Rows of a part are whole tiles of six (assembly/gemm.ts). */
const PANEL = 6;

export class WasmKernels {
  /** Memory that one kernel may use while it runs. */
  private scratch = 0;
  private scratchBytes = 0;
  /** cos and sin by "length × head width × theta", and small buffers that live as long as the backend. */
  private readonly tables = new Map<string, number>();
  /** A float64 for each part of a job. */
  private readonly squares: number;

  private constructor(
    private readonly backend: BackendWasm,
    private readonly pool: KernelPool,
    private readonly module: WasmModule,
    private readonly memory: WebAssembly.Memory,
  ) {
    this.squares = module._malloc(8 * MAX_THREADS * PARTS) >>> 0;
  }

  /** @param load fetches a build's bytes by name. */
  static async start(
    backend: BackendWasm,
    threads: number,
    load: (build: string) => Promise<BufferSource>,
  ): Promise<WasmKernels> {
    const module = backend.wasm as unknown as WasmModule;
    const memory = module.wasmMemory ?? module.asm?.memory;
    if (!memory) throw new Error('The WASM backend does not show its memory.');
    const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
    const build = `${simdBuild()}${shared ? '-shared' : ''}`;
    const compiled = await WebAssembly.compile(await load(build));
    const pool = await KernelPool.start(compiled, memory, shared ? Math.min(threads, MAX_THREADS) : 1);
    const kernels = new WasmKernels(backend, pool, module, memory);
    for (const config of kernels.configs()) registerKernel(config);
    shareClones();
    return kernels;
  }

  get threads(): number {
    return this.pool.threads;
  }

  private address(tensor: TensorInfo): number {
    return this.backend.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** Scratch memory of at least this size, for one kernel's call. */
  private area(bytes: number): number {
    if (bytes > this.scratchBytes) {
      if (this.scratchBytes > 0) this.module._free(this.scratch);
      this.scratchBytes = bytes;
      this.scratch = this.module._malloc(bytes) >>> 0;
    }
    return this.scratch;
  }

  /** Scratch memory for each thread. */
  private areas(bytes: number): Scratch {
    // no two threads write into one line of the cache
    const byThread = Math.ceil(bytes / 64) * 64;
    return { at: this.area(byThread * this.pool.threads), byThread };
  }

  private output(shape: number[]): TensorInfo {
    return this.backend.makeOutput(shape, 'float32');
  }

  private floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  /** cos and sin of rotary positions, [t, d/2] each, one after the other; made once. */
  private rotaryTable(t: number, d: number, theta: number): [number, number] {
    const key = `${t}×${d}×${theta}`;
    const half = d / 2;
    let at = this.tables.get(key);
    if (at === undefined) {
      at = this.module._malloc(2 * t * half * 4) >>> 0;
      const table = this.floats(at, 2 * t * half);
      for (let i = 0; i < t; i++) {
        for (let j = 0; j < half; j++) {
          // theta 0: no positions
          const angle = theta === 0 ? 0 : i * theta ** ((-2 * j) / d);
          table[i * half + j] = Math.cos(angle);
          table[t * half + i * half + j] = Math.sin(angle);
        }
      }
      this.tables.set(key, at);
    }
    return [at, at + t * half * 4];
  }

  private configs(): KernelConfig[] {
    const kernel = (
      kernelName: string,
      run: (inputs: Record<string, TensorInfo>, attrs: Record<string, number>) => TensorInfo | TensorInfo[],
    ) => ({
      kernelName,
      backendName: 'wasm',
      kernelFunc: (({ inputs, attrs }) =>
        run(inputs as Record<string, TensorInfo>, attrs as Record<string, number>)) as KernelFunc,
    });
    return [
      kernel(FUSED.linear, ({ x, w }) => this.linear(x!, w!)),
      kernel(FUSED.linearInput, ({ dy, w }) => this.linearInput(dy!, w!)),
      kernel(FUSED.linearWeight, ({ x, dy }) => this.linearWeight(x!, dy!)),
      kernel(FUSED.rmsNorm, ({ x, gain }, { epsilon }) => this.rmsNorm(x!, gain!, epsilon!)),
      kernel(FUSED.rmsNormGrad, ({ x, gain, dy }, { epsilon }) => this.rmsNormGrad(x!, gain!, dy!, epsilon!)),
      kernel(FUSED.swiglu, ({ gate, up }) => this.swiglu(gate!, up!)),
      kernel(FUSED.swigluGrad, ({ gate, up, dy }) => this.swigluGrad(gate!, up!, dy!)),
      kernel(FUSED.attention, (inputs, attrs) => this.attention(inputs, attrs)),
      kernel(FUSED.attentionGrad, (inputs, attrs) => this.attentionGrad(inputs, attrs)),
      kernel(FUSED.embedding, ({ ids, table }) => this.embedding(ids!, table!)),
      kernel(FUSED.embeddingGrad, ({ ids, dy }, { vocab }) => this.embeddingGrad(ids!, dy!, vocab!)),
      kernel(FUSED.distillationLoss, (inputs, attrs) => this.distillationLoss(inputs, attrs)),
      kernel(FUSED.globalNorm, (inputs) => this.globalNorm(inputs)),
      kernel(FUSED.adamw, (inputs, attrs) => this.adamw(inputs, attrs)),
      kernel(FUSED.muon, (inputs, attrs) => this.muon(inputs, attrs)),
    ];
  }

  private linear(x: TensorInfo, w: TensorInfo): TensorInfo {
    const [outputs, inputs] = w.shape as [number, number];
    const y = this.output([...x.shape.slice(0, -1), outputs]);
    const panels = this.packed('packWeight', w);
    const args = [this.address(x), panels, this.address(y), inputs, outputs];
    this.run('linearForward', args, size(x) / inputs, PANEL);
    return y;
  }

  private linearInput(dy: TensorInfo, w: TensorInfo): TensorInfo {
    const [outputs, inputs] = w.shape as [number, number];
    const dx = this.output([...dy.shape.slice(0, -1), inputs]);
    const panels = this.packed('packBackward', w);
    const args = [this.address(dy), panels, this.address(dx), inputs, outputs];
    this.run('linearBackwardInput', args, size(dy) / outputs, PANEL);
    return dx;
  }

  /** The weights in the order in which a product reads them. */
  private packed(pack: 'packWeight' | 'packBackward', w: TensorInfo): number {
    const [outputs, inputs] = w.shape as [number, number];
    const panels = this.area(this.pool.call('packedBytes', [inputs, outputs]));
    this.pool.call(pack, [this.address(w), inputs, outputs, panels]);
    return panels;
  }

  private linearWeight(x: TensorInfo, dy: TensorInfo): TensorInfo {
    const inputs = x.shape[x.shape.length - 1]!;
    const outputs = dy.shape[dy.shape.length - 1]!;
    const rows = size(x) / inputs;
    const dw = this.output([outputs, inputs]);
    const args = [this.address(x), this.address(dy), this.address(dw), inputs, outputs, rows];
    const scratch = this.areas(this.pool.call('weightScratch', [inputs]));
    // every part packs all of x
    this.pool.run('linearBackwardWeight', args, outputs, this.pool.chunk(outputs, PANEL, 1), scratch);
    return dw;
  }

  /** A kernel without scratch memory, or with some for each thread. */
  private run(
    name: KernelName,
    args: readonly number[],
    items: number,
    grain: number,
    scratch?: Scratch,
  ): void {
    this.pool.run(name, args, items, this.pool.chunk(items, grain), scratch);
  }

  private rmsNorm(x: TensorInfo, gain: TensorInfo, epsilon: number): TensorInfo {
    const d = gain.shape[0]!;
    const y = this.output(x.shape);
    const args = [this.address(x), this.address(gain), this.address(y), d, epsilon];
    this.run('rmsNormForward', args, size(x) / d, 64);
    return y;
  }

  /** [dx, dGain]; each part sums its rows' dGain, added up here in their order. */
  private rmsNormGrad(x: TensorInfo, gain: TensorInfo, dy: TensorInfo, epsilon: number): TensorInfo[] {
    const d = gain.shape[0]!;
    const rows = size(x) / d;
    const dx = this.output(x.shape);
    const dGain = this.output([d]);
    const chunk = this.pool.chunk(rows, 64);
    const parts = Math.ceil(rows / chunk);
    const at = this.area(parts * d * 4);
    const sums = this.floats(at, parts * d).fill(0);
    const args = [this.address(x), this.address(gain), this.address(dy), this.address(dx), d, epsilon];
    this.pool.run('rmsNormBackward', args, rows, chunk, { at, byPart: d * 4 });
    const total = this.floats(this.address(dGain), d).fill(0);
    for (let i = 0; i < sums.length; i++) total[i % d]! += sums[i]!;
    return [dx, dGain];
  }

  private swiglu(gate: TensorInfo, up: TensorInfo): TensorInfo {
    const y = this.output(gate.shape);
    this.run('swigluForward', [this.address(gate), this.address(up), this.address(y)], size(gate), 1024);
    return y;
  }

  /** [dGate, dUp] */
  private swigluGrad(gate: TensorInfo, up: TensorInfo, dy: TensorInfo): TensorInfo[] {
    const out = [this.output(gate.shape), this.output(up.shape)];
    const args = [gate, up, dy, ...out].map((tensor) => this.address(tensor));
    this.run('swigluBackward', args, size(gate), 1024);
    return out;
  }

  private attention(inputs: Record<string, TensorInfo>, attrs: Record<string, number>): TensorInfo {
    const { q, k, v, gate, keyMask } = inputs;
    const [batch, t, width] = q!.shape as [number, number, number];
    const heads = attrs.heads!;
    const d = width / heads;
    const out = this.output(q!.shape);
    const table = this.rotaryTable(t, d, attrs.theta!);
    const args = [q!, k!, v!].map((tensor) => this.address(tensor));
    args.push(
      ...table,
      this.address(gate!),
      keyMask ? this.address(keyMask) : 0,
      this.address(out),
      heads,
      t,
      d,
      attrs.causal!,
    );
    this.run('attentionForward', args, batch * heads, 1, this.attentionScratch(t, d));
    return out;
  }

  /** [dq, dk, dv, dGate] */
  private attentionGrad(inputs: Record<string, TensorInfo>, attrs: Record<string, number>): TensorInfo[] {
    const { q, k, v, gate, keyMask, dy } = inputs;
    const [batch, t, width] = q!.shape as [number, number, number];
    const heads = attrs.heads!;
    const d = width / heads;
    const [dq, dk, dv] = [this.output(q!.shape), this.output(q!.shape), this.output(q!.shape)];
    const parts = this.output([batch, heads]);
    const table = this.rotaryTable(t, d, attrs.theta!);
    const args = [q!, k!, v!].map((tensor) => this.address(tensor));
    args.push(...table, this.address(gate!), keyMask ? this.address(keyMask) : 0);
    args.push(...[dy!, dq, dk, dv, parts].map((tensor) => this.address(tensor)), heads, t, d, attrs.causal!);
    this.run('attentionBackward', args, batch * heads, 1, this.attentionScratch(t, d));
    const dGate = this.output([heads]);
    const total = this.floats(this.address(dGate), heads).fill(0);
    const part = this.floats(this.address(parts), batch * heads);
    for (let i = 0; i < part.length; i++) total[i % heads]! += part[i]!;
    this.backend.disposeData(parts.dataId);
    return [dq, dk, dv, dGate];
  }

  private attentionScratch(t: number, d: number) {
    return this.areas(this.pool.call('attentionScratch', [t, d]));
  }

  private embedding(ids: TensorInfo, table: TensorInfo): TensorInfo {
    const d = table.shape[1]!;
    const y = this.output([...ids.shape, d]);
    const args = [this.address(ids), this.address(table), this.address(y), d];
    this.run('embeddingForward', args, size(ids), 64);
    return y;
  }

  private embeddingGrad(ids: TensorInfo, dy: TensorInfo, vocab: number): TensorInfo {
    const d = dy.shape[dy.shape.length - 1]!;
    const dTable = this.output([vocab, d]);
    const args = [this.address(ids), this.address(dy), this.address(dTable), size(ids), vocab, d];
    // every part reads all ids
    this.pool.run('embeddingBackward', args, d, this.pool.chunk(d, 16, 1));
    return dTable;
  }

  /** [loss, CE, T²·KL as one vector of three, gradient of the loss by the student's logits] */
  private distillationLoss(inputs: Record<string, TensorInfo>, attrs: Record<string, number>): TensorInfo[] {
    const { student, teacher, labels, hardWeight, softWeight } = inputs;
    const [n, v] = student!.shape as [number, number];
    const dLogits = this.output([n, v]);
    const rows = this.output([n, 2]);
    const args = [student!, teacher!, labels!, hardWeight!, softWeight!, dLogits, rows].map((tensor) =>
      this.address(tensor),
    );
    args.push(v, attrs.temperature!, attrs.lambda!);
    this.run('distillationLoss', args, n, 16, this.areas(2 * v * 4));
    const part = this.floats(this.address(rows), 2 * n);
    let [ce, kl] = [0, 0];
    for (let i = 0; i < n; i++) {
      ce += part[2 * i]!;
      kl += part[2 * i + 1]!;
    }
    this.backend.disposeData(rows.dataId);
    const scalars = this.output([3]);
    this.floats(this.address(scalars), 3).set([attrs.lambda! * ce + (1 - attrs.lambda!) * kl, ce, kl]);
    return [scalars, dLogits];
  }

  /** The table of assembly/adamw.ts in scratch memory, and the length of its row. */
  private parameterTable(
    inputs: Record<string, TensorInfo>,
    attrs: Record<string, number>,
    count: number,
  ): { table: number; elements: number } {
    const table = this.area(count * 24);
    const words = new Uint32Array(this.memory.buffer, table, count * 6);
    const factors = this.floats(table, count * 6);
    let elements = 0;
    for (let i = 0; i < count; i++) {
      const length = size(inputs[`g${i}`]!);
      const [w, m, v, g] = [inputs[`w${i}`], inputs.m, inputs.v, inputs[`g${i}`]].map((tensor) =>
        tensor ? this.address(tensor) : 0,
      );
      const at = 4 * (attrs[`at${i}`] ?? 0);
      words.set([w!, m! + at, v! + at, g!, length], i * 6);
      factors[i * 6 + 5] = 1 - (attrs.rate ?? 0) * (attrs[`decay${i}`] ?? 0);
      elements += Math.ceil(length / 4) * 4;
    }
    return { table, elements };
  }

  private globalNorm(inputs: Record<string, TensorInfo>): TensorInfo {
    const count = Object.keys(inputs).length;
    const { table, elements } = this.parameterTable(inputs, {}, count);
    const at = this.squares;
    const chunk = this.pool.chunk(elements, 1024);
    const parts = new Float64Array(this.memory.buffer, at, Math.ceil(elements / chunk)).fill(0);
    this.pool.run('squaredNorm', [table, count], elements, chunk, { at, byPart: 8 });
    const norm = this.output([]);
    this.floats(this.address(norm), 1)[0] = Math.sqrt(parts.reduce((sum, part) => sum + part, 0));
    return norm;
  }

  /** The gradients' factor; null where their norm is not finite. @param clip 0: none. */
  private shrink(norm: TensorInfo, clip: number): number | null {
    const length = this.floats(this.address(norm), 1)[0]!;
    if (!Number.isFinite(length)) return null;
    return clip > 0 ? Math.min(1, clip / (length + 1e-6)) : 1;
  }

  private adamw(inputs: Record<string, TensorInfo>, attrs: Record<string, number>): TensorInfo[] {
    const { count, rate, beta1, beta2, epsilon, clip, correction1, correction2 } = attrs as Record<
      'count' | 'rate' | 'beta1' | 'beta2' | 'epsilon' | 'clip' | 'correction1' | 'correction2',
      number
    >;
    const shrink = this.shrink(inputs.norm!, clip);
    if (shrink === null) return [];
    const { table, elements } = this.parameterTable(inputs, attrs, count);
    const factors = [rate / correction1, 1 / Math.sqrt(correction2), beta1, beta2, 1 - beta1, 1 - beta2];
    this.run('adamw', [table, count, ...factors, epsilon, shrink], elements, 1024);
    return [];
  }

  private muon(inputs: Record<string, TensorInfo>, attrs: Record<string, number>): TensorInfo[] {
    const { count, rate, momentum, decay, clip } = attrs as Record<
      'count' | 'rate' | 'momentum' | 'decay' | 'clip',
      number
    >;
    const shrink = this.shrink(inputs.norm!, clip);
    if (shrink === null) return [];
    const matrices = Array.from({ length: count }, (_, i) => ({
      shape: inputs[`w${i}`]!.shape as [number, number],
      words: [inputs[`w${i}`]!, inputs.m!, inputs[`g${i}`]!].map((tensor) => this.address(tensor)),
      at: 4 * attrs[`at${i}`]!,
    }));
    const bytes = Math.max(...matrices.map(({ shape }) => this.pool.call('muonScratch', shape)));
    const byThread = Math.ceil(bytes / 64) * 64;
    const tableBytes = Math.ceil((count * 24) / 64) * 64;
    const table = this.area(tableBytes + byThread * this.pool.threads);
    const words = new Uint32Array(this.memory.buffer, table, count * 6);
    const factors = this.floats(table, count * 6);
    for (const [i, { shape, words: addresses, at }] of matrices.entries()) {
      const [w, m, g] = addresses as [number, number, number];
      words.set([w, m + at, g, ...shape], i * 6);
      factors[i * 6 + 5] = rate * 0.2 * Math.sqrt(Math.max(...shape));
    }
    const scratch = { at: table + tableBytes, byThread };
    this.pool.run('muon', [table, momentum, shrink, 1 - rate * decay], count, 1, scratch);
    return [];
  }

  stop(): void {
    this.pool.stop();
  }
}

/**
 * Lets a clone share its numbers, as on TensorFlow.js's other backends; on WASM it copies them, and every tensor that a
 * gradient needs is cloned. Nothing may write into a tensor that has clones: the optimiser looks (../../adamw.ts).
 */
function shareClones(): void {
  const copying = getKernel(Identity, 'wasm');
  if (!copying || sharing.has(copying)) return;
  const config: KernelConfig = {
    ...copying,
    kernelFunc: (params) => {
      const x = params.inputs.x as TensorInfo;
      if (x.dtype === 'string') return copying.kernelFunc(params);
      (params.backend as BackendWasm).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  };
  sharing.add(config);
  unregisterKernel(Identity, 'wasm');
  registerKernel(config);
}

/** Kernels of shareClones: a backend may be started more than once. */
const sharing = new WeakSet<KernelConfig>();

function size(tensor: TensorInfo): number {
  return tensor.shape.reduce((product, length) => product * length, 1);
}
