// AdamW in place, one dispatch a weight (five buffers; a shader may have eight), and the norm of all gradients, seven of them a
// dispatch; Loshchilov, Hutter 2019, arXiv 1711.05101, as torch.optim.AdamW and torch.nn.utils.clip_grad_norm_ compute them.
// Nothing is read back: the shader itself leaves everything as it is where the norm is not finite. Whether it is, is seen by
// its bits, since a driver may take for granted that numbers are finite.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { each, empty, FLAT_WORKGROUP, run, type Shader, sizeOf } from './program';

const THREADS = 256;
/** Gradients a dispatch: with the result, eight buffers. */
const TOGETHER = 7;
/** Numbers that are worth a workgroup of their own, and the most workgroups a gradient. */
const SHARE = 1024;
const MOST_SHARES = 64;

const FINITE = `fn finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }`;

/** parts[first + gradient · shares + share] = Σ g² of a share of each gradient. */
const squares = (count: number): Shader => ({
  key: `squares of ${count}`,
  workgroup: [THREADS, 1, 1],
  writes: { parts: 'f32' },
  reads: Object.fromEntries(Array.from({ length: count }, (_, i) => [`g${i}`, 'f32'] as const)),
  ints: ['first', 'shares', ...Array.from({ length: count }, (_, i) => `size${i}`)],
  code: () => `
    var<workgroup> sums: array<f32, ${THREADS}>;
    fn run() {
      let begin = i32(workgroupId.x * ${THREADS}u + localIndex);
      let step = uniforms.shares * ${THREADS};
      var sum = 0.0;
      switch (workgroupId.y) {
        ${each(count, (i) => `case ${i}u: { for (var j = begin; j < uniforms.size${i}; j += step) { sum = fma(g${i}[j], g${i}[j], sum); } }`)}
        default: {}
      }
      sums[localIndex] = sum;
      workgroupBarrier();
      if (localIndex == 0u) {
        for (var i = 1u; i < ${THREADS}u; i++) { sum += sums[i]; }
        parts[uniforms.first + i32(workgroupId.y) * uniforms.shares + i32(workgroupId.x)] = sum;
      }
    }`,
});

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

/** √Σ g² over all gradients, a scalar. */
export function globalNorm(backend: WebGPUBackend, gradients: readonly TensorInfo[]): TensorInfo {
  const groups = Array.from({ length: Math.ceil(gradients.length / TOGETHER) }, (_, i) => {
    const members = gradients.slice(i * TOGETHER, (i + 1) * TOGETHER);
    const shares = Math.min(MOST_SHARES, Math.ceil(Math.max(...members.map(sizeOf)) / SHARE));
    return { members, shares };
  });
  const count = groups.reduce((sum, { members, shares }) => sum + members.length * shares, 0);
  const parts = empty(backend, [count]);
  let first = 0;
  for (const { members, shares } of groups) {
    const sizes = Object.fromEntries(members.map((g, i) => [`size${i}`, sizeOf(g)] as const));
    run(backend, squares(members.length), [parts, ...members], { first, shares, ...sizes }, [
      shares,
      members.length,
    ]);
    first += members.length * shares;
  }
  const norm = empty(backend, []);
  run(backend, ROOT, [norm, parts], { count }, [1]);
  backend.disposeData(parts.dataId);
  return norm;
}

const update = (type: 'f32' | 'vec4<f32>'): Shader => ({
  key: `adamw ${type}`,
  workgroup: [THREADS, 1, 1],
  writes: { w: type, m: type, v: type },
  reads: { g: type, norm: 'f32' },
  ints: ['count'],
  floats: ['scale', 'root', 'beta1', 'beta2', 'rest1', 'rest2', 'epsilon', 'clip', 'keep'],
  code: () => `
    ${FINITE}
    fn run() {
      let i = i32((${FLAT_WORKGROUP}) * ${THREADS}u + localIndex);
      if (i >= uniforms.count || !finite(norm[0])) { return; }
      var x = g[i];
      if (uniforms.clip > 0.0) { x *= min(1.0, uniforms.clip / (norm[0] + 1e-6)); }
      let first = uniforms.beta1 * m[i] + uniforms.rest1 * x;
      let second = uniforms.beta2 * v[i] + uniforms.rest2 * x * x;
      m[i] = first;
      v[i] = second;
      w[i] = w[i] * uniforms.keep - uniforms.scale * first / (sqrt(second) * uniforms.root + uniforms.epsilon);
    }`,
});

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
  const shared = {
    scale: rate / correction1,
    root: 1 / Math.sqrt(correction2),
    ...{ beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2, epsilon, clip },
  };
  for (let i = 0; i < count; i++) {
    const [w, m, v, g] = ['w', 'm', 'v', 'g'].map((name) => inputs[`${name}${i}`]!) as [
      TensorInfo,
      TensorInfo,
      TensorInfo,
      TensorInfo,
    ];
    const size = sizeOf(g);
    const wide = size % 4 === 0;
    const items = wide ? size / 4 : size;
    const numbers = { ...shared, count: items, keep: 1 - rate * (attributes[`decay${i}`] ?? 0) };
    run(backend, update(wide ? 'vec4<f32>' : 'f32'), [w, m, v, g, inputs['norm']!], numbers, [
      Math.ceil(items / THREADS),
    ]);
    // what was read before is kept beside the buffer, and no longer true
    for (const { dataId } of [w, m, v]) backend.tensorMap.get(dataId).values = null!;
  }
}
