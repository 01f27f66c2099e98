// Both parts of decoupled distillation with their gradients, in one pass over the rows (assembly/decoupled-loss.ts).
// N rows, V classes.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmDevice } from './device';

export interface DecoupledInputs {
  student: TensorInfo; // [N, V]
  teacher: TensorInfo; // [N, V]
  classes: TensorInfo; // int32 [N]
  shares: TensorInfo; // [N]
}

/** [the values of target and others as one vector of two; the gradient of each by the student's logits, [N, V]] */
export function decoupledLoss(
  device: WasmDevice,
  { student, teacher, classes, shares }: DecoupledInputs,
  temperature: number,
): TensorInfo[] {
  const [N, V] = student.shape as [number, number];
  const slopes = [device.output([N, V]), device.output([N, V])];
  const [parts, values] = [device.output([N, 2]), device.output([2])];
  const args = [student, teacher, classes, shares, ...slopes, parts].map((tensor) => device.address(tensor));
  device.run('decoupledLoss', [...args, V, temperature], N, 16, device.areas(2 * V * 4));
  const part = device.floats(device.address(parts), 2 * N);
  let [target, others] = [0, 0];
  for (let n = 0; n < N; n++) {
    target += part[2 * n]!;
    others += part[2 * n + 1]!;
  }
  device.floats(device.address(values), 2).set([target, others]);
  device.discard(parts);
  return [values, ...slopes];
}
