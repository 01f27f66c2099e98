// The distillation loss with its parts and its gradient, in one pass over the rows (assembly/distillation-loss.ts).
// N rows, V classes.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmDevice } from './device';

export interface LossInputs {
  student: TensorInfo; // [N, V]
  teacher: TensorInfo; // [N, V]
  labels: TensorInfo; // [N]
  hardWeight: TensorInfo; // [N, 1]
  softWeight: TensorInfo; // [N, 1]
}

/** [loss, CE, T²·KL as one vector of three; gradient of the loss by the student's logits, [N, V]] */
export function distillationLoss(
  device: WasmDevice,
  { student, teacher, labels, hardWeight, softWeight }: LossInputs,
  temperature: number,
  lambda: number,
): TensorInfo[] {
  const [N, V] = student.shape as [number, number];
  const [dLogits, rows] = [device.output([N, V]), device.output([N, 2])];
  const tensors = [student, teacher, labels, hardWeight, softWeight, dLogits, rows];
  const args = [...tensors.map((tensor) => device.address(tensor)), V, temperature, lambda];
  device.run('distillationLoss', args, N, 16, device.areas(2 * V * 4));
  const part = device.floats(device.address(rows), 2 * N);
  let [ce, kl] = [0, 0];
  for (let n = 0; n < N; n++) {
    ce += part[2 * n]!;
    kl += part[2 * n + 1]!;
  }
  device.discard(rows);
  const scalars = device.output([3]);
  device.floats(device.address(scalars), 3).set([lambda * ce + (1 - lambda) * kl, ce, kl]);
  return [scalars, dLogits];
}
