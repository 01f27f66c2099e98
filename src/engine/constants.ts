// Small tensors that depend on nothing but sizes (rotary tables, causal masks, rows of ones): made once for each backend and
// kept. Not for anything that training changes. startBackend() clears them.

import { dispose, getBackend, keep, type Tensor, tidy } from '@tensorflow/tfjs-core';

const cache = new Map<string, Tensor>();

/** The tensor under this key, made on first use. The caller must not dispose of it. */
export function constant(key: string, make: () => Tensor): Tensor {
  const id = `${getBackend()} ${key}`;
  let value = cache.get(id);
  if (value === undefined || value.isDisposed) {
    value = keep(tidy(make));
    cache.set(id, value);
  }
  return value;
}

/** How many there are now, and their size. */
export function constantsHeld(): { numTensors: number; numBytes: number } {
  const held = [...cache.values()].filter((value) => !value.isDisposed);
  return { numTensors: held.length, numBytes: held.reduce((sum, { size }) => sum + 4 * size, 0) };
}

/** Frees all of them, for a change of backend. */
export function clearConstants(): void {
  dispose([...cache.values()]);
  cache.clear();
}
