// Embedding smearing: to each embedded token a share of the one before it, so that the first layer already sees pairs of
// tokens, which is what copying and recognising a word of several pieces begin with. Close to RWKV's token shift (Peng et al.
// 2023, arXiv 2305.13048), once for the whole network.
//   y_t = x_t + mix·x_{t−1}, x_{−1} = 0     dx_t = dy_t + mix·dy_{t+1}     dmix = Σ_bt dy_t·x_{t−1}

import { add, concat, mul, reshape, slice, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { sumRows } from './matmul';
import { matchShapes } from './shapes';

/** x [B, T, D] moved by one position, the first or the last place filled with zeros. */
function shifted(x: Tensor, to: 'later' | 'earlier'): Tensor {
  const [B, T, D] = x.shape as [number, number, number];
  const gap = zeros([B, 1, D]);
  if (T === 1) return gap;
  const kept = slice(x, [0, to === 'later' ? 0 : 1, 0], [B, T - 1, D]);
  return concat(to === 'later' ? [gap, kept] : [kept, gap], 1);
}

/** x [B, T, D], mix [D] -> [B, T, D]. */
export function smearEmbedding(x: Tensor, mix: Tensor): Tensor {
  const { D } = matchShapes<'B' | 'T' | 'D'>('smearEmbedding', { x: [x, 'B T D'], mix: [mix, 'D'] });
  return differentiable([x, mix], () => {
    const before = shifted(x, 'later');
    return {
      value: add(x, mul(before, mix)),
      saved: { before, mix },
      backward: (dy, { before, mix }) => [
        add(dy, mul(shifted(dy, 'earlier'), mix)), // [B, T, D]
        sumRows(reshape(mul(dy, before), [-1, D])), // [D]
      ],
    };
  });
}
