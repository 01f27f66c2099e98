// Rows of a table by id, and the gradient: one workgroup for each row of the table finds its ids and adds up their slopes, in
// order, so that no two invocations add to one number (WGSL has no float atomics) and the sum is always the same.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { empty, FLAT_WORKGROUP, run, type Shader, sizeOf } from './program';

const THREADS = 64;

const FORWARD: Shader = {
  key: 'embedding',
  workgroup: [THREADS, 1, 1],
  writes: { y: 'f32' },
  reads: { ids: 'i32', table: 'f32' },
  ints: ['count', 'D'],
  code: () => `
    fn run() {
      let i = i32((${FLAT_WORKGROUP}) * ${THREADS}u + localIndex);
      if (i >= uniforms.count) { return; }
      y[i] = table[ids[i / uniforms.D] * uniforms.D + i % uniforms.D];
    }`,
};

/** Each invocation looks at 32 ids at a time and notes those of this row as bits of one word. */
const BACKWARD: Shader = {
  key: 'embedding gradient',
  workgroup: [THREADS, 1, 1],
  writes: { dTable: 'f32' },
  reads: { ids: 'i32', dy: 'f32' },
  ints: ['count', 'D', 'vocab'],
  code: () => `
    var<workgroup> found: array<u32, ${THREADS}>;
    fn run() {
      let row = i32(${FLAT_WORKGROUP});
      if (row < uniforms.vocab) {
        for (var i = i32(localIndex); i < uniforms.D; i += ${THREADS}) { dTable[row * uniforms.D + i] = 0.0; }
      }
      for (var start = 0; start < uniforms.count; start += ${32 * THREADS}) {
        var bits = 0u;
        let mine = start + 32 * i32(localIndex);
        for (var j = 0; j < 32 && mine + j < uniforms.count; j++) {
          if (ids[mine + j] == row) { bits |= 1u << u32(j); }
        }
        found[localIndex] = bits;
        workgroupBarrier();
        if (row < uniforms.vocab) {
          for (var i = i32(localIndex); i < uniforms.D; i += ${THREADS}) {
            var sum = dTable[row * uniforms.D + i];
            for (var word = 0; word < ${THREADS}; word++) {
              for (var rest = found[word]; rest != 0u; rest &= rest - 1u) {
                sum += dy[(start + 32 * word + i32(countTrailingZeros(rest))) * uniforms.D + i];
              }
            }
            dTable[row * uniforms.D + i] = sum;
          }
        }
        workgroupBarrier();
      }
    }`,
};

/** y [N, D] = rows ids [N] of table [V, D] */
export function embedding(backend: WebGPUBackend, ids: TensorInfo, table: TensorInfo): TensorInfo {
  const D = table.shape[1]!;
  const count = sizeOf(ids) * D;
  const y = empty(backend, [...ids.shape, D]);
  run(backend, FORWARD, [y, ids, table], { count, D }, [Math.ceil(count / THREADS)]);
  return y;
}

/** dTable [vocab, D] from ids [N] and dy [N, D] */
export function embeddingGrad(
  backend: WebGPUBackend,
  ids: TensorInfo,
  dy: TensorInfo,
  vocab: number,
): TensorInfo {
  const D = dy.shape.at(-1)!;
  const dTable = empty(backend, [vocab, D]);
  run(backend, BACKWARD, [dTable, ids, dy], { count: sizeOf(ids), D, vocab }, [vocab]);
  return dTable;
}
