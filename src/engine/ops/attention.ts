// Multi-head attention with rotary positions, causal or full, from projected queries, keys and values (Vaswani et al. 2017,
// arXiv 1706.03762). The projections are linear()'s; no dropout, no key-value cache, no grouped queries.
//   out = softmax(rope(q)·rope(smear(k))ᵀ/√d + mask)·v, head by head; a position that sees no key gets 0
// B batch, T positions, D = H·d width, H heads.

import {
  add,
  linalg,
  matMul,
  mul,
  ones,
  reshape,
  sigmoid,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import { constant } from '../constants';
import { differentiable } from '../differentiable';
import { hasFused, runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { smearKeys, smearKeysBackward } from './key-smear';
import { type Rotation, rotate, rotateBack, rotation } from './rotary';
import { matchShapes, requireShape } from './shapes';

export interface AttentionOptions {
  heads: number;
  /** Each position sees itself and those before it only. */
  causal: boolean;
  /** Base of the rotary angles; null: no positions. */
  ropeTheta: number | null;
  /** [H], learned: mixes each key with the one before (key-smear.ts). */
  keySmear?: Tensor;
  /** [B, T], 1 where a key may be seen, 0 where not (padding). */
  keyMask?: Tensor;
}

/** Added to hidden scores: large enough that e^x is 0, small enough that two of them stay finite. */
const HIDDEN = 1e9;

/** [B, T, D] -> [B, H, T, d] */
function split(x: Tensor, H: number): Tensor {
  const [B, T, D] = x.shape as [number, number, number];
  return transpose(reshape(x, [B, T, H, D / H]), [0, 2, 1, 3]);
}

/** [B, H, T, d] -> [B, T, D] */
function merge(x: Tensor): Tensor {
  const [B, H, T, d] = x.shape as [number, number, number, number];
  return reshape(transpose(x, [0, 2, 1, 3]), [B, T, H * d]);
}

/** 1 where a query (row) may see a key (column): [T, T], [B, 1, 1, T], [B, 1, T, T], or null for everything. */
function visible(T: number, causal: boolean, keyMask: Tensor | undefined): Tensor | null {
  const triangle = causal
    ? constant(`causal ${T}`, () => linalg.bandPart(ones([T, T]) as Tensor2D, -1, 0)) // [T, T]
    : null;
  if (!keyMask) return triangle;
  const keys = reshape(keyMask, [keyMask.shape[0]!, 1, 1, T]);
  return triangle ? mul(keys, triangle) : keys;
}

function hiddenBias(T: number, causal: boolean, seen: Tensor, keyMask: Tensor | undefined): Tensor {
  const bias = () => mul(sub(seen, 1), HIDDEN);
  return causal && !keyMask ? constant(`causal bias ${T}`, bias) : bias();
}

/** Turned by position; without positions only scaled. */
const turned = (x: Tensor, by: Rotation | null, scale: number): Tensor =>
  by ? rotate(x, by) : scale === 1 ? x : mul(x, scale);

/** The gradient of turned(). */
const turnedBack = (dy: Tensor, by: Rotation | null, scale: number): Tensor =>
  by ? rotateBack(dy, by) : scale === 1 ? dy : mul(dy, scale);

/** The same in one kernel each way, which writes no [T, T] tensor; undefined where the backend has none. */
function fusedAttention(inputs: Tensor[], options: AttentionOptions, smears: boolean): Tensor | undefined {
  const { heads: H, causal, ropeTheta, keySmear, keyMask } = options;
  const [q, k, v] = inputs as [Tensor, Tensor, Tensor];
  const attributes = { heads: H, causal: causal ? 1 : 0, theta: ropeTheta ?? 0 };
  if (!hasFused(FUSED.attention)) return undefined;
  return differentiable(inputs, () => {
    const gate = keySmear && smears ? sigmoid(keySmear) : ones([H]); // [H]
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

/** q, k, v [B, T, D] -> [B, T, D]; differentiable by q, k, v and keySmear. */
export function attention(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions): Tensor {
  const { heads: H, causal, ropeTheta, keySmear, keyMask } = options;
  const { T, D } = matchShapes<'B' | 'T' | 'D'>('attention', {
    q: [q, 'B T D'],
    k: [k, 'B T D'],
    v: [v, 'B T D'],
    ...(keyMask && { keyMask: [keyMask, 'B T'] as const }),
  });
  if (keySmear)
    requireShape(keySmear.size === H && keySmear.rank === 1, `attention: keySmear must be [${H}].`);
  const d = D / H;
  requireShape(
    Number.isInteger(ropeTheta === null ? d : d / 2),
    `attention: width ${D} does not split into ${H} heads of even width. Choose a width that is a multiple of ${2 * H}.`,
  );
  const scale = 1 / Math.sqrt(d);
  const turnQ = ropeTheta === null ? null : rotation(T, d, ropeTheta, scale);
  const turnK = ropeTheta === null ? null : rotation(T, d, ropeTheta, 1);
  const smears = keySmear !== undefined && T > 1; // the only key of a sequence has none before it

  const inputs = keySmear ? [q, k, v, keySmear] : [q, k, v];
  const fused = fusedAttention(inputs, options, smears);
  if (fused) return fused;
  return differentiable(inputs, () => {
    const smeared = keySmear && smears ? smearKeys(split(k, H), keySmear) : null;
    const queries = turned(split(q, H), turnQ, scale); // [B, H, T, d]
    const keys = turned(smeared ? smeared.keys : split(k, H), turnK, 1); // [B, H, T, d]
    const values = split(v, H); // [B, H, T, d]
    const seen = visible(T, causal, keyMask);
    const scores = matMul(queries, keys, false, true); // [B, H, T, T]
    const raw = softmax(seen ? add(scores, hiddenBias(T, causal, seen, keyMask)) : scores);
    const weights = keyMask && seen ? mul(raw, seen) : raw; // [B, H, T, T]
    return {
      value: merge(matMul(weights, values)), // [B, T, D]
      saved: { queries, keys, values, weights, difference: smeared?.difference, gate: smeared?.gate },
      backward: (dy, { queries, keys, values, weights, difference, gate }) => {
        const dOut = split(dy, H); // [B, H, T, d]
        const dValues = matMul(weights, dOut, true, false); // [B, H, T, d]
        const product = mul(weights, matMul(dOut, values, false, true)); // [B, H, T, T]
        const dScores = sub(product, mul(weights, sum(product, -1, true))); // [B, H, T, T]
        const dQueries = turnedBack(matMul(dScores, keys), turnQ, scale); // [B, H, T, d]
        const dKeys = turnedBack(matMul(dScores, queries, true, false), turnK, 1); // [B, H, T, d]
        const { dk, dSmear } =
          difference && gate ? smearKeysBackward(dKeys, difference, gate) : { dk: dKeys, dSmear: zeros([H]) };
        return [merge(dQueries), merge(dk), merge(dValues), ...(keySmear ? [dSmear] : [])];
      },
    };
  });
}
