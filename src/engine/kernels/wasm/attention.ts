// Attention with rotary positions, smeared keys and masks, a head at a time, forward and backward (assembly/attention.ts).
// B batch, T positions, D = H·d width, H heads.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmDevice } from './device';

export interface AttentionInputs {
  q: TensorInfo; // [B, T, D]
  k: TensorInfo; // [B, T, D]
  v?: TensorInfo; // [B, T, D]; of a map there is none
  /** [H], after the sigmoid. */
  gate: TensorInfo;
  /** [B, T] */
  keyMask?: TensorInfo;
}

export interface AttentionAttributes {
  heads: number;
  /** 1: a position sees itself and those before it only. */
  causal: number;
  /** Base of the rotary angles; 0: no positions. */
  theta: number;
}

/** cos and sin of rotary positions, [T, d/2] each, one after the other. */
function rotaryTable(device: WasmDevice, T: number, d: number, theta: number): [number, number] {
  const half = d / 2;
  const at = device.kept(`rotary ${T}×${d}×${theta}`, 2 * T * half * 4, (at) => {
    const table = device.floats(at, 2 * T * half);
    for (let t = 0; t < T; t++) {
      for (let j = 0; j < half; j++) {
        const angle = theta === 0 ? 0 : t * theta ** ((-2 * j) / d);
        table[t * half + j] = Math.cos(angle);
        table[T * half + t * half + j] = Math.sin(angle);
      }
    }
  });
  return [at, at + T * half * 4];
}

/** What both directions begin and end with. */
function prepared(
  device: WasmDevice,
  inputs: AttentionInputs,
  { heads, causal, theta }: AttentionAttributes,
) {
  const { q, k, v, gate, keyMask } = inputs;
  const [B, T, D] = q.shape as [number, number, number];
  const d = D / heads;
  const address = (tensor: TensorInfo) => device.address(tensor);
  return {
    B,
    first: [...[q, k, ...(v ? [v] : [])].map(address), ...rotaryTable(device, T, d, theta), address(gate)],
    mask: keyMask ? address(keyMask) : 0,
    last: [heads, T, d, causal],
    scratch: () => device.areas(device.call('attentionScratch', T, d)),
  };
}

/** [B, T, D] */
export function attention(
  device: WasmDevice,
  inputs: AttentionInputs,
  attributes: AttentionAttributes,
): TensorInfo {
  const out = device.output(inputs.q.shape);
  const { B, first, mask, last, scratch } = prepared(device, inputs, attributes);
  const args = [...first, mask, device.address(out), ...last];
  device.run('attentionForward', args, B * attributes.heads, 1, scratch());
  return out;
}

/** [dq, dk, dv, dGate] */
export function attentionGrad(
  device: WasmDevice,
  inputs: AttentionInputs & { dy: TensorInfo },
  attributes: AttentionAttributes,
): TensorInfo[] {
  const { heads } = attributes;
  const { q, dy } = inputs;
  const slopes = [q, q, q].map(({ shape }) => device.output(shape));
  const parts = device.output([q.shape[0]!, heads]);
  const { B, first, mask, last, scratch } = prepared(device, inputs, attributes);
  const args = [...first, mask, ...[dy, ...slopes, parts].map((tensor) => device.address(tensor)), ...last];
  device.run('attentionBackward', args, B * heads, 1, scratch());
  return [...slopes, gateSlope(device, parts, heads)];
}

/** Each head's parts [B, H] added up, [H]; frees them. */
function gateSlope(device: WasmDevice, parts: TensorInfo, heads: number): TensorInfo {
  const dGate = device.output([heads]);
  const total = device.floats(device.address(dGate), heads).fill(0);
  const part = device.floats(device.address(parts), parts.shape[0]! * heads);
  for (let i = 0; i < part.length; i++) total[i % heads]! += part[i]!;
  device.discard(parts);
  return dGate;
}

/** [B, H, T, T] */
export function attentionMap(
  device: WasmDevice,
  inputs: AttentionInputs,
  attributes: AttentionAttributes,
): TensorInfo {
  const { heads } = attributes;
  const [B, T] = inputs.q.shape as [number, number, number];
  const map = device.output([B, heads, T, T]);
  const { first, mask, last, scratch } = prepared(device, inputs, attributes);
  device.run('attentionMapForward', [...first, mask, device.address(map), ...last], B * heads, 1, scratch());
  return map;
}

/** [dq, dk, dGate] */
export function attentionMapGrad(
  device: WasmDevice,
  inputs: AttentionInputs & { map: TensorInfo; dy: TensorInfo },
  attributes: AttentionAttributes,
): TensorInfo[] {
  const { heads } = attributes;
  const { q, map, dy } = inputs;
  const slopes = [q, q].map(({ shape }) => device.output(shape));
  const parts = device.output([q.shape[0]!, heads]);
  const { B, first, last, scratch } = prepared(device, inputs, attributes);
  const args = [...first, ...[map, dy, ...slopes, parts].map((tensor) => device.address(tensor)), ...last];
  device.run('attentionMapBackward', args, B * heads, 1, scratch());
  return [...slopes, gateSlope(device, parts, heads)];
}
