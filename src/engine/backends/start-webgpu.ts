// Downloads and starts the WebGPU backend, and our own kernels on it. Chunk of its own.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, env, setBackend } from '@tensorflow/tfjs-core';
import { registerWebGpuKernels } from '../kernels/webgpu/register';
import { probeWebGpu } from './probe';
import { hasSubgroups, registerWebGpu } from './webgpu-device';

/**
 * Dispatches that are handed to the GPU at once. TensorFlow.js's 15 cost a submission every few kernels; all of a step at once
 * would leave the GPU idle while they are recorded, and keep the memory of everything that is freed on the way.
 */
const BATCH = 40;

let registered = false;

/** Makes WebGPU current; whether it did. */
export async function startWebGpu(): Promise<boolean> {
  registerWebGpu();
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', BATCH);
  if (!(await setBackend('webgpu'))) return false;
  // once: kernels that failed their check stay off
  if (!registered) {
    const { software } = await probeWebGpu();
    const { device } = backend() as WebGPUBackend;
    registerWebGpuKernels(software ? 'direct' : hasSubgroups(device) ? 'subgroups' : 'tiles');
  }
  registered = true;
  return true;
}
