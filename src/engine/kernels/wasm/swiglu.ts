// SwiGLU and both its gradients (assembly/swiglu.ts).

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmDevice } from './device';

/** Fewest numbers of a part. */
const NUMBERS = 1024;

export function swiglu(device: WasmDevice, gate: TensorInfo, up: TensorInfo): TensorInfo {
  const y = device.output(gate.shape);
  const args = [gate, up, y].map((tensor) => device.address(tensor));
  device.run('swigluForward', args, sizeOf(gate), NUMBERS);
  return y;
}

/** [dGate, dUp] */
export function swigluGrad(
  device: WasmDevice,
  gate: TensorInfo,
  up: TensorInfo,
  dy: TensorInfo,
): TensorInfo[] {
  const out = [device.output(gate.shape), device.output(up.shape)];
  const args = [gate, up, dy, ...out].map((tensor) => device.address(tensor));
  device.run('swigluBackward', args, sizeOf(gate), NUMBERS);
  return out;
}
