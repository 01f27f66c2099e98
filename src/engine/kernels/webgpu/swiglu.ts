// SwiGLU y = silu(gate)·up, silu(x) = x·σ(x), and both gradients in one pass. Shazeer 2020, arXiv 2002.05202.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { empty, FLAT_WORKGROUP, run, type Shader, sizeOf } from './program';

const THREADS = 64;

/** Four numbers an invocation where the size allows it. */
function elementwise(name: string, writes: string[], reads: string[], size: number, body: string): Shader {
  const type = size % 4 === 0 ? 'vec4<f32>' : 'f32';
  const typed = (names: string[]) => Object.fromEntries(names.map((key) => [key, type] as const));
  return {
    key: `${name} ${type}`,
    workgroup: [THREADS, 1, 1],
    writes: typed(writes),
    reads: typed(reads),
    ints: ['count'],
    code: () => `
      fn run() {
        let i = i32((${FLAT_WORKGROUP}) * ${THREADS}u + localIndex);
        if (i >= uniforms.count) { return; }
        let x = gate[i];
        let s = 1.0 / (1.0 + exp(-x));
        ${body}
      }`,
  };
}

function over(backend: WebGPUBackend, shader: Shader, buffers: TensorInfo[], size: number): void {
  const count = size % 4 === 0 ? size / 4 : size;
  run(backend, shader, buffers, { count }, [Math.ceil(count / THREADS)]);
}

export function swiglu(backend: WebGPUBackend, gate: TensorInfo, up: TensorInfo): TensorInfo {
  const y = empty(backend, gate.shape);
  const size = sizeOf(gate);
  const shader = elementwise('swiglu', ['y'], ['gate', 'up'], size, 'y[i] = x * s * up[i];');
  over(backend, shader, [y, gate, up], size);
  return y;
}

/** [dGate, dUp] */
export function swigluGrad(
  backend: WebGPUBackend,
  gate: TensorInfo,
  up: TensorInfo,
  dy: TensorInfo,
): TensorInfo[] {
  const out = [empty(backend, gate.shape), empty(backend, up.shape)];
  const size = sizeOf(gate);
  // silu'(x) = σ(x)·(1 + x·(1 − σ(x)))
  const shader = elementwise(
    'swiglu gradient',
    ['dGate', 'dUp'],
    ['gate', 'up', 'dy'],
    size,
    `let d = dy[i];
    dGate[i] = d * up[i] * s * (1.0 + x * (1.0 - s));
    dUp[i] = d * x * s;`,
  );
  over(backend, shader, [...out, gate, up, dy], size);
  return out;
}
