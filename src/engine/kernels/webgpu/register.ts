// Registers the fused kernels with TensorFlow.js's WebGPU backend, under the names of ../names.ts and with the inputs and
// outputs that the ops agreed on with the WASM ones. Plain WGSL, right on every adapter, but for matrix products by subgroups where it has them.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { FUSED } from '../names';
import { adamw, globalNorm } from './adamw';
import { attention, type AttentionInputs } from './attention';
import { attentionGrad } from './attention-grad';
import { distillationLoss, type LossInputs } from './distillation-loss';
import { embedding, embeddingGrad } from './embedding';
import { linear, linearInput, linearWeight, type Way } from './matmul';
import { rmsNorm, rmsNormGrad } from './rms-norm';
import { swiglu, swigluGrad } from './swiglu';

type Inputs = Record<string, TensorInfo>;
type Attributes = Record<string, number>;
type Kernel = (backend: WebGPUBackend, inputs: Inputs, attributes: Attributes) => TensorInfo | TensorInfo[];

const heads = ({ heads, causal, theta }: Attributes) => ({
  heads: heads!,
  causal: causal !== 0,
  theta: theta!,
});

const kernels = (way: Way): [name: string, kernel: Kernel][] => [
  [FUSED.linear, (gpu, { x, w }) => linear(gpu, x!, w!, way)],
  [FUSED.linearInput, (gpu, { dy, w }) => linearInput(gpu, dy!, w!, way)],
  [FUSED.linearWeight, (gpu, { x, dy }) => linearWeight(gpu, x!, dy!, way)],
  [FUSED.rmsNorm, (gpu, { x, gain }, { epsilon }) => rmsNorm(gpu, x!, gain!, epsilon!)],
  [FUSED.rmsNormGrad, (gpu, { x, gain, dy }, { epsilon }) => rmsNormGrad(gpu, x!, gain!, dy!, epsilon!)],
  [FUSED.swiglu, (gpu, { gate, up }) => swiglu(gpu, gate!, up!)],
  [FUSED.swigluGrad, (gpu, { gate, up, dy }) => swigluGrad(gpu, gate!, up!, dy!)],
  [
    FUSED.attention,
    (gpu, inputs, attrs) => attention(gpu, inputs as unknown as AttentionInputs, heads(attrs)),
  ],
  [
    FUSED.attentionGrad,
    (gpu, inputs, attrs) =>
      attentionGrad(gpu, inputs as unknown as AttentionInputs & { dy: TensorInfo }, heads(attrs)),
  ],
  [FUSED.embedding, (gpu, { ids, table }) => embedding(gpu, ids!, table!)],
  [FUSED.embeddingGrad, (gpu, { ids, dy }, { vocab }) => embeddingGrad(gpu, ids!, dy!, vocab!)],
  [
    FUSED.distillationLoss,
    (gpu, inputs, { temperature, lambda }) =>
      distillationLoss(gpu, inputs as unknown as LossInputs, temperature!, lambda!),
  ],
  [FUSED.globalNorm, (gpu, inputs) => globalNorm(gpu, Object.values(inputs))],
  [
    FUSED.adamw,
    (gpu, inputs, attributes) => {
      adamw(gpu, inputs, attributes);
      return [];
    },
  ],
];

/** Makes the ops use these kernels from now on, and their matrix products go this way. */
export function registerWebGpuKernels(way: Way): void {
  for (const [kernelName, kernel] of kernels(way)) {
    const kernelFunc = (({ inputs, attrs, backend }) =>
      kernel(backend as WebGPUBackend, inputs as Inputs, attrs as Attributes)) as KernelFunc;
    registerKernel({ kernelName, backendName: 'webgpu', kernelFunc } satisfies KernelConfig);
  }
}
