// A compute shader of our own, run through TensorFlow.js's public program interface (WebGPUBackend.runWebGPUProgram), so that
// its queue, buffers and disposal stay in charge. That interface gives a program one output and read-only inputs; WGSL allows
// a binding to be declared again under another name and type as long as one entry point uses only one of the two, so each
// shader here declares all its buffers itself: several outputs, weights updated in place, vec4 reads.
// Every buffer and at least one uniform must be used by the shader: the pipeline's layout is made from what is used.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

type Element = 'f32' | 'i32' | 'vec2<f32>' | 'vec4<f32>';

export interface Shader {
  /** Names the shader and all that its code was specialised by: pipelines are kept by it. */
  key: string;
  workgroup: readonly [number, number, number];
  /** Buffers by name, written ones first (at least one). */
  writes: Record<string, Element>;
  reads: Record<string, Element>;
  /** Names of numbers that come with each run. */
  ints: readonly string[];
  floats?: readonly string[];
  /** Functions and `fn run()`, the entry; localId, localIndex, workgroupId and numWorkgroups are there. */
  code: () => string;
}

/** n lines (or whatever f gives), for loops that are written out. */
export const each = (n: number, f: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => f(i)).join('\n');

export const sizeOf = (tensor: TensorInfo): number =>
  tensor.shape.reduce((product, length) => product * length, 1);

/** A new tensor; its buffer is made when a shader first gets it. */
export const empty = (backend: WebGPUBackend, shape: number[]): TensorInfo =>
  backend.makeTensorInfo(shape, 'float32');

/** Which workgroup of how many, where a one-dimensional grid was too long and was folded. */
export const FLAT_WORKGROUP =
  '(workgroupId.z * numWorkgroups.y + workgroupId.y) * numWorkgroups.x + workgroupId.x';

function source({ writes, reads, code }: Shader): string {
  const buffers = [
    ...Object.entries(writes).map(([name, type]) => [name, type, 'read_write'] as const),
    ...Object.entries(reads).map(([name, type]) => [name, type, 'read'] as const),
  ];
  const declarations = buffers.map(
    ([name, type, access], i) => `@group(0) @binding(${i}) var<storage, ${access}> ${name}: array<${type}>;`,
  );
  return `${declarations.join('\n')}\n${code()}\nfn main(index: i32) { run(); }`;
}

/** Runs a shader on tensors in the order of its writes, then its reads; `groups` is the grid of workgroups. */
export function run(
  backend: WebGPUBackend,
  shader: Shader,
  buffers: readonly TensorInfo[],
  numbers: Record<string, number>,
  groups: readonly [number, number?, number?],
): void {
  const floats = shader.floats ?? [];
  // the shapes play no part in our code: told as [1], they do not split the pipelines by their pattern either
  const [output, ...inputs] = buffers.map(({ dataId, dtype }) => ({ dataId, dtype, shape: [1] }));
  const program: WebGPUProgram = {
    variableNames: inputs.map((_, i) => `input${i}`),
    outputShape: [1],
    workgroupSize: [...shader.workgroup],
    dispatchLayout: { x: [0] },
    dispatch: [groups[0], groups[1] ?? 1, groups[2] ?? 1],
    shaderKey: `retort ${shader.key}`,
    uniforms: [
      ...shader.ints.map((name) => `${name}: i32, `),
      ...floats.map((name) => `${name}: f32, `),
    ].join(''),
    getUserCode: () => source(shader),
  };
  const uniform = (type: 'int32' | 'float32') => (name: string) => ({ type, data: [numbers[name]!] });
  const uniforms = [...shader.ints.map(uniform('int32')), ...floats.map(uniform('float32'))];
  backend.runWebGPUProgram(program, inputs, output!.dtype, uniforms, output);
}
