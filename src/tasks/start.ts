// First weights that are a finished model's instead of the seed's: whether they fit the student that the run is about to train. A student
// of fewer layers begins with some of the model's, spread evenly, the first and the last among them (Sanh et al. 2019, arXiv 1910.01108),
// one of fewer hidden units with those that say most.

import { taskOf } from '../catalog/catalog';
import type { RunConfig } from '../catalog/run-config';
import { RetortError } from '../lib/errors';
import { upTo } from '../lib/up-to';
import type { ModelBundle, Network } from '../models/bundle';
import { shapesOf } from '../models/network-shapes';
import { floatWeights } from '../models/quantised';
import type { StoredTensor } from '../models/safetensors';
import { sizeIdOf, sizeOf } from '../models/sizes';
import type { FloatWeights } from '../models/weights';

/** A student, as Task.student has it. */
type Student = Omit<ModelBundle, 'card' | 'weights'>;

/** What can be told before anything is prepared. Throws RetortError('start-unfit'). */
export function checkStart(start: ModelBundle, { task, student, plainStudent }: RunConfig): void {
  const { card, network } = start;
  if (card.task !== task)
    throw unfit(start, `it is a model of “${nameOf(card.task)}”, and this run is of “${nameOf(task)}”`);
  if (sizeIdOf(network) !== student && !isWithin(student, network))
    throw unfit(start, 'its size is another one than the student’s');
  if (network.kind === 'decoder' && network.config.key_smearing === plainStudent)
    throw unfit(
      start,
      `it ${plainStudent ? 'is no plain Llama, and the student is one' : 'is a plain Llama, and the student is none'}`,
    );
}

/** The weights of a model as a student's first ones. Throws RetortError('start-unfit') that says what does not fit. */
export function startWeights(start: ModelBundle, student: Student): FloatWeights {
  if (start.tokenizer?.toJson() !== student.tokenizer?.toJson())
    throw unfit(start, 'its tokeniser is another one than this run’s: other data, or another vocabulary');
  if (start.labels && student.labels && start.labels.join('\n') !== student.labels.join('\n'))
    throw unfit(start, 'it tells other classes apart than this run’s');
  const weights = partOf(floatWeights(start.weights), start.network, student.network);
  const fits = [...shapesOf(student.network)].every(
    ([name, shape]) => weights[name]?.shape.join() === shape.join(),
  );
  if (start.network.kind !== student.network.kind || !fits)
    throw unfit(start, 'its layers have other sizes than the student’s');
  return weights;
}

/** Whether a student of this size is a network with layers, or hidden units of them, left out. */
function isWithin(student: string, { kind, config }: Network): boolean {
  const size = sizeOf(student);
  return (
    kind !== 'mlp' &&
    size.kind === 'transformer' &&
    size.width === config.hidden_size &&
    size.heads === config.num_attention_heads &&
    size.layers <= config.num_hidden_layers &&
    size.hidden <= config.intermediate_size
  );
}

/** As many of a model's layers and hidden units as the student has, and no smearing of embeddings yet where only the student smears. */
function partOf(weights: FloatWeights, from: Network, to: Network): FloatWeights {
  if (from.kind === 'mlp' || to.kind === 'mlp') return weights;
  const [many, few] = [from.config.num_hidden_layers, to.config.num_hidden_layers];
  const layerOf = (n: number): number => (few === 1 ? 0 : Math.round((n * (many - 1)) / (few - 1)));
  const { hidden_size: D, intermediate_size: F, embedding_smearing: smears } = to.config;
  const part: Record<string, StoredTensor> = {};
  for (const name of shapesOf(to).keys()) {
    const taken = weights[name.replace(/layers\.(\d+)/, (_, n: string) => `layers.${layerOf(Number(n))}`)];
    if (taken) part[name] = taken;
  }
  if (smears) part['model.embed_smear'] ??= { shape: [D], data: new Float32Array(D) };
  for (let n = 0; n < few && F < from.config.intermediate_size; n++)
    cutHidden(part, `model.layers.${n}.mlp`, F);
  return part;
}

/** Leaves a layer those of its hidden units that say most: by the norms of what each reads and writes. */
function cutHidden(weights: Record<string, StoredTensor>, layer: string, F: number): void {
  const [gate, up, down] = ['gate', 'up', 'down'].map((name) => `${layer}.${name}_proj.weight`) as [
    string,
    string,
    string,
  ];
  const all = weights[gate]!.shape[0]!;
  const D = weights[gate]!.shape[1]!;
  const row = (name: string, f: number) => weights[name]!.data.subarray(f * D, (f + 1) * D);
  const column = (f: number) => Float32Array.from({ length: D }, (_, d) => weights[down]!.data[d * all + f]!);
  const says = (f: number) =>
    Math.hypot(...row(gate, f)) * Math.hypot(...row(up, f)) * Math.hypot(...column(f));
  const kept = upTo(all)
    .map((f) => [f, says(f)] as const)
    .sort(([, a], [, b]) => b - a)
    .slice(0, F)
    .map(([f]) => f)
    .sort((a, b) => a - b);
  const written = new Float32Array(D * F);
  for (const [to, f] of kept.entries())
    for (const [d, value] of column(f).entries()) written[d * F + to] = value;
  for (const name of [gate, up]) {
    const data = new Float32Array(F * D);
    for (const [to, f] of kept.entries()) data.set(row(name, f), to * D);
    weights[name] = { shape: [F, D], data };
  }
  weights[down] = { shape: [D, F], data: written };
}

const nameOf = (task: string): string => taskOf(task)?.label.en ?? task;

const unfit = ({ card }: ModelBundle, why: string): RetortError =>
  new RetortError(
    'start-unfit',
    `The student cannot start from “${card.name}”: ${why}. Press “Start student here” at that model in the library, which sets all this, or have the first weights drawn from the seed.`,
  );
