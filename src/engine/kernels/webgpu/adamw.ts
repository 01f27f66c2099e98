// AdamW in place in one dispatch, and the norm of all gradients in two, over rows that are copied together (row.ts); Loshchilov,
// Hutter 2019, arXiv 1711.05101, as torch.optim.AdamW and torch.nn.utils.clip_grad_norm_ compute them.
// Nothing is read back: the shader itself leaves everything as it is where the norm is not finite. Whether it is, is seen by
// its bits, since a driver may take for granted that numbers are finite.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type Tensor, type TensorInfo, tensor1d } from '@tensorflow/tfjs-core';
import { constant } from '../../constants';
import { empty, FLAT_WORKGROUP, run, type Shader, sizeOf } from './program';
import { gather, scatter } from './row';

const THREADS = 256;
/** Numbers that are worth a workgroup of their own, and the most workgroups of the norm. */
const SHARE = 1024;
const MOST_SHARES = 256;

const FINITE = `fn finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }`;

/** parts[workgroup] = Σ g² of its share. */
const SQUARES: Shader = {
  key: 'squares',
  workgroup: [THREADS, 1, 1],
  writes: { parts: 'f32' },
  reads: { g: 'f32' },
  ints: ['total'],
  code: () => `
    var<workgroup> sums: array<f32, ${THREADS}>;
    fn run() {
      var sum = 0.0;
      let step = i32(numWorkgroups.x) * ${THREADS};
      for (var i = i32(workgroupId.x * ${THREADS}u + localIndex); i < uniforms.total; i += step) { sum = fma(g[i], g[i], sum); }
      sums[localIndex] = sum;
      workgroupBarrier();
      if (localIndex == 0u) {
        for (var i = 1u; i < ${THREADS}u; i++) { sum += sums[i]; }
        parts[workgroupId.x] = sum;
      }
    }`,
};

const ROOT: Shader = {
  key: 'root of sum',
  workgroup: [THREADS, 1, 1],
  writes: { norm: 'f32' },
  reads: { parts: 'f32' },
  ints: ['count'],
  code: () => `
    var<workgroup> sums: array<f32, ${THREADS}>;
    ${FINITE}
    fn run() {
      var sum = 0.0;
      for (var i = i32(localIndex); i < uniforms.count; i += ${THREADS}) { sum += parts[i]; }
      sums[localIndex] = sum;
      workgroupBarrier();
      if (localIndex == 0u) {
        for (var i = 1u; i < ${THREADS}u; i++) { sum += sums[i]; }
        if (finite(sum)) { norm[0] = sqrt(sum); } else { norm[0] = uniforms.NAN; }
      }
    }`,
};

/** The last row of gradients, kept from the norm to the step: numbers under one dataId are those it was gathered from. */
const kept = new WeakMap<WebGPUBackend, { row: TensorInfo; of: readonly TensorInfo[] }>();

function release(backend: WebGPUBackend): void {
  const held = kept.get(backend);
  if (held) backend.disposeData(held.row.dataId);
  kept.delete(backend);
}

function gradientRow(backend: WebGPUBackend, gradients: readonly TensorInfo[]): TensorInfo {
  const held = kept.get(backend);
  const same =
    held?.of.length === gradients.length && held.of.every(({ dataId }, i) => dataId === gradients[i]!.dataId);
  if (same) return held.row;
  release(backend);
  const row = gather(backend, gradients);
  kept.set(backend, { row, of: gradients.map(({ dataId, shape, dtype }) => ({ dataId, shape, dtype })) });
  return row;
}

/** √Σ g² over all gradients, a scalar. */
export function globalNorm(backend: WebGPUBackend, gradients: readonly TensorInfo[]): TensorInfo {
  const row = gradientRow(backend, gradients);
  const total = sizeOf(row);
  const count = Math.max(1, Math.min(MOST_SHARES, Math.ceil(total / SHARE)));
  const parts = empty(backend, [count]);
  run(backend, SQUARES, [parts, row], { total }, [count]);
  const norm = empty(backend, []);
  run(backend, ROOT, [norm, parts], { count }, [1]);
  backend.disposeData(parts.dataId);
  return norm;
}

/** table, three words a weight: where it ends in the rows w and g, how far on its moments stand in m and v, its decay's bits. */
const update = (type: 'f32' | 'vec4<f32>'): Shader => ({
  key: `adamw ${type}`,
  workgroup: [THREADS, 1, 1],
  writes: { w: type, m: type, v: type },
  reads: { g: type, norm: 'f32', table: 'i32' },
  ints: ['total', 'count'],
  floats: ['rate', 'scale', 'root', 'beta1', 'beta2', 'rest1', 'rest2', 'epsilon', 'clip'],
  code: () => `
    ${FINITE}
    fn run() {
      let i = i32((${FLAT_WORKGROUP}) * ${THREADS}u + localIndex);
      if (i >= uniforms.total || !finite(norm[0])) { return; }
      // the first weight that ends after i
      var weight = 0;
      var above = uniforms.count - 1;
      while (weight < above) {
        let middle = (weight + above) / 2;
        if (i < table[3 * middle]) { above = middle; } else { weight = middle + 1; }
      }
      let at = i + table[3 * weight + 1];
      let decay = bitcast<f32>(table[3 * weight + 2]);
      var x = g[i];
      if (uniforms.clip > 0.0) { x *= min(1.0, uniforms.clip / (norm[0] + 1e-6)); }
      let first = uniforms.beta1 * m[at] + uniforms.rest1 * x;
      let second = uniforms.beta2 * v[at] + uniforms.rest2 * x * x;
      m[at] = first;
      v[at] = second;
      w[i] = w[i] * (1.0 - uniforms.rate * decay) - uniforms.scale * first / (sqrt(second) * uniforms.root + uniforms.epsilon);
    }`,
});

/** The table of update, counted in vectors of this many lanes; the same at every step. */
function tableOf(
  sizes: readonly number[],
  places: readonly number[],
  decays: readonly number[],
  lanes: number,
): Tensor {
  const key = [sizes, places, decays].map((list) => list.join()).join(' ');
  return constant(`adamw ${key}`, () => {
    const words = new Int32Array(3 * sizes.length);
    const floats = new Float32Array(words.buffer);
    let begin = 0;
    sizes.forEach((size, i) => {
      words.set([(begin + size) / lanes, (places[i]! - begin) / lanes], 3 * i);
      floats[3 * i + 2] = decays[i]!;
      begin += size;
    });
    return tensor1d(words, 'int32');
  });
}

/** One step over `count` weights, in place; inputs and attributes as ../names.ts tells. */
export function adamw(
  backend: WebGPUBackend,
  inputs: Record<string, TensorInfo>,
  attributes: Record<string, number>,
): void {
  const { count, rate, beta1, beta2, epsilon, clip, correction1, correction2 } = attributes as Record<
    'count' | 'rate' | 'beta1' | 'beta2' | 'epsilon' | 'clip' | 'correction1' | 'correction2',
    number
  >;
  const { m, v, norm } = inputs as Record<'m' | 'v' | 'norm', TensorInfo>;
  const list = <T>(of: Record<string, T>, name: string) =>
    Array.from({ length: count }, (_, i) => of[`${name}${i}`]!);
  const weights = list(inputs, 'w');
  const [sizes, places] = [weights.map(sizeOf), list(attributes, 'at')];
  const lanes = [...sizes, ...places].every((n) => n % 4 === 0) ? 4 : 1;
  const table = tableOf(sizes, places, list(attributes, 'decay'), lanes);
  const g = gradientRow(backend, list(inputs, 'g'));
  const w = gather(backend, weights);
  const total = sizeOf(w) / lanes;
  const numbers = {
    ...{ total, count, rate, beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2, epsilon, clip },
    scale: rate / correction1,
    root: 1 / Math.sqrt(correction2),
  };
  const shader = update(lanes === 4 ? 'vec4<f32>' : 'f32');
  run(backend, shader, [w, m, v, g, norm, table], numbers, [Math.ceil(total / THREADS)]);
  scatter(backend, w, weights);
  backend.disposeData(w.dataId);
  release(backend);
  // what was read before is kept beside the buffer, and no longer true
  for (const { dataId } of [...weights, m, v]) backend.tensorMap.get(dataId).values = null!;
}
