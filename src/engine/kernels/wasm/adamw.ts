// A step of AdamW for all weights in one job, in place, and the norm of all gradients (assembly/adamw.ts). Inputs and attributes
// are those of ../names.ts.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmDevice } from './device';
import { MAX_THREADS, PARTS } from './job';

export type OptimizerInputs = Record<string, TensorInfo>;

/** Fewest numbers of a part. */
const NUMBERS = 1024;

/** The table of assembly/adamw.ts in scratch memory, six words a weight, and how many numbers there are. */
function weightTable(
  device: WasmDevice,
  inputs: OptimizerInputs,
  attributes: Record<string, number>,
  count: number,
): { table: number; elements: number } {
  const table = device.area(count * 24);
  const [words, factors] = [device.words(table, count * 6), device.floats(table, count * 6)];
  let elements = 0;
  for (let i = 0; i < count; i++) {
    const length = sizeOf(inputs[`g${i}`]!);
    const [w, m, v, g] = [inputs[`w${i}`], inputs.m, inputs.v, inputs[`g${i}`]].map((tensor) =>
      tensor ? device.address(tensor) : 0,
    );
    const at = 4 * (attributes[`at${i}`] ?? 0);
    words.set([w!, m! + at, v! + at, g!, length], i * 6);
    factors[i * 6 + 5] = 1 - (attributes.rate ?? 0) * (attributes[`decay${i}`] ?? 0);
    elements += Math.ceil(length / 4) * 4;
  }
  return { table, elements };
}

/** Gradients g0, g1, … -> one scalar. */
export function globalNorm(device: WasmDevice, inputs: OptimizerInputs): TensorInfo {
  const count = Object.keys(inputs).length;
  const { table, elements } = weightTable(device, inputs, {}, count);
  const chunk = device.chunk(elements, NUMBERS);
  const at = device.kept('squares', 8 * MAX_THREADS * PARTS); // a float64 a part
  const parts = device.doubles(at, Math.ceil(elements / chunk)).fill(0);
  device.runParts('squaredNorm', [table, count], elements, chunk, { at, byPart: 8 });
  const length = Math.sqrt(parts.reduce((sum, part) => sum + part, 0));
  const norm = device.output([]); // may move the memory, and cut off the views of it
  device.floats(device.address(norm), 1)[0] = length;
  return norm;
}

/** The gradients' factor; null where their norm is not finite. @param clip 0: none. */
export function shrink(device: WasmDevice, norm: TensorInfo, clip: number): number | null {
  const length = device.floats(device.address(norm), 1)[0]!;
  if (!Number.isFinite(length)) return null;
  return clip > 0 ? Math.min(1, clip / (length + 1e-6)) : 1;
}

type Attributes = Record<
  'count' | 'rate' | 'beta1' | 'beta2' | 'epsilon' | 'clip' | 'correction1' | 'correction2',
  number
>;

export function adamw(device: WasmDevice, inputs: OptimizerInputs, attributes: Record<string, number>): void {
  const { count, rate, beta1, beta2, epsilon, clip, correction1, correction2 } = attributes as Attributes;
  const by = shrink(device, inputs.norm!, clip);
  if (by === null) return;
  const { table, elements } = weightTable(device, inputs, attributes, count);
  const factors = [rate / correction1, 1 / Math.sqrt(correction2), beta1, beta2, 1 - beta1, 1 - beta2];
  device.run('adamw', [table, count, ...factors, epsilon, by], elements, NUMBERS);
}
