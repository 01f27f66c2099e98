// The glue between layers and between the terms of a loss: sums, plain factors, changes of shape, each with its gradient.
// TensorFlow.js's own add, mul and reshape have none here (differentiable.ts).

import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { embedding } from './embedding';
import { sameShape } from './shapes';

/** a + b of one shape: the residual connection. */
export function add(a: Tensor, b: Tensor): Tensor {
  sameShape('add', { a, b });
  return differentiable([a, b], () => ({ value: tf.add(a, b), saved: {}, backward: (dy) => [dy, dy] }));
}

/** x·by, a plain number: a term's weight in a loss. */
export function scale(x: Tensor, by: number): Tensor {
  return differentiable([x], () => ({ value: tf.mul(x, by), saved: {}, backward: (dy) => [tf.mul(dy, by)] }));
}

/** The same numbers in another shape; one size may be −1. */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  return differentiable([x], () => ({
    value: tf.reshape(x, [...shape]),
    saved: {},
    backward: (dy) => [tf.reshape(dy, x.shape)],
  }));
}

/** Rows of tensors that are stacked, by number, [n, ..] -> [m, ..], float32. Without a gradient. */
export function pickRows(parts: readonly Tensor[], rows: Int32Array): Tensor {
  return tf.tidy(() => {
    const stacked = tf.concat([...parts]);
    const table = tf.reshape(stacked, [stacked.shape[0]!, -1]); // [n, D]
    // as rows of an embedding, which has a kernel: on WASM TensorFlow.js's gather is a hundred times slower
    const picked = embedding(tf.tensor1d(rows, 'int32'), table); // [m, D]
    return tf.reshape(picked, [rows.length, ...stacked.shape.slice(1)]);
  });
}

/** x [B, T] -> [B·times·T]: each row so many times. Without a gradient. */
export const repeatRows = (x: Tensor, times: number): Tensor =>
  tf.reshape(tf.tile(tf.expandDims(x, 1), [1, times, 1]), [-1]);
