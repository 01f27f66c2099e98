// An arm as one safetensors file: its weights by name, and under "optimizer." the step and the moments of the optimiser, so that a run
// goes on exactly where it was. In float32; a run is exported for others elsewhere.

import type { Optimizer } from '../engine/optimizer';
import type { Params } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import { parseSafetensors, serialiseSafetensors, type StoredTensor } from '../models/safetensors';
import { assignParams, fromParams } from '../models/weights';

export const STEP = 'optimizer.step';
export const AVERAGE = 'average.';
const SELF = 'self.';
const MOMENTS = { m: 'optimizer.m.', v: 'optimizer.v.' } as const;

/** What follows the weights: their average to look at, and the one that teaches (targets/self-targets.ts), where an arm has them. */
export interface Followers {
  average?: Params | undefined;
  self?: Params | undefined;
}

/** Reads an arm from the device. */
export async function saveArm(
  params: Params,
  optimizer: Optimizer,
  { average = {}, self = {} }: Followers = {},
): Promise<ArrayBuffer> {
  const weights = await fromParams(params);
  const state = await optimizer.state();
  const tensors: Record<string, StoredTensor> = {
    ...weights,
    [STEP]: { shape: [1], data: Float32Array.of(state.step) },
  };
  for (const [moment, prefix] of Object.entries(MOMENTS) as [keyof typeof MOMENTS, string][]) {
    for (const [name, data] of Object.entries(state[moment])) {
      tensors[prefix + name] = { shape: weights[name]!.shape, data };
    }
  }
  for (const [name, stored] of Object.entries(await fromParams(average))) tensors[AVERAGE + name] = stored;
  for (const [name, stored] of Object.entries(await fromParams(self))) tensors[SELF + name] = stored;
  return serialiseSafetensors(tensors, 'F32').buffer;
}

/** What stands under a prefix, without it. */
export const under = (
  tensors: Readonly<Record<string, StoredTensor>>,
  prefix: string,
): Record<string, StoredTensor> =>
  Object.fromEntries(
    Object.entries(tensors).flatMap(([name, stored]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), stored] as const] : [],
    ),
  );

/**
 * Puts an arm back onto the device and returns the steps it has done.
 * Throws RetortError('model-truncated' | 'shape') where the file is broken or of another model.
 */
export function restoreArm(
  file: ArrayBuffer,
  params: Params,
  optimizer: Optimizer,
  { average = {}, self = {} }: Followers = {},
): number {
  const tensors = parseSafetensors(file);
  const step = tensors[STEP]?.data[0];
  if (step === undefined) {
    throw new RetortError(
      'model-truncated',
      'The checkpoint has no optimiser in it. Start this run again from its beginning.',
    );
  }
  const moments = (prefix: string): Record<string, Float32Array> =>
    Object.fromEntries(Object.entries(under(tensors, prefix)).map(([name, { data }]) => [name, data]));
  optimizer.restore({ step, m: moments(MOMENTS.m), v: moments(MOMENTS.v) });
  assignParams(params, tensors);
  const averaged = under(tensors, AVERAGE);
  assignParams(average, averaged);
  const taught = under(tensors, SELF);
  // in runs of before the average of all weights taught
  assignParams(self, Object.keys(taught).length > 0 ? taught : averaged);
  return step;
}
