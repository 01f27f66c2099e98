// Whether weights are those of a network: all there, in their shapes, numbers all, and nothing that it would not heed.

import { RetortError } from '../lib/errors';
import { storedNumbers, type Weights } from './quantised';
import type { StoredTensor } from './safetensors';

type Shapes = ReadonlyMap<string, readonly number[]>;
type FloatWeights = Readonly<Record<string, StoredTensor>>;

/** Throws RetortError('model-truncated') where a weight is missing or has another shape. */
export function checkShapes(shapes: Shapes, weights: Weights): void {
  for (const [name, shape] of shapes) {
    const found = Object.hasOwn(weights, name) ? weights[name] : undefined;
    if (found?.shape.join() === shape.join() && storedNumbers(found) === shape.reduce((a, b) => a * b))
      continue;
    const what = found
      ? `has shape [${found.shape.join(', ')}] instead of [${shape.join(', ')}]`
      : 'is missing';
    throw new RetortError(
      'model-truncated',
      `The model's weight ${name} ${what}. Download or export the model again.`,
    );
  }
}

/** Old exports bring tables that follow from the config. */
const IGNORED = /rotary_emb\.inv_freq$/;

/**
 * The weights of these shapes, from files that others wrote. Throws RetortError('model-truncated') as checkShapes does and where one
 * is no number, 'model-unknown' where there is one that the network does not have.
 */
export function ownWeights(shapes: Shapes, weights: FloatWeights): Record<string, StoredTensor> {
  for (const name of Object.keys(weights)) {
    if (shapes.has(name) || IGNORED.test(name)) continue;
    throw new RetortError(
      'model-unknown',
      `The model has a weight ${name.slice(0, 100)}, which this kind of network does not have here: no biases, no experts, no adapters. Choose a plain Llama, with adapters merged.`,
    );
  }
  checkShapes(shapes, weights);
  for (const name of shapes.keys()) {
    if (weights[name]!.data.every(Number.isFinite)) continue;
    throw new RetortError(
      'model-truncated',
      `The model's weight ${name} holds something that is no number (NaN or infinite), so every answer would be none. Export the model from an earlier checkpoint.`,
    );
  }
  return Object.fromEntries([...shapes.keys()].map((name) => [name, weights[name]!]));
}
