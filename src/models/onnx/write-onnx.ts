// A model as a folder around model.onnx: the graph that runs, with what a Hugging Face folder has beside its weights.

import type { ModelBundle, Network } from '../bundle';
import { modelCard } from '../hugging-face/model-card';
import { configOf, filesBeside } from '../hugging-face/write-folder';
import type { WriteModelOptions, WrittenFile } from '../model-format';
import { floatWeights } from '../quantised';
import { Graph } from './graph';
import { buildMlp } from './mlp-graph';
import { snippetsOf } from './snippets';
import { buildDecoder, buildEncoder } from './transformer-graph';

export function writeOnnx(
  bundle: ModelBundle,
  name: string,
  { choice, run, onProgress }: Pick<WriteModelOptions, 'choice' | 'run' | 'onProgress'>,
): WrittenFile[] {
  onProgress(0, 1);
  const graph = new Graph(floatWeights(bundle.weights), choice === 'int8' ? 8 : 32);
  build(graph, bundle.network);
  const [python] = snippetsOf(bundle, name);
  const files: WrittenFile[] = [
    ...filesBeside(bundle, configOf(bundle, 'F32')),
    { name: 'model.onnx', content: graph.toBytes(name) },
    { name: 'README.md', content: modelCard(bundle, name, run, python!, 'onnx') },
  ];
  onProgress(1, 1);
  return files;
}

function build(graph: Graph, network: Network): void {
  switch (network.kind) {
    case 'decoder':
      return buildDecoder(graph, network.config);
    case 'encoder':
      return buildEncoder(graph, network.config);
    case 'mlp':
      return buildMlp(graph, network.config.widths);
    default:
      return network satisfies never;
  }
}
