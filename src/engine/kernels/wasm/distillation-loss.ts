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

/** The divergence's numbers, in the kernel's order. */
const NUMBERS = ['forward', 'forwardSkew', 'reverse', 'reverseSkew', 'variation', 'entropy'] as const;

export type LossAttributes = { temperature: number; lambda: number } & Partial<
  Record<(typeof NUMBERS)[number], number>
>;

/**
 * [loss, CE, T²·D as one vector of three; gradient of the loss by the student's logits, [N, V]]; D is KL where the attributes have
 * no numbers of another divergence.
 */
export function distillationLoss(
  device: WasmDevice,
  { student, teacher, labels, hardWeight, softWeight }: LossInputs,
  { temperature, lambda, ...divergence }: LossAttributes,
): TensorInfo[] {
  const [N, V] = student.shape as [number, number];
  const [dLogits, rows] = [device.output([N, V]), device.output([N, 2])];
  const tensors = [student, teacher, labels, hardWeight, softWeight, dLogits, rows];
  const common = [...tensors.map((tensor) => device.address(tensor)), V, temperature, lambda];
  const isPlain = divergence.forward === undefined;
  const [kernel, args] = isPlain
    ? (['distillationLoss', common] as const)
    : (['divergenceLoss', [...common, ...NUMBERS.map((name) => divergence[name]!)]] as const);
  device.run(kernel, args, N, 16, device.areas((2 * V + 4) * 4));
  const part = device.floats(device.address(rows), 2 * N);
  let [ce, soft] = [0, 0];
  for (let n = 0; n < N; n++) {
    ce += part[2 * n]!;
    soft += part[2 * n + 1]!;
  }
  device.discard(rows);
  const scalars = device.output([3]);
  device.floats(device.address(scalars), 3).set([lambda * ce + (1 - lambda) * soft, ce, soft]);
  return [scalars, dLogits];
}
