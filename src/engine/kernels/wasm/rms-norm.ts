// RMSNorm and its gradients (assembly/rms-norm.ts).

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmDevice } from './device';

/** Fewest rows of a part. */
const ROWS = 64;

/** x [.., D], gain [D] -> [.., D] */
export function rmsNorm(device: WasmDevice, x: TensorInfo, gain: TensorInfo, epsilon: number): TensorInfo {
  const d = gain.shape[0]!;
  const y = device.output(x.shape);
  const args = [device.address(x), device.address(gain), device.address(y), d, epsilon];
  device.run('rmsNormForward', args, sizeOf(x) / d, ROWS);
  return y;
}

/** [dx, dGain]; each part sums its rows' dGain, added up here in their order. */
export function rmsNormGrad(
  device: WasmDevice,
  x: TensorInfo,
  gain: TensorInfo,
  dy: TensorInfo,
  epsilon: number,
): TensorInfo[] {
  const d = gain.shape[0]!;
  const rows = sizeOf(x) / d;
  const [dx, dGain] = [device.output(x.shape), device.output([d])];
  const chunk = device.chunk(rows, ROWS);
  const parts = Math.ceil(rows / chunk);
  const at = device.area(parts * d * 4);
  const sums = device.floats(at, parts * d).fill(0);
  const args = [...[x, gain, dy, dx].map((tensor) => device.address(tensor)), d, epsilon];
  device.runParts('rmsNormBackward', args, rows, chunk, { at, byPart: d * 4 });
  const total = device.floats(device.address(dGain), d).fill(0);
  for (let i = 0; i < sums.length; i++) total[i % d]! += sums[i]!;
  return [dx, dGain];
}
