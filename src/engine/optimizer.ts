// What optimisers have in common: their interface, as the training loop and checkpoints see it, the norm of all gradients, and
// the care that weights take which a kernel changes in place. The optimisers: adamw.ts, muon.ts.

import {
  add,
  backend,
  concat,
  reshape,
  scalar,
  sqrt,
  square,
  sum,
  type Tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { RetortError } from '../lib/errors';
import { runFused } from './kernels/fused';
import { FUSED } from './kernels/names';
import { sameShape } from './ops/shapes';

/** For checkpoints: moments by the weights' names, row-major. Muon's matrices have no second one. */
export interface OptimizerState {
  step: number;
  m: Record<string, Float32Array>;
  v: Record<string, Float32Array>;
}

export interface Optimizer {
  /**
   * One update of every weight that has a gradient; none where the gradients' norm is not finite, which only the device knows
   * then (the count of steps goes on). Returns the global norm before clipping, a scalar that belongs to the caller; give it
   * where it is known already. Does not dispose of the gradients. Throws RetortError('shape') for a gradient of another shape.
   */
  step(grads: Record<string, Tensor>, learningRate: number, norm?: Tensor): Tensor;
  /** Reads the moments from the device, for a checkpoint. */
  state(): Promise<OptimizerState>;
  /** Goes on from a state. Throws RetortError('shape') where it does not belong to these weights. */
  restore(state: OptimizerState): void;
  /** Frees the moments; the weights stay. */
  dispose(): void;
}

/** Euclidean norm of all gradients together, a scalar: 0 of none. Where it is not finite, a step changes nothing. */
export function globalNorm(grads: Record<string, Tensor>): Tensor {
  const all = Object.values(grads);
  if (all.length === 0) return scalar(0);
  const [fused] = runFused(FUSED.globalNorm, numbered({ g: all })) ?? [];
  if (fused) return fused;
  // not addN: on WebGPU it binds all its inputs to one shader, which takes ten at most
  const squares = () => all.map((gradient) => reshape(sum(square(gradient)), [1]));
  return tidy(() => sqrt(sum(concat(squares()))));
}

/** { w: [a, b] } -> { w0: a, w1: b }, as kernels name what comes in any number. */
export const numbered = <T>(lists: Record<string, readonly T[]>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) => list.map((x, i) => [`${name}${i}`, x] as const)),
  );

/**
 * Gives a variable numbers of its own where it shares them (a clone, a reshape, what it was made from): the kernel writes in
 * place, and a copy that somebody kept must stay as it was.
 */
export function own(x: Variable): void {
  if (backend().refCount(x.dataId) > 1) tidy(() => x.assign(add(x, 0)));
}

/** The slot of a gradient. Throws RetortError: 'internal' where there is none, 'shape' where the gradient does not fit it. */
export function slotOf<T extends { weight: Variable }>(
  slots: ReadonlyMap<string, T>,
  name: string,
  gradient: Tensor,
): T {
  const slot = slots.get(name);
  if (!slot) throw new RetortError('internal', `No trainable weight is called ${name}. Start a new run.`);
  sameShape('optimiser', { [name]: slot.weight, gradient });
  return slot;
}

/** A row of moments for the slots, from a checkpoint's. Throws RetortError('shape') where one is missing or of another size. */
export function momentRow(
  slots: ReadonlyMap<string, { weight: Variable; at: number }>,
  moments: Readonly<Record<string, Float32Array>>,
): Float32Array {
  let length = 0;
  for (const { weight } of slots.values()) length += weight.size;
  const row = new Float32Array(length);
  for (const [name, { weight, at }] of slots) {
    const moment = moments[name];
    if (moment?.length !== weight.size) {
      throw new RetortError(
        'shape',
        `The checkpoint has no moments for ${name}. Start this run again from its beginning.`,
      );
    }
    row.set(moment, at);
  }
  return row;
}

/** The moments of the slots by name, from a row. */
export const momentsByName = (
  slots: ReadonlyMap<string, { weight: Variable; at: number }>,
  row: Float32Array,
): Record<string, Float32Array> =>
  Object.fromEntries(
    [...slots].map(([name, { weight, at }]) => [name, Float32Array.from(row.subarray(at, at + weight.size))]),
  );
