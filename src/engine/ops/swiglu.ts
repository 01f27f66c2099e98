// The gate of the transformer's MLP, silu(gate)·up with silu(x) = x·σ(x): Shazeer 2020, arXiv 2002.05202.
//   silu'(x) = σ(x) + silu(x)·(1 − σ(x))

import { add, mul, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { fusedOp } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { sameShape } from './shapes';

/** gate [.., F], up [.., F] -> [.., F]. */
export function swiglu(gate: Tensor, up: Tensor): Tensor {
  sameShape('swiglu', { gate, up });
  const fused = fusedOp(FUSED.swiglu, FUSED.swigluGrad, { gate, up });
  if (fused) return fused;
  return differentiable([gate, up], () => {
    const s = sigmoid(gate);
    const silu = mul(gate, s);
    return {
      value: mul(silu, up),
      saved: { s, silu, up },
      backward: (dy, { s, silu, up }) => [mul(mul(dy, up), add(s, mul(silu, sub(1, s)))), mul(dy, silu)],
    };
  });
}
