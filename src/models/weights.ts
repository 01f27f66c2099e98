// Weights between their three homes: variables on the device (engine), plain arrays (decoder, storage), safetensors files.
// Reading from the device is a sync point; the rest is copying.

import { read, tensor, tidy, variable, type Params } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import type { StoredTensor } from './safetensors';

/** Weights as numbers, by name. */
export type FloatWeights = Readonly<Record<string, StoredTensor>>;

/** Plain weights -> variables that an optimiser may change (or, frozen, may not). The caller disposes of them. */
export function toParams(weights: FloatWeights, trainable = true): Params {
  return tidy(() =>
    Object.fromEntries(
      Object.entries(weights).map(([name, { shape, data }]) => [
        name,
        variable(tensor(data, shape), name, trainable),
      ]),
    ),
  );
}

/** Reads all weights from the device, in order. */
export async function fromParams(params: Params): Promise<Record<string, StoredTensor>> {
  const weights: Record<string, StoredTensor> = {};
  for (const [name, x] of Object.entries(params)) {
    weights[name] = { shape: [...x.shape], data: Float32Array.from(await read(x)) }; // sync point
  }
  return weights;
}

/** Puts plain weights into the variables that exist. Throws RetortError('model-truncated') where one is missing or misshapen. */
export function assignParams(params: Params, weights: Readonly<Record<string, StoredTensor>>): void {
  for (const [name, x] of Object.entries(params)) {
    const found = weights[name];
    if (found?.data.length !== x.size || found.shape.join() !== x.shape.join()) {
      throw new RetortError(
        'model-truncated',
        `The saved weights lack ${name} in the shape [${x.shape.join(', ')}]. Start the run again from its beginning.`,
      );
    }
    tidy(() => x.assign(tensor(found.data, x.shape)));
  }
}

/** Number of parameters. */
export function countParameters(
  weights: Readonly<Record<string, { readonly shape: readonly number[] }>>,
): number {
  return Object.values(weights).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}
