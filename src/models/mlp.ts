// The multilayer perceptron of task "points": linear layers with tanh between, none after the last; a linear model where
// there is no hidden layer. Weights are layers.N.weight [out, in] and layers.N.bias [out].

import { activation } from '../engine/ops/activation';
import { linearBias } from '../engine/ops/linear';
import type { Params, Tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';

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

/** x [N, I] -> logits [N, K]. */
export function forwardMlp(params: Params, x: Tensor): Tensor {
  const layers = Object.keys(params).filter((name) => name.endsWith('.weight')).length;
  let h = x; // [N, width of layer n]
  for (let n = 0; n < layers; n++) {
    const [weight, bias] = [params[`layers.${n}.weight`], params[`layers.${n}.bias`]];
    if (!weight || !bias) {
      throw new RetortError('model-truncated', `Layer ${n} of the network is missing. Start a new run.`);
    }
    h = linearBias(h, weight, bias);
    if (n + 1 < layers) h = activation(h, 'tanh');
  }
  return h; // [N, K]
}
