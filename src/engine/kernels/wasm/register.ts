// Registers the fused kernels with TensorFlow.js's WASM backend, a file a kernel, under the names of ../names.ts and with the
// inputs and outputs that the ops agreed on with the WebGPU ones. The ops fall back to compositions where they are missing.

import { type KernelConfig, type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { FUSED } from '../names';
import { adamw, globalNorm } from './adamw';
import {
  attention,
  type AttentionAttributes,
  attentionGrad,
  type AttentionInputs,
  attentionMap,
  attentionMapGrad,
} from './attention';
import { decoupledLoss, type DecoupledInputs } from './decoupled-loss';
import type { WasmDevice } from './device';
import { distillationLoss, type LossAttributes, type LossInputs } from './distillation-loss';
import { embedding, embeddingGrad } from './embedding';
import { linear, linearInput, linearWeight } from './linear';
import { muon } from './muon';
import { type RelationInputs, relationLoss } from './relations';
import { rmsNorm, rmsNormGrad } from './rms-norm';
import { shareClones } from './share-clones';
import { squaredLoss } from './squared-loss';
import { swiglu, swigluGrad } from './swiglu';

type Inputs = Record<string, TensorInfo>;
type Attributes = Record<string, number>;
type Kernel = (device: WasmDevice, inputs: Inputs, attributes: Attributes) => TensorInfo | TensorInfo[];

const attentionInputs = (inputs: Inputs) =>
  inputs as unknown as AttentionInputs & { map: TensorInfo; dy: TensorInfo };
const lossAttributes = (attributes: Attributes) => attributes as unknown as LossAttributes;
const attentionAttributes = (attributes: Attributes) => attributes as unknown as AttentionAttributes;

const KERNELS: [name: string, kernel: Kernel][] = [
  [FUSED.linear, (device, { x, w }) => linear(device, x!, w!)],
  [FUSED.linearInput, (device, { dy, w }) => linearInput(device, dy!, w!)],
  [FUSED.linearWeight, (device, { x, dy }) => linearWeight(device, x!, dy!)],
  [FUSED.rmsNorm, (device, { x, gain }, { epsilon }) => rmsNorm(device, x!, gain!, epsilon!)],
  [
    FUSED.rmsNormGrad,
    (device, { x, gain, dy }, { epsilon }) => rmsNormGrad(device, x!, gain!, dy!, epsilon!),
  ],
  [FUSED.swiglu, (device, { gate, up }) => swiglu(device, gate!, up!)],
  [FUSED.swigluGrad, (device, { gate, up, dy }) => swigluGrad(device, gate!, up!, dy!)],
  [
    FUSED.attention,
    (device, inputs, attrs) => attention(device, attentionInputs(inputs), attentionAttributes(attrs)),
  ],
  [
    FUSED.attentionGrad,
    (device, inputs, attrs) => attentionGrad(device, attentionInputs(inputs), attentionAttributes(attrs)),
  ],
  [
    FUSED.attentionMap,
    (device, inputs, attrs) => attentionMap(device, attentionInputs(inputs), attentionAttributes(attrs)),
  ],
  [
    FUSED.attentionMapGrad,
    (device, inputs, attrs) => attentionMapGrad(device, attentionInputs(inputs), attentionAttributes(attrs)),
  ],
  [FUSED.embedding, (device, { ids, table }) => embedding(device, ids!, table!)],
  [FUSED.embeddingGrad, (device, { ids, dy }, { vocab }) => embeddingGrad(device, ids!, dy!, vocab!)],
  [
    FUSED.distillationLoss,
    (device, inputs, attributes) =>
      distillationLoss(device, inputs as unknown as LossInputs, lossAttributes(attributes)),
  ],
  [
    FUSED.divergenceLoss,
    (device, inputs, attributes) =>
      distillationLoss(device, inputs as unknown as LossInputs, lossAttributes(attributes)),
  ],
  [
    FUSED.decoupledLoss,
    (device, inputs, { temperature }) =>
      decoupledLoss(device, inputs as unknown as DecoupledInputs, temperature!),
  ],
  [
    FUSED.relationLoss,
    (device, inputs, { heads }) => relationLoss(device, inputs as unknown as RelationInputs, heads!),
  ],
  [FUSED.squaredLoss, (device, { x, y, shares }) => squaredLoss(device, x!, y!, shares!)],
  [FUSED.globalNorm, globalNorm],
  [
    FUSED.adamw,
    (device, inputs, attributes) => {
      adamw(device, inputs, attributes);
      return [];
    },
  ],
  [
    FUSED.muon,
    (device, inputs, attributes) => {
      muon(device, inputs, attributes);
      return [];
    },
  ],
];

/** Makes the ops use these kernels from now on. */
export function registerWasmKernels(device: WasmDevice): void {
  for (const [kernelName, kernel] of KERNELS) {
    const kernelFunc = (({ inputs, attrs }) =>
      kernel(device, inputs as Inputs, attrs as Attributes)) as KernelFunc;
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc } satisfies KernelConfig);
  }
  shareClones();
}
