// y = x·Wᵀ (+ b), the linear layer with Hugging Face's layout of weights, [out, in]. Not batched over weights.

import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { multiply, sumRows } from './matmul';
import { matchShapes } from './shapes';

/** x [.., I] · wᵀ, w [O, I] -> [.., O]. */
export function linear(x: Tensor, w: Tensor): Tensor {
  const { I, O } = matchShapes<'I' | 'O'>('linear', { x: [x, '... I'], w: [w, 'O I'] });
  return differentiable([x, w], () => {
    const rows = tf.reshape(x, [-1, I]); // [N, I]
    const [y] = runFused(FUSED.linear, { x: rows, w }) ?? [multiply(rows, w, false, true)]; // [N, O]
    return {
      value: tf.reshape(y!, [...x.shape.slice(0, -1), O]), // [.., O]
      saved: { rows, w },
      backward: (dy, { rows, w }) => {
        const dRows = tf.reshape(dy, [-1, O]); // [N, O]
        const [dx] = runFused(FUSED.linearInput, { dy: dRows, w }) ?? [multiply(dRows, w)]; // [N, I]
        const [dw] = runFused(FUSED.linearWeight, { x: rows, dy: dRows }) ?? [multiply(dRows, rows, true)]; // [O, I]
        return [tf.reshape(dx!, x.shape), dw!];
      },
    };
  });
}

/** x [.., I] · wᵀ + b, w [O, I], b [O] -> [.., O]. */
export function linearBias(x: Tensor, w: Tensor, b: Tensor): Tensor {
  const { O } = matchShapes<'O'>('linearBias', { x: [x, '... I'], w: [w, 'O I'], b: [b, 'O'] });
  const y = linear(x, w); // [.., O]
  return differentiable([y, b], () => ({
    value: tf.add(y, b), // [.., O]
    saved: {},
    backward: (dy) => [dy, sumRows(tf.reshape(dy, [-1, O]))], // [.., O], [O]
  }));
}
