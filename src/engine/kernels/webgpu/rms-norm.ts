// RMSNorm y = x·r·g, r = 1/√(mean x² + ε), rows of width D; Zhang, Sennrich 2019, arXiv 1910.07467. Four invocations share a
// row, sixteen rows a workgroup. The backward pass computes r again and leaves each workgroup's part of dGain for sums.ts.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { empty, FLAT_WORKGROUP, run, type Shader, sizeOf } from './program';
import { sumRows } from './sums';

const THREADS = 64;
const TEAM = 4;
const ROWS = THREADS / TEAM;

const FORWARD: Shader = {
  key: 'rmsNorm',
  workgroup: [THREADS, 1, 1],
  writes: { y: 'f32' },
  reads: { x: 'f32', gain: 'f32' },
  ints: ['rows', 'D'],
  floats: ['epsilon'],
  code: () => `
    var<workgroup> squares: array<f32, ${THREADS}>;
    fn run() {
      let first = i32(${FLAT_WORKGROUP}) * ${ROWS};
      let mine = first + i32(localIndex / ${TEAM}u);
      var sum = 0.0;
      if (mine < uniforms.rows) {
        for (var i = i32(localIndex % ${TEAM}u); i < uniforms.D; i += ${TEAM}) {
          let a = x[mine * uniforms.D + i];
          sum = fma(a, a, sum);
        }
      }
      squares[localIndex] = sum;
      workgroupBarrier();
      for (var slot = 0; slot < ${ROWS} && first + slot < uniforms.rows; slot++) {
        let at = 4 * slot;
        let total = squares[at] + squares[at + 1] + squares[at + 2] + squares[at + 3];
        let r = 1.0 / sqrt(total / f32(uniforms.D) + uniforms.epsilon);
        let row = (first + slot) * uniforms.D;
        for (var i = i32(localIndex); i < uniforms.D; i += ${THREADS}) { y[row + i] = x[row + i] * r * gain[i]; }
      }
    }`,
};

/** dx = r·dy·g − x·r³·s/D with s = Σ dy·g·x; parts [workgroups, D] of dGain = Σ dy·x·r */
const BACKWARD: Shader = {
  key: 'rmsNorm gradient',
  workgroup: [THREADS, 1, 1],
  writes: { dx: 'f32', parts: 'f32' },
  reads: { x: 'f32', gain: 'f32', dy: 'f32' },
  ints: ['rows', 'D'],
  floats: ['epsilon'],
  code: () => `
    var<workgroup> sums: array<vec2<f32>, ${THREADS}>;
    fn run() {
      let group = i32(${FLAT_WORKGROUP});
      let first = group * ${ROWS};
      let mine = first + i32(localIndex / ${TEAM}u);
      var sum = vec2<f32>();
      if (mine < uniforms.rows) {
        for (var i = i32(localIndex % ${TEAM}u); i < uniforms.D; i += ${TEAM}) {
          let a = x[mine * uniforms.D + i];
          sum += a * vec2<f32>(a, dy[mine * uniforms.D + i] * gain[i]);
        }
      }
      sums[localIndex] = sum;
      workgroupBarrier();
      if (group < (uniforms.rows + ${ROWS - 1}) / ${ROWS}) {
        for (var i = i32(localIndex); i < uniforms.D; i += ${THREADS}) {
          let g = gain[i];
          var slope = 0.0;
          for (var slot = 0; slot < ${ROWS} && first + slot < uniforms.rows; slot++) {
            let at = 4 * slot;
            let total = sums[at] + sums[at + 1] + sums[at + 2] + sums[at + 3];
            let r = 1.0 / sqrt(total.x / f32(uniforms.D) + uniforms.epsilon);
            let along = -total.y * r * r * r / f32(uniforms.D);
            let start = (first + slot) * uniforms.D + i;
            let a = x[start];
            let d = dy[start];
            dx[start] = fma(along, a, d * g * r);
            slope = fma(d * a, r, slope);
          }
          parts[group * uniforms.D + i] = slope;
        }
      }
    }`,
};

export function rmsNorm(
  backend: WebGPUBackend,
  x: TensorInfo,
  gain: TensorInfo,
  epsilon: number,
): TensorInfo {
  const D = gain.shape[0]!;
  const rows = sizeOf(x) / D;
  const y = empty(backend, x.shape);
  run(backend, FORWARD, [y, x, gain], { rows, D, epsilon }, [Math.ceil(rows / ROWS)]);
  return y;
}

/** [dx, dGain] */
export function rmsNormGrad(
  backend: WebGPUBackend,
  x: TensorInfo,
  gain: TensorInfo,
  dy: TensorInfo,
  epsilon: number,
): TensorInfo[] {
  const D = gain.shape[0]!;
  const rows = sizeOf(x) / D;
  const groups = Math.ceil(rows / ROWS);
  const dx = empty(backend, x.shape);
  const parts = empty(backend, [groups, D]);
  run(backend, BACKWARD, [dx, parts, x, gain, dy], { rows, D, epsilon }, [groups]);
  const dGain = sumRows(backend, parts, groups, [D]);
  backend.disposeData(parts.dataId);
  return [dx, dGain];
}
