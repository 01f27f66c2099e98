// Key smearing (Elhage et al. 2021, "A Mathematical Framework for Transformer Circuits"): each head's keys are mixed with the
// keys one position before, which lets a single layer form induction heads.
//   k'_t = g·k_t + (1−g)·k_{t−1} = k_t − (1−g)·(k_t − k_{t−1}),  k'_0 = k_0,  g = σ(smear) per head

import { add, mul, pad, reshape, sigmoid, slice, sub, sum, type Tensor } from '@tensorflow/tfjs-core';

/** What the backward pass needs: differences k_t − k_{t−1} [B, H, T, d] (0 at t = 0) and g [H, 1, 1]. */
export interface Smeared {
  keys: Tensor; // [B, H, T, d]
  difference: Tensor;
  gate: Tensor;
}

const shape4 = (x: Tensor) => x.shape as [number, number, number, number];

/** Keeps positions from..from+length and moves them to `to`, zeros elsewhere. */
function moved(x: Tensor, from: number, to: number): Tensor {
  const [B, H, T, d] = shape4(x);
  const length = T - 1;
  const part = slice(x, [0, 0, from, 0], [B, H, length, d]);
  return pad(part, [
    [0, 0],
    [0, 0],
    [to, T - length - to],
    [0, 0],
  ]); // [B, H, T, d]
}

/** k [B, H, T, d], smear [H] -> the mixed keys. */
export function smearKeys(k: Tensor, smear: Tensor): Smeared {
  const [B, H, T, d] = shape4(k);
  const gate = reshape(sigmoid(smear), [H, 1, 1]);
  const inner = sub(slice(k, [0, 0, 1, 0], [B, H, T - 1, d]), slice(k, [0, 0, 0, 0], [B, H, T - 1, d]));
  const difference = pad(inner, [
    [0, 0],
    [0, 0],
    [1, 0],
    [0, 0],
  ]); // [B, H, T, d]
  return { keys: sub(k, mul(sub(1, gate), difference)), difference, gate };
}

/** Gradients by k [B, H, T, d] and by smear [H]. */
export function smearKeysBackward(
  dKeys: Tensor,
  difference: Tensor,
  gate: Tensor,
): { dk: Tensor; dSmear: Tensor } {
  const rest = sub(1, gate); // [H, 1, 1]
  const share = mul(rest, dKeys); // [B, H, T, d]
  // k_t enters its own difference (t ≥ 1) with +1 and the next one with −1
  const dk = add(sub(dKeys, moved(share, 1, 1)), moved(share, 1, 0));
  const H = gate.shape[0]!;
  const dGate = sum(mul(dKeys, difference), [0, 2, 3]); // [H]
  return { dk, dSmear: mul(dGate, reshape(mul(gate, rest), [H])) };
}
