// Where each position looks: the probabilities of multi-head attention, which a composed attention multiplies with the values
// and a method of distillation may compare. One kernel each way where the backend has it; that of attention itself writes no map.
//   A = softmax(rope(q)·rope(smear(k))ᵀ/√d + mask), head by head; a position that sees no key has a row of 0
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
  zeros,
} from '@tensorflow/tfjs-core';
import { constant } from '../constants';
import { differentiable } from '../differentiable';
import { hasFused, runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { merge, split } from './heads';
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

/** The sizes, once queries, keys and options are found to fit; throws RetortError('shape') where they do not. */
export function attentionSizes(
  q: Tensor,
  k: Tensor,
  { heads: H, ropeTheta, keySmear, keyMask }: AttentionOptions,
): { T: number; d: number } {
  const { T, D } = matchShapes<'T' | 'D'>('attention', {
    q: [q, 'B T D'],
    k: [k, 'B T D'],
    ...(keyMask && { keyMask: [keyMask, 'B T'] as const }),
  });
  if (keySmear)
    requireShape(keySmear.size === H && keySmear.rank === 1, `attention: keySmear must be [${H}].`);
  const d = D / H;
  requireShape(
    Number.isInteger(ropeTheta === null ? d : d / 2),
    `attention: width ${D} does not split into ${H} heads of even width. Choose a width that is a multiple of ${2 * H}.`,
  );
  return { T, d };
}

function fusedMap(q: Tensor, k: Tensor, options: AttentionOptions): Tensor {
  const { heads: H, causal, ropeTheta, keySmear, keyMask } = options;
  const { T } = attentionSizes(q, k, options);
  const smears = keySmear !== undefined && T > 1; // the only key of a sequence has none before it
  const attributes = { heads: H, causal: causal ? 1 : 0, theta: ropeTheta ?? 0 };
  return differentiable(keySmear ? [q, k, keySmear] : [q, k], () => {
    const gate = smears ? sigmoid(keySmear) : ones([H]); // [H]
    const value = runFused(FUSED.attentionMap, { q, k, gate, keyMask }, attributes)![0]!; // [B, H, T, T]
    return {
      value,
      saved: { q, k, gate, map: value },
      backward: (dy, { q, k, gate, map }) => {
        const slopes = runFused(FUSED.attentionMapGrad, { q, k, gate, map, dy }, attributes);
        const [dq, dk, dGate] = slopes as [Tensor, Tensor, Tensor];
        const dSmear = () => (smears ? mul(dGate, mul(gate, sub(1, gate))) : zeros([H]));
        return [dq, dk, ...(keySmear ? [dSmear()] : [])];
      },
    };
  });
}

/** q, k [B, T, D] -> [B, H, T, T], a row a query; differentiable by q, k and keySmear. */
export function attentionMap(q: Tensor, k: Tensor, options: AttentionOptions): Tensor {
  if (hasFused(FUSED.attentionMap)) return fusedMap(q, k, options);
  const { heads: H, causal, ropeTheta, keySmear, keyMask } = options;
  const { T, d } = attentionSizes(q, k, options);
  const scale = 1 / Math.sqrt(d);
  const turnQ = ropeTheta === null ? null : rotation(T, d, ropeTheta, scale);
  const turnK = ropeTheta === null ? null : rotation(T, d, ropeTheta, 1);
  return differentiable(keySmear ? [q, k, keySmear] : [q, k], () => {
    // the only key of a sequence has none before it
    const smeared = keySmear && T > 1 ? smearKeys(split(k, H), keySmear) : null;
    const queries = turned(split(q, H), turnQ, scale); // [B, H, T, d]
    const keys = turned(smeared ? smeared.keys : split(k, H), turnK, 1); // [B, H, T, d]
    const seen = visible(T, causal, keyMask);
    const scores = matMul(queries, keys, false, true); // [B, H, T, T]
    const raw = softmax(seen ? add(scores, hiddenBias(T, causal, seen, keyMask)) : scores);
    const weights = keyMask && seen ? mul(raw, seen) : raw; // [B, H, T, T]
    return {
      value: weights,
      saved: { queries, keys, weights, difference: smeared?.difference, gate: smeared?.gate },
      backward: (dy, { queries, keys, weights, difference, gate }) => {
        const product = mul(weights, dy); // [B, H, T, T]
        const dScores = sub(product, mul(weights, sum(product, -1, true))); // [B, H, T, T]
        const dQueries = turnedBack(matMul(dScores, keys), turnQ, scale); // [B, H, T, d]
        const dKeys = turnedBack(matMul(dScores, queries, true, false), turnK, 1); // [B, H, T, d]
        const { dk, dSmear } =
          difference && gate ? smearKeysBackward(dKeys, difference, gate) : { dk: dKeys, dSmear: zeros([H]) };
        return [merge(dQueries), merge(dk), ...(keySmear ? [dSmear] : [])];
      },
    };
  });
}
