// RMSNorm y = x·r·g, r = 1/√(mean x² + ε) over the last axis: Zhang, Sennrich 2019, arXiv 1910.07467. No mean is subtracted.
//   dx = r·(u − n·mean(u·n)), u = dy·g, n = x·r     dg = Σ_rows dy·n

import { add, mean, mul, reshape, rsqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { fusedOp } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { sumRows } from './matmul';
import { matchShapes } from './shapes';

/** x [.., D], gain [D] -> [.., D]. */
export function rmsNorm(x: Tensor, gain: Tensor, eps: number): Tensor {
  const { D } = matchShapes<'D'>('rmsNorm', { x: [x, '... D'], gain: [gain, 'D'] });
  const fused = fusedOp(FUSED.rmsNorm, FUSED.rmsNormGrad, { x, gain }, { epsilon: eps });
  if (fused) return fused;
  return differentiable([x, gain], () => {
    const rows = reshape(x, [-1, D]); // [N, D]
    const r = rsqrt(add(mean(square(rows), -1, true), eps)); // [N, 1]
    const normed = mul(rows, r); // [N, D]
    return {
      value: reshape(mul(normed, gain), x.shape), // [.., D]
      saved: { normed, r, gain },
      backward: (dy, { normed, r, gain }) => {
        const d = reshape(dy, [-1, D]); // [N, D]
        const u = mul(d, gain); // [N, D]
        const along = mean(mul(u, normed), -1, true); // [N, 1]
        const dx = mul(r, sub(u, mul(normed, along))); // [N, D]
        return [reshape(dx, x.shape), sumRows(mul(d, normed))]; // [.., D], [D]
      },
    };
  });
}
