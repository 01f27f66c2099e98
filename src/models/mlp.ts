// The multilayer perceptron of task "points": linear layers with tanh between, none after the last; a linear model where
// there is no hidden layer. Weights are layers.N.weight [out, in] and layers.N.bias [out].

import { activation } from '../engine/ops/activation';
import { linearBias } from '../engine/ops/linear';
import type { Readable, Tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import { type Forwarded, type ModelShape, TapCollector, type Want } from './taps';

/** Widths from input to output, e.g. [2, 16, 16, 3]. */
export type MlpShape = readonly number[];

/** Name -> shape of every weight. */
export function mlpShapes(shape: MlpShape): Map<string, number[]> {
  const shapes = new Map<string, number[]>();
  for (let n = 0; n + 1 < shape.length; n++) {
    shapes.set(`layers.${n}.weight`, [shape[n + 1]!, shape[n]!]);
    shapes.set(`layers.${n}.bias`, [shape[n + 1]!]);
  }
  return shapes;
}

const linearLayers = (params: Readable): number =>
  Object.keys(params).filter((name) => name.endsWith('.weight')).length;

/** The last layer gives the logits; those before it are hidden. */
export function mlpShape(params: Readable): ModelShape {
  const layers = linearLayers(params) - 1;
  const widths = Array.from({ length: layers + 1 }, (_, n) => params[`layers.${n}.weight`]?.shape[1] ?? 0);
  return { kind: 'mlp', layers, width: widths[layers]!, widths, heads: 0 };
}

/** x [N, I] -> logits [N, K]. Hidden state 0 is x, l the activations of hidden layer l − 1. */
export function forwardMlp(params: Readable, x: Tensor, want: Want = {}): Forwarded {
  const layers = linearLayers(params);
  const taps = new TapCollector(want, mlpShape(params));
  let h = x; // [N, width of layer n]
  for (let n = 0; n < layers; n++) {
    taps.hidden(n, h);
    const [weight, bias] = [params[`layers.${n}.weight`], params[`layers.${n}.bias`]];
    if (!weight || !bias) {
      throw new RetortError('model-truncated', `Layer ${n} of the network is missing. Start a new run.`);
    }
    h = linearBias(h, weight, bias);
    if (n + 1 < layers) h = activation(h, 'tanh');
  }
  return taps.with(h); // [N, K]
}
