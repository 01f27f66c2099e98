// The MLP's non-linearity. Not SwiGLU (swiglu.ts), which the transformer uses.

import { cast, greater, mul, relu, square, sub, tanh, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';

export type Activation = 'tanh' | 'relu';

/** tanh(x) or max(x, 0), element by element. The slope of relu at 0 is 0, as in PyTorch. */
export function activation(x: Tensor, kind: Activation): Tensor {
  return differentiable([x], () => {
    const y = kind === 'tanh' ? tanh(x) : relu(x);
    return {
      value: y,
      saved: { y },
      backward: (dy, { y }) => [
        mul(dy, kind === 'tanh' ? sub(1, square(y)) : cast(greater(y, 0), 'float32')),
      ],
    };
  });
}
