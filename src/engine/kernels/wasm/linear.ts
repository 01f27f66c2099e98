// Products with a weight [O, I], and their gradients (assembly/linear.ts, gemm.ts). Each packs the weight first, in the order in
// which the product reads it.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmDevice } from './device';

/** Rows of a part are whole tiles of six (assembly/gemm.ts). */
const PANEL = 6;

function packed(device: WasmDevice, pack: 'packWeight' | 'packBackward', w: TensorInfo): number {
  const [outputs, inputs] = w.shape as [number, number];
  const panels = device.area(device.call('packedBytes', inputs, outputs));
  device.call(pack, device.address(w), inputs, outputs, panels);
  return panels;
}

/** x [.., I], w [O, I] -> [.., O] */
export function linear(device: WasmDevice, x: TensorInfo, w: TensorInfo): TensorInfo {
  const [outputs, inputs] = w.shape as [number, number];
  const y = device.output([...x.shape.slice(0, -1), outputs]);
  const panels = packed(device, 'packWeight', w);
  const args = [device.address(x), panels, device.address(y), inputs, outputs];
  device.run('linearForward', args, sizeOf(x) / inputs, PANEL);
  return y;
}

/** dy [.., O], w [O, I] -> dx [.., I] */
export function linearInput(device: WasmDevice, dy: TensorInfo, w: TensorInfo): TensorInfo {
  const [outputs, inputs] = w.shape as [number, number];
  const dx = device.output([...dy.shape.slice(0, -1), inputs]);
  const panels = packed(device, 'packBackward', w);
  const args = [device.address(dy), panels, device.address(dx), inputs, outputs];
  device.run('linearBackwardInput', args, sizeOf(dy) / outputs, PANEL);
  return dx;
}

/** x [.., I], dy [.., O] -> dw [O, I] */
export function linearWeight(device: WasmDevice, x: TensorInfo, dy: TensorInfo): TensorInfo {
  const [inputs, outputs] = [x.shape.at(-1)!, dy.shape.at(-1)!];
  const dw = device.output([outputs, inputs]);
  const args = [
    device.address(x),
    device.address(dy),
    device.address(dw),
    inputs,
    outputs,
    sizeOf(x) / inputs,
  ];
  const scratch = device.areas(device.call('weightScratch', inputs));
  // every part packs all of x
  device.runParts('linearBackwardWeight', args, outputs, device.chunk(outputs, PANEL, 1), scratch);
  return dw;
}
