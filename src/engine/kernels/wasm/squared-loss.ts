// Squared distances of rows with their gradient (assembly/squared-loss.ts). N rows, D numbers of each.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmDevice } from './device';

/** x, y [N, D], shares [N] -> [the loss, a scalar; its gradient by x] */
export function squaredLoss(
  device: WasmDevice,
  x: TensorInfo,
  y: TensorInfo,
  shares: TensorInfo,
): TensorInfo[] {
  const [N, D] = x.shape as [number, number];
  const [slope, parts, loss] = [device.output([N, D]), device.output([N]), device.output([])];
  const args = [x, y, shares, slope, parts].map((tensor) => device.address(tensor));
  device.run('squaredLoss', [...args, D], N, 16);
  const values = device.floats(device.address(parts), N);
  device.floats(device.address(loss), 1)[0] = values.reduce((sum, value) => sum + value, 0);
  device.discard(parts);
  return [loss, slope];
}
