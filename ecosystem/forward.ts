// What a classifier of sentences and an MLP say, by the page's engine.

import { useBackend as startBackend } from '../src/engine/testing'; // no hook of React
import { dispose, read, tensor, tidy } from '../src/engine/tensor';
import { type ModelBundle, networkOf } from '../src/models/bundle';

/** [1, I] or ids [1, T] -> logits [K]. */
async function logitsOf(bundle: ModelBundle, input: Int32Array | Float32Array): Promise<number[]> {
  await startBackend('cpu');
  const model = networkOf(bundle);
  const logits = tidy(() => model.forward(tensor(input, [1, input.length])).logits);
  const values = [...(await read(logits))];
  dispose([logits, ...Object.values(model.params)]);
  return values;
}

export const encoderLogits = (bundle: ModelBundle, ids: readonly number[]): Promise<number[]> =>
  logitsOf(bundle, Int32Array.from(ids));
export const mlpLogits = (bundle: ModelBundle, x: readonly number[]): Promise<number[]> =>
  logitsOf(bundle, Float32Array.from(x));
