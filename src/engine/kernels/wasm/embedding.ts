// Rows of a table by number, and the gradient by the table (assembly/embedding.ts).

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmDevice } from './device';

/** ids [..], table [V, D] -> [.., D] */
export function embedding(device: WasmDevice, ids: TensorInfo, table: TensorInfo): TensorInfo {
  const d = table.shape[1]!;
  const y = device.output([...ids.shape, d]);
  const args = [device.address(ids), device.address(table), device.address(y), d];
  device.run('embeddingForward', args, sizeOf(ids), 64);
  return y;
}

/** ids [..], dy [.., D] -> [V, D] */
export function embeddingGrad(
  device: WasmDevice,
  ids: TensorInfo,
  dy: TensorInfo,
  vocab: number,
): TensorInfo {
  const d = dy.shape.at(-1)!;
  const dTable = device.output([vocab, d]);
  const args = [device.address(ids), device.address(dy), device.address(dTable), sizeOf(ids), vocab, d];
  // every part reads all ids
  device.runParts('embeddingBackward', args, d, device.chunk(d, 16, 1));
  return dTable;
}
