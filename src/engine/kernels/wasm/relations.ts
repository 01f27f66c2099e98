// MiniLM's relations with their gradient, a relation head at a time (assembly/relations.ts).
// K rows, H heads, A relation heads, T positions, d width of a head.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmDevice } from './device';

export interface RelationInputs {
  mine: TensorInfo; // [K, H, T, d]
  theirs: TensorInfo; // [K, H', T, d']
  /** [K, T], which sum to 1 / A. */
  shares: TensorInfo;
  /** [K, T]; absent: each place is related to itself and those before it. */
  words?: TensorInfo;
}

/** [the loss, a scalar; its gradient by mine] */
export function relationLoss(
  device: WasmDevice,
  { mine, theirs, shares, words }: RelationInputs,
  relationHeads: number,
): TensorInfo[] {
  const [K, H, T, d] = mine.shape as [number, number, number, number];
  const [, theirHeads, , width] = theirs.shape as [number, number, number, number];
  const [slope, parts] = [device.output(mine.shape), device.output([K * relationHeads])];
  const widths = [(H * d) / relationHeads, (theirHeads * width) / relationHeads] as const;
  const args = [
    ...[mine, theirs, shares].map((tensor) => device.address(tensor)),
    words ? device.address(words) : 0,
    ...[slope, parts].map((tensor) => device.address(tensor)),
    ...[relationHeads, T, H, d, theirHeads, width],
  ];
  const scratch = device.areas(device.call('relationScratch', T, ...widths));
  device.run('relationLoss', args, K * relationHeads, 1, scratch);
  const loss = device.output([]);
  const values = device.floats(device.address(parts), K * relationHeads);
  device.floats(device.address(loss), 1)[0] = values.reduce((sum, value) => sum + value, 0);
  device.discard(parts);
  return [loss, slope];
}
