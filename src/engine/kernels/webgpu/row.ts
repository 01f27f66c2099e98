// Many tensors end to end in one buffer, a row, and back: copies from buffer to buffer, which cost no dispatch and no bind group.
// So that one shader reaches all weights, however few buffers it may bind. They are recorded between the dispatches, in order.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { empty, sizeOf } from './program';

/** The part of TensorFlow.js's backend that its types keep to themselves. */
interface Recorder {
  commandEncoder: GPUCommandEncoder;
  /** What is recorded and not handed over yet: its buffers are not given to others before. */
  commandQueueOwnedIds: WeakSet<object>;
}

function copy(
  backend: WebGPUBackend,
  row: TensorInfo,
  tensors: readonly TensorInfo[],
  direction: 'together' | 'apart',
): void {
  const bufferOf = ({ dataId }: TensorInfo) => {
    backend.uploadToGPU(dataId);
    return backend.tensorMap.get(dataId).resource as GPUBuffer;
  };
  const whole = bufferOf(row);
  const buffers = tensors.map((tensor) => [bufferOf(tensor), 4 * sizeOf(tensor)] as const);
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  const { commandEncoder, commandQueueOwnedIds } = backend as unknown as Recorder;
  let at = 0;
  for (const [buffer, bytes] of buffers) {
    if (direction === 'together') commandEncoder.copyBufferToBuffer(buffer, 0, whole, at, bytes);
    else commandEncoder.copyBufferToBuffer(whole, at, buffer, 0, bytes);
    at += bytes;
  }
  for (const { dataId } of [row, ...tensors]) commandQueueOwnedIds.add(dataId);
}

/** A new row of these tensors. */
export function gather(backend: WebGPUBackend, tensors: readonly TensorInfo[]): TensorInfo {
  const row = empty(backend, [tensors.reduce((sum, tensor) => sum + sizeOf(tensor), 0)]);
  copy(backend, row, tensors, 'together');
  return row;
}

/** Writes a row back into the tensors it was gathered from. */
export function scatter(backend: WebGPUBackend, row: TensorInfo, tensors: readonly TensorInfo[]): void {
  copy(backend, row, tensors, 'apart');
}
