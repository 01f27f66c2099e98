// Tensors for the rest of the project: types, creation, lifetime, reading. Not the mathematics (ops/), and nothing here has
// a gradient. Whoever creates a tensor outside tidy() disposes of it; inside tidy() everything goes but what is returned.
// Wraps TensorFlow.js, so that no other folder imports it.

import * as tf from '@tensorflow/tfjs-core';
import { constantsHeld } from './constants';

export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Variable } from '@tensorflow/tfjs-core';
type Tensor = tf.Tensor;

/** Weights by name, in the order of their creation. */
export type Params = Record<string, tf.Variable>;
/** Weights by name as a forward pass reads them: variables, or what is made of them on the way. */
export type Readable = Readonly<Record<string, tf.Tensor>>;
export type Values = Float32Array | Int32Array | Uint8Array;

/** A tensor of this shape from row-major numbers; float32 unless said otherwise. */
export function tensor(
  data: Float32Array | Int32Array | readonly number[],
  shape: readonly number[],
  dtype: 'float32' | 'int32' = data instanceof Int32Array ? 'int32' : 'float32',
): Tensor {
  // a copy: some backends upload later
  const typed = dtype === 'int32' ? new Int32Array(data) : new Float32Array(data);
  return tf.tensor(typed, [...shape], dtype);
}

/** A float32 tensor without dimensions. */
export const scalar = (value: number): tf.Scalar => tf.scalar(value, 'float32');

/** A tensor of zeros. */
export const zeros = (shape: readonly number[]): Tensor => tf.zeros([...shape]);

let variables = 0;
/**
 * A weight that the optimiser changes in place; it outlives tidy(). The initial tensor stays the caller's to dispose of.
 * The name need not be unique: student and baseline share theirs.
 */
export function variable(initial: Tensor, name: string, trainable = true): tf.Variable {
  return tf.variable(initial, trainable, `${name}#${variables++}`);
}

/** Runs f and disposes of every tensor made in it, except what it returns, what was kept, and variables. */
export const tidy = <T extends tf.TensorContainer>(f: () => T): T => tf.tidy(f);

/** Saves a tensor from the tidy() around it; the caller disposes of it. */
export const keep = <T extends Tensor>(x: T): T => tf.keep(x);

/** Frees tensors: one, a list, or a record of them. */
export const dispose = (container: tf.TensorContainer): void => tf.dispose(container);

/**
 * What is alive now on the current backend, but for the constants: how many tables there are follows from the lengths that
 * batches happen to have, which would look like a leak.
 */
export function memory(): { numTensors: number; numBytes: number } {
  const { numTensors, numBytes } = tf.memory();
  const held = constantsHeld();
  return { numTensors: numTensors - held.numTensors, numBytes: numBytes - held.numBytes };
}

/** Whether the device works on by itself, so that a read waits for all that was asked of it before. */
export const worksAhead = (): boolean => ['webgpu', 'webgl'].includes(tf.getBackend());

/** A tensor's numbers, row-major, once the device has computed them. The only read: everything else stays on the device. */
export async function read(x: Tensor): Promise<Values> {
  return x.data(); // sync point
}

/** Several scalars in one read. */
export async function readScalars(scalars: readonly Tensor[]): Promise<number[]> {
  if (scalars.length === 0) return [];
  const together = tf.tidy(() => tf.concat(scalars.map((x) => tf.reshape(x, [1])))); // [n]
  try {
    return Array.from(await read(together));
  } finally {
    together.dispose();
  }
}
