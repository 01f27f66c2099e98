// Lets a clone share its numbers, as on TensorFlow.js's other backends; on WASM it copies them, and every tensor that a gradient
// needs is cloned. Nothing may write into a tensor that has clones: the optimiser looks (../../adamw.ts).

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  getKernel,
  Identity,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/** Kernels of shareClones: a backend may be started more than once. */
const sharing = new WeakSet<KernelConfig>();

export function shareClones(): void {
  const copying = getKernel(Identity, 'wasm');
  if (!copying || sharing.has(copying)) return;
  const config: KernelConfig = {
    ...copying,
    kernelFunc: (params) => {
      const x = params.inputs.x as TensorInfo;
      if (x.dtype === 'string') return copying.kernelFunc(params);
      (params.backend as BackendWasm).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  };
  sharing.add(config);
  unregisterKernel(Identity, 'wasm');
  registerKernel(config);
}
