// How every op gets its gradient: written by hand, as plain tensor operations. TensorFlow.js's own gradients are never
// registered, so that what no op uses is not downloaded, and no op depends on a gradient kernel that some backend lacks.

import { customGrad, type GradSaveFunc, type Tensor } from '@tensorflow/tfjs-core';

interface Differentiable<Saved> {
  value: Tensor;
  /** What backward needs, in shapes as small as can be: it lives until the gradients are there. */
  saved: Saved;
  /** From the gradient by value to the gradients by the inputs, in their order. Must use `saved`, not tensors around it. */
  backward: (dy: Tensor, saved: Saved) => readonly Tensor[];
}

type Tensors = Record<string, Tensor | undefined>;

/** The value of an op that is differentiable by these inputs (float32); integers and masks are not inputs in this sense. */
export function differentiable<Saved extends Tensors>(
  inputs: readonly Tensor[],
  forward: () => Differentiable<Saved>,
): Tensor {
  const op = customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const { value, saved, backward } = forward();
    const names = Object.keys(saved).filter((name) => saved[name] !== undefined);
    (args.at(-1) as GradSaveFunc)(names.map((name) => saved[name]!));
    return {
      value,
      gradFunc: (dy: Tensor, list: Tensor[]) => [
        ...backward(dy, Object.fromEntries(names.map((name, i) => [name, list[i]])) as Saved),
      ],
    };
  });
  return op(...inputs);
}
