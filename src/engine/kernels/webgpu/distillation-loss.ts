// L = λ·CE + (1−λ)·T²·KL(p‖q) and its gradient by the student's logits in one dispatch; Hinton et al. 2015, arXiv 1503.02531.
// p = softmax(z_T/T), q = softmax(z_S/T). Sixteen invocations share a row; each row leaves its share of CE and T²·KL, which a
// second dispatch adds up. A row with NaN is NaN whatever the driver's min and max make of it: the bits are looked at.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { empty, FLAT_WORKGROUP, run, type Shader } from './program';

const THREADS = 64;
const TEAM = 16;
const ROWS = THREADS / TEAM;

const ROW_WISE: Shader = {
  key: 'distillation loss',
  workgroup: [THREADS, 1, 1],
  writes: { dLogits: 'f32', parts: 'vec2<f32>' },
  reads: { student: 'f32', teacher: 'f32', labels: 'i32', hardWeight: 'f32', softWeight: 'f32' },
  ints: ['rows', 'V'],
  floats: ['temperature', 'lambda'],
  code: () => `
    // logits beyond this count as this, as in ops/loss-terms.ts
    const LARGEST = 1e30;
    var<workgroup> tops: array<vec4<f32>, ${THREADS}>;
    var<workgroup> sums: array<vec3<f32>, ${THREADS}>;
    var<workgroup> gaps: array<f32, ${THREADS}>;
    fn bounded(z: f32) -> f32 { return clamp(z, -LARGEST, LARGEST); }
    fn run() {
      let row = i32(${FLAT_WORKGROUP}) * ${ROWS} + i32(localIndex / ${TEAM}u);
      let lane = i32(localIndex % ${TEAM}u);
      let team = localIndex - localIndex % ${TEAM}u;
      let start = row * uniforms.V;
      let inverse = 1.0 / uniforms.temperature;
      var hard = 0.0;
      var soft = 0.0;
      var width = 0;
      if (row < uniforms.rows) {
        hard = hardWeight[row];
        soft = softWeight[row];
        width = uniforms.V;
      }
      let counts = hard > 0.0 || soft > 0.0;

      var top = vec4<f32>(-LARGEST, -LARGEST, 0.0, 0.0);
      if (counts) {
        for (var i = lane; i < width; i += ${TEAM}) {
          let z = vec2<f32>(student[start + i], teacher[start + i]);
          top = max(top, vec4<f32>(bounded(z.x), bounded(z.y), f32(isnan(z.x)), f32(isnan(z.y))));
        }
      }
      tops[localIndex] = top;
      workgroupBarrier();
      for (var i = 0u; i < ${TEAM}u; i++) { top = max(top, tops[team + i]); }

      // Σ e^(student), Σ e^(student/T), Σ e^(teacher/T)
      var sum = vec3<f32>();
      if (counts) {
        for (var i = lane; i < width; i += ${TEAM}) {
          let z = vec2<f32>(bounded(student[start + i]), bounded(teacher[start + i])) - top.xy;
          sum += exp(vec3<f32>(z.x, z * inverse));
        }
      }
      sums[localIndex] = sum;
      workgroupBarrier();
      sum = vec3<f32>();
      for (var i = 0u; i < ${TEAM}u; i++) { sum += sums[team + i]; }

      // log p − log q = (teacher − student)/T + offset
      let offset = log(sum.y) - log(sum.z) + (top.x - top.y) * inverse;
      let byHard = uniforms.lambda * hard;
      let bySoft = (1.0 - uniforms.lambda) * uniforms.temperature * soft;
      var label = -1;
      if (hard > 0.0) { label = labels[row]; }
      var gap = 0.0;
      for (var i = lane; i < width; i += ${TEAM}) {
        var slope = 0.0;
        if (counts) {
          let z = vec2<f32>(bounded(student[start + i]), bounded(teacher[start + i]));
          let e = exp(vec3<f32>(z.x - top.x, (z - top.xy) * inverse)) / sum;
          if (byHard > 0.0) { slope = byHard * (e.x - f32(i == label)); }
          if (bySoft > 0.0) { slope += bySoft * (e.y - e.z); }
          gap += e.z * ((z.y - z.x) * inverse + offset);
        }
        dLogits[start + i] = slope;
      }
      gaps[localIndex] = gap;
      workgroupBarrier();
      if (lane == 0 && row < uniforms.rows) {
        gap = 0.0;
        for (var i = 0u; i < ${TEAM}u; i++) { gap += gaps[team + i]; }
        var part = vec2<f32>();
        if (hard > 0.0) { part.x = hard * (log(sum.x) - (bounded(student[start + label]) - top.x)); }
        if (soft > 0.0) { part.y = soft * uniforms.temperature * uniforms.temperature * max(gap, 0.0); }
        if (hard > 0.0 && top.z > 0.0) { part.x = uniforms.NAN; }
        if (soft > 0.0 && top.z + top.w > 0.0) { part.y = uniforms.NAN; }
        parts[row] = part;
      }
    }`,
};

const MANY = 256;

/** [L, CE, T²·KL]; at the ends of λ one part is left out, not multiplied by 0. */
const TOTALS: Shader = {
  key: 'distillation loss totals',
  workgroup: [MANY, 1, 1],
  writes: { totals: 'f32' },
  reads: { parts: 'vec2<f32>' },
  ints: ['rows'],
  floats: ['lambda'],
  code: () => `
    var<workgroup> share: array<vec2<f32>, ${MANY}>;
    fn run() {
      var sum = vec2<f32>();
      for (var row = i32(localIndex); row < uniforms.rows; row += ${MANY}) { sum += parts[row]; }
      share[localIndex] = sum;
      workgroupBarrier();
      if (localIndex == 0u) {
        for (var i = 1u; i < ${MANY}u; i++) { sum += share[i]; }
        var total = uniforms.lambda * sum.x + (1.0 - uniforms.lambda) * sum.y;
        if (uniforms.lambda == 1.0) { total = sum.x; }
        if (uniforms.lambda == 0.0) { total = sum.y; }
        totals[0] = total;
        totals[1] = sum.x;
        totals[2] = sum.y;
      }
    }`,
};

export interface LossInputs {
  student: TensorInfo; // [N, V]
  teacher: TensorInfo; // [N, V]
  labels: TensorInfo; // [N]
  hardWeight: TensorInfo; // [N, 1]
  softWeight: TensorInfo; // [N, 1]
}

/** [loss, CE, T²·KL as one vector of three, gradient of the loss by the student's logits] */
export function distillationLoss(
  backend: WebGPUBackend,
  { student, teacher, labels, hardWeight, softWeight }: LossInputs,
  temperature: number,
  lambda: number,
): TensorInfo[] {
  const [rows, V] = student.shape as [number, number];
  const dLogits = empty(backend, [rows, V]);
  const parts = empty(backend, [rows, 2]);
  const buffers = [dLogits, parts, student, teacher, labels, hardWeight, softWeight];
  run(backend, ROW_WISE, buffers, { rows, V, temperature, lambda }, [Math.ceil(rows / ROWS)]);
  const totals = empty(backend, [3]);
  run(backend, TOTALS, [totals, parts], { rows, lambda }, [1]);
  backend.disposeData(parts.dataId);
  return [totals, dLogits];
}
