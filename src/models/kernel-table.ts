// The table of words of a decoder on WASM kernels, [V, D]: floats in the kernels' memory, or rows of few bits as they are
// stored, of which one is made numbers when it is read.

import type { KernelMemory } from '../engine/kernel-memory';
import { isQuantised, type QuantisedTensor, rowOf, type Weights } from './quantised';

export interface KernelTable {
  /** Takes up weights of the shape and bits of those that it was made of. */
  load(weights: Weights): void;
  /** x [N, D], an address, becomes the rows of these ids. */
  embed(ids: readonly number[], x: number): void;
  /** [D], valid until the next one is asked for, or the memory grows. */
  row(id: number): Float32Array;
}

export function kernelTable(
  memory: KernelMemory,
  weights: Weights,
  name: string,
  mostRows: number,
): KernelTable {
  const given = weights[name]!;
  const [V, D] = given.shape as [number, number];
  if (isQuantised(given)) {
    let table = given;
    const read = new Float32Array(D);
    return {
      load: (from) => void (table = from[name] as QuantisedTensor), // nobody changes such weights in their place
      embed(ids, x) {
        const rows = memory.floats(x, ids.length * D);
        for (const [n, id] of ids.entries()) rowOf(table, id, rows.subarray(n * D, (n + 1) * D));
      },
      row: (id) => rowOf(table, id, read),
    };
  }
  const table = memory.take(4 * V * D);
  const wanted = memory.take(4 * mostRows);
  return {
    load: (from) => memory.floats(table, V * D).set((from[name] as typeof given).data),
    embed(ids, x) {
      memory.integers(wanted, ids.length).set(ids);
      memory.kernels.embeddingForward(wanted, table, x, D, 0, ids.length);
    },
    row: (id) => memory.floats(table + 4 * D * id, D),
  };
}
