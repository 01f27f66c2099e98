// Sums over the first axis, for kernels whose workgroups each leave a part: always in the same order, so that one seed gives
// one curve. Few long columns are shared by sixteen invocations each; many short ones take one each.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { empty, FLAT_WORKGROUP, run, type Shader } from './program';

const THREADS = 64;
/** More rows than this are worth a team. */
const SHORT = 24;

const shader = (team: number): Shader => ({
  key: `sum rows ${team}`,
  workgroup: [THREADS, 1, 1],
  writes: { total: 'f32' },
  reads: { parts: 'f32' },
  ints: ['rows', 'columns'],
  code: () => `
    var<workgroup> share: array<f32, ${THREADS}>;
    fn run() {
      let member = i32(localIndex / ${THREADS / team}u);
      let column = i32((${FLAT_WORKGROUP}) * ${THREADS / team}u + localIndex % ${THREADS / team}u);
      var sum = 0.0;
      if (column < uniforms.columns) {
        for (var row = member; row < uniforms.rows; row += ${team}) { sum += parts[row * uniforms.columns + column]; }
      }
      share[localIndex] = sum;
      workgroupBarrier();
      if (member == 0 && column < uniforms.columns) {
        for (var i = 1u; i < ${team}u; i++) { sum += share[localIndex + i * ${THREADS / team}u]; }
        total[column] = sum;
      }
    }`,
});

/** parts [rows, ...shape] -> [...shape] */
export function sumRows(
  backend: WebGPUBackend,
  parts: TensorInfo,
  rows: number,
  shape: number[],
): TensorInfo {
  const columns = shape.reduce((product, length) => product * length, 1);
  const team = rows > SHORT ? 16 : 1;
  const total = empty(backend, shape);
  run(backend, shader(team), [total, parts], { rows, columns }, [Math.ceil((columns * team) / THREADS)]);
  return total;
}
