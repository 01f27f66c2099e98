// TensorFlow.js's WebGPU backend on a device of our own. Its factory asks for neither subgroups nor more buffers a shader, even
// where the adapter has them; otherwise this device is what that factory would have made. And shaders may say `enable …`: WGSL
// wants it before all else, where TensorFlow.js's program interface lets nobody write, so it is moved there.
// Not half floats: see ../kernels/webgpu/matmul.ts.

import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { SIDE } from '../kernels/webgpu/matmul';

/** Taken where the adapter has them: the first two are TensorFlow.js's. */
const FEATURES = ['timestamp-query', 'bgra8unorm-storage', 'subgroups'] as const;

/** Raised to what the adapter has: all but the last are TensorFlow.js's. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
  'maxStorageBuffersPerShaderStage',
] as const;

const ENABLE = /^\s*enable [a-z0-9_]+;/gm;

function hoistEnables(device: GPUDevice): void {
  const create = device.createShaderModule.bind(device);
  device.createShaderModule = ({ code, ...rest }) => {
    const enables = code.match(ENABLE) ?? [];
    return create({ ...rest, code: enables.join('\n') + code.replace(ENABLE, '') });
  };
}

async function createBackend(): Promise<WebGPUBackend> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('There is no WebGPU adapter.');
  const device = await adapter.requestDevice({
    // TensorFlow.js's types of WebGPU are older than subgroups
    requiredFeatures: FEATURES.filter((name) => adapter.features.has(name)) as GPUFeatureName[],
    requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  hoistEnables(device);
  return new WebGPUBackend(device, adapter.info);
}

let ours = false;

/** Puts our factory in the place of TensorFlow.js's; before WebGPU is made current. */
export function registerWebGpu(): void {
  if (ours) return;
  ours = true;
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  registerBackend('webgpu', createBackend, 3);
}

/** Whether matrix products may go by subgroups there: all are large enough. */
export const hasSubgroups = (device: GPUDevice): boolean =>
  device.features.has('subgroups') && (device.adapterInfo?.subgroupMinSize ?? 0) >= SIDE;
