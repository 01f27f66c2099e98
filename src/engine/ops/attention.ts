// Multi-head attention with rotary positions, causal or full, from projected queries, keys and values (Vaswani et al. 2017,
// arXiv 1706.03762): out = A·v, head by head, with the map A of attention-map.ts. One kernel where the backend has it, which
// writes no map. The projections are linear()'s; no dropout, no key-value cache, no grouped queries.
// B batch, T positions, D = H·d width, H heads.

import { matMul, mul, ones, sigmoid, sub, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { hasFused, runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { attentionMap, type AttentionOptions, attentionSizes } from './attention-map';
import { merge, split } from './heads';
import { sameShape } from './shapes';

/** Everything in one kernel each way, without a [T, T] tensor. */
function fusedAttention(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions): Tensor {
  const { heads: H, causal, ropeTheta, keySmear, keyMask } = options;
  const { T } = attentionSizes(q, k, options);
  const smears = keySmear !== undefined && T > 1; // the only key of a sequence has none before it
  const attributes = { heads: H, causal: causal ? 1 : 0, theta: ropeTheta ?? 0 };
  return differentiable(keySmear ? [q, k, v, keySmear] : [q, k, v], () => {
    const gate = smears ? sigmoid(keySmear) : ones([H]); // [H]
    return {
      value: runFused(FUSED.attention, { q, k, v, gate, keyMask }, attributes)![0]!,
      saved: { q, k, v, gate, keyMask },
      backward: (dy, { q, k, v, gate, keyMask }) => {
        const slopes = runFused(FUSED.attentionGrad, { q, k, v, gate, keyMask, dy }, attributes);
        const [dq, dk, dv, dGate] = slopes as [Tensor, Tensor, Tensor, Tensor];
        const dSmear = () => (smears ? mul(dGate, mul(gate, sub(1, gate))) : zeros([H]));
        return [dq, dk, dv, ...(keySmear ? [dSmear()] : [])];
      },
    };
  });
}

/** map [B, H, T, T], v [B, T, D] -> [B, T, D]; differentiable by both. */
function mixValues(map: Tensor, v: Tensor): Tensor {
  const H = map.shape[1]!;
  return differentiable([map, v], () => {
    const values = split(v, H); // [B, H, T, d]
    return {
      value: merge(matMul(map, values)), // [B, T, D]
      saved: { map, values },
      backward: (dy, { map, values }) => {
        const dOut = split(dy, H); // [B, H, T, d]
        const dValues = matMul(map, dOut, true, false); // [B, H, T, d]
        return [matMul(dOut, values, false, true), merge(dValues)];
      },
    };
  });
}

/** q, k, v [B, T, D] -> [B, T, D]; differentiable by q, k, v and keySmear. */
export function attention(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions): Tensor {
  sameShape('attention', { k, v });
  if (hasFused(FUSED.attention)) return fusedAttention(q, k, v, options);
  return mixValues(attentionMap(q, k, options), v);
}

/**
 * The same, bit for bit, and its map [B, H, T, T]; differentiable through both. Where one kernel does the mixing, the map is
 * composed beside it, at the cost of the scores once more; elsewhere it is there anyway.
 */
export function attentionWithMap(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions,
): { mixed: Tensor; map: Tensor } {
  sameShape('attention', { k, v });
  const map = attentionMap(q, k, options);
  return { map, mixed: hasFused(FUSED.attention) ? fusedAttention(q, k, v, options) : mixValues(map, v) };
}
