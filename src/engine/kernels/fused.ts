// The way from an op to a fused kernel: by name, where the current backend has one that passed its check.

import {
  engine,
  getBackend,
  getKernel,
  type NamedTensorMap,
  type Tensor,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { FUSED } from './names';

export type Kernel = (typeof FUSED)[keyof typeof FUSED];

type Attributes = Record<string, number>;

/** Whether the current backend has this kernel. */
export const hasFused = (kernel: Kernel): boolean => getKernel(kernel, getBackend()) !== undefined;

/** The outputs of a fused kernel, or undefined where the current backend has none: the op then composes its own. */
export function runFused(
  kernel: Kernel,
  inputs: Record<string, Tensor | undefined>,
  attributes: Attributes = {},
): Tensor[] | undefined {
  if (!hasFused(kernel)) return undefined;
  const present = Object.fromEntries(Object.entries(inputs).filter(([, tensor]) => tensor)) as NamedTensorMap;
  const outputs = engine().runKernel(kernel, present, attributes) as Tensor | Tensor[];
  return Array.isArray(outputs) ? outputs : [outputs];
}

/**
 * A whole op by two fused kernels: `forward` of these inputs, and `gradient` of the same and dy, which gives the gradients by
 * all inputs in order. Undefined where the current backend has none.
 */
export function fusedOp(
  forward: Kernel,
  gradient: Kernel,
  inputs: Record<string, Tensor>,
  attributes: Attributes = {},
): Tensor | undefined {
  if (!hasFused(forward)) return undefined;
  return differentiable(Object.values(inputs), () => ({
    value: runFused(forward, inputs, attributes)![0]!,
    saved: inputs,
    backward: (dy, saved) => runFused(gradient, { ...saved, dy }, attributes)!,
  }));
}

/** Takes a backend's fused kernels out of use, or some of them; its ops go on as compositions. */
export function switchOffFused(backend: string, kernels: readonly Kernel[] = Object.values(FUSED)): void {
  for (const kernel of kernels) {
    if (getKernel(kernel, backend)) unregisterKernel(kernel, backend);
  }
}
