// A matrix of a decoder's weights in the memory of the WASM kernels: floats packed into panels, or whole numbers of 8 or 4
// bits as they are stored, with their scales. Several matrices with the same inputs lie as one, so that a row goes through
// them at once. I inputs, O outputs, N rows.

import type { KernelMemory } from '../engine/kernel-memory';
import { isQuantised, type QuantisedTensor, type Weights } from './quantised';
import type { StoredTensor } from './safetensors';

export interface KernelMatrix {
  /** Takes up weights of the names, shapes and bits of those that it was made of. */
  load(weights: Weights): void;
  /** y [N, O] (+)= x [N, I]·Wᵀ; x and y are addresses. */
  project(x: number, y: number, rows: number, add: 0 | 1): void;
}

/** Where a matrix is unpacked, or a row of x becomes whole numbers: one place for all matrices, of the largest need. */
export interface Scratch {
  at(bytes: number): number;
}

export function scratchIn(memory: KernelMemory): Scratch {
  let [place, size] = [0, 0];
  return {
    at(bytes) {
      if (bytes > size) [place, size] = [memory.take(bytes), bytes];
      return place;
    },
  };
}

/** @param mostRows that are multiplied at a time. */
export function kernelMatrix(
  memory: KernelMemory,
  scratch: Scratch,
  weights: Weights,
  names: readonly string[],
  mostRows: number,
): KernelMatrix {
  const first = weights[names[0]!]!;
  const inputs = first.shape[1]!;
  const outputs = names.reduce((sum, name) => sum + weights[name]!.shape[0]!, 0);
  return isQuantised(first)
    ? wholeMatrix(memory, scratch, { names, inputs, outputs, mostRows, bits: first.bits })
    : floatMatrix(memory, scratch, { names, inputs, outputs });
}

interface Sizes {
  names: readonly string[];
  inputs: number;
  outputs: number;
}

function floatMatrix(
  memory: KernelMemory,
  scratch: Scratch,
  { names, inputs, outputs }: Sizes,
): KernelMatrix {
  const { kernels } = memory;
  const panels = memory.take(kernels.packedWeightBytes(inputs, outputs));
  const unpacked = scratch.at(4 * inputs * outputs);
  return {
    load(weights) {
      const rows = memory.floats(unpacked, inputs * outputs);
      let at = 0;
      for (const name of names) {
        const { data } = weights[name] as StoredTensor;
        rows.set(data, at);
        at += data.length;
      }
      kernels.packWeight(unpacked, inputs, outputs, panels);
    },
    project: (x, y, rows, add) => kernels.project(x, panels, y, inputs, outputs, rows, add),
  };
}

function wholeMatrix(
  memory: KernelMemory,
  scratch: Scratch,
  { names, inputs, outputs, mostRows, bits }: Sizes & { mostRows: number; bits: 8 | 4 },
): KernelMatrix {
  const { kernels } = memory;
  const stride = kernels.quantisedStride(inputs, bits);
  const rowBytes = (inputs * bits) / 8;
  const padded = Math.ceil(outputs / 4) * 4;
  const codes = memory.take(padded * stride);
  const scales = memory.take(4 * padded);
  const whole = scratch.at(kernels.quantisedScratch(inputs, mostRows));
  return {
    load(weights) {
      const [to, ofRows] = [memory.bytes(codes, padded * stride), memory.floats(scales, padded)];
      let row = 0;
      for (const name of names) {
        const from = weights[name] as QuantisedTensor;
        ofRows.set(from.scales, row);
        for (let r = 0; r < from.scales.length; r++, row++)
          to.set(from.codes.subarray(r * rowBytes, (r + 1) * rowBytes), row * stride);
      }
    },
    project: (x, y, rows, add) =>
      kernels.projectQuantised(x, codes, scales, y, inputs, outputs, rows, bits, add, whole),
  };
}
