// The multilayer perceptron as an ONNX graph: x [N, I] -> logits [N, K].

import type { MlpShape } from '../mlp';
import { FLOAT, type Graph } from './graph';

export function buildMlp(graph: Graph, widths: MlpShape): void {
  let h = graph.input('x', FLOAT, ['rows', widths[0]!]);
  for (let n = 0; n + 1 < widths.length; n++) {
    h = graph.op('Add', [graph.linear(h, `layers.${n}.weight`), graph.weight(`layers.${n}.bias`)]);
    if (n + 2 < widths.length) h = graph.op('Tanh', [h]);
  }
  graph.output('logits', h, FLOAT, ['rows', widths.at(-1)!]);
}
