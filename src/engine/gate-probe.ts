// An "optimiser" that changes nothing: from the gradients of each step it gathers how much the units of a network matter. A gate on a
// unit, 1 in front of all that it says, has the gradient g = Σ w·∂L/∂w over the columns that read it; its square, summed over steps, is
// what the loss would lose to first order without the unit (Molchanov et al. 2019, arXiv 1906.10771). Driven by the one training loop.

import {
  add,
  mul,
  reshape,
  square,
  sum,
  type Tensor,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { globalNorm, type Optimizer } from './optimizer';
import { type Params, read, tidy } from './tensor';

/** A matrix [D, units·width] whose columns read units, so many each. */
export interface Gated {
  name: string;
  units: number;
  width: number;
}

export interface GateProbe extends Optimizer {
  /** Σ g² of each unit, [units], by the names of the matrices. */
  importance(): Promise<Map<string, Float32Array>>;
}

export function gateProbe(params: Params, gated: readonly Gated[]): GateProbe {
  const sums = new Map<string, Variable>(
    gated.map(({ name, units }) => [name, tidy(() => variable(zeros([units]), false))]),
  );
  let steps = 0;
  const gateOf = (weight: Tensor, gradient: Tensor, { units, width }: Gated): Tensor =>
    sum(sum(reshape(mul(weight, gradient), [-1, units, width]), 2), 0); // [units]
  return {
    step(grads, _, norm = globalNorm(grads)) {
      steps++;
      for (const part of gated) {
        const [total, gradient] = [sums.get(part.name)!, grads[part.name]];
        if (gradient)
          tidy(() => total.assign(add(total, square(gateOf(params[part.name]!, gradient, part)))));
      }
      return norm;
    },
    async importance() {
      const all = new Map<string, Float32Array>();
      for (const [name, total] of sums) all.set(name, Float32Array.from(await read(total))); // sync point
      return all;
    },
    state: () => Promise.resolve({ step: steps, m: {}, v: {} }),
    restore: ({ step }) => void (steps = step),
    dispose() {
      for (const total of sums.values()) total.dispose();
    },
  };
}
