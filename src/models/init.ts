// First weights, drawn on the processor from a seed, so that every backend starts a run from the same numbers.
// Transformer: normal, standard deviation 0.02 for the embedding and 0.8/√fan-in for the projections, divided by √(2L) where a
// block's output joins the residual stream (Radford et al. 2019, GPT-2). MLP: PyTorch's nn.Linear, or wider (gain).

import { createRng, type Rng } from '../lib/rng';
import { encoderShapes, type EncoderConfig } from './encoder';
import { mlpShapes, type MlpShape } from './mlp';
import type { StoredTensor } from './safetensors';
import { INTENT_HEAD, weightShapes, type TransformerConfig } from './transformer-config';

const EMBEDDING_STD = 0.02;
/** No tied head reads the encoder's table, so that words may start as far apart as the blocks' outputs. */
const ENCODER_EMBEDDING_STD = 0.1;
/** Of the embedding before, in each number. */
const EMBEDDING_SMEAR = 0.5;
const PROJECTION_GAIN = 0.8;

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

function filled(shape: readonly number[], draw: () => number): StoredTensor {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, draw) };
}

/** Each weight has a random stream of its own, named after it: adding a layer leaves the others as they were. */
function drawAll(
  shapes: Map<string, number[]>,
  seed: number,
  draw: (name: string, shape: number[], rng: Rng) => () => number,
): Record<string, StoredTensor> {
  const root = createRng(seed);
  return Object.fromEntries(
    [...shapes].map(([name, shape]) => [name, filled(shape, draw(name, shape, root.fork(name)))]),
  );
}

const residualGain = (layers: number): number => 1 / Math.sqrt(2 * layers);

/** Of every weight but the table and the head. */
function blockWeight(name: string, shape: readonly number[], layers: number, rng: Rng): () => number {
  if (name.endsWith('norm.weight')) return () => 1;
  if (name.endsWith('key_smear')) return () => 0;
  if (name.endsWith('embed_smear')) return () => EMBEDDING_SMEAR;
  const joins = name.endsWith('o_proj.weight') || name.endsWith('down_proj.weight');
  const std = (PROJECTION_GAIN / Math.sqrt(shape[1]!)) * (joins ? residualGain(layers) : 1);
  return () => std * rng.normal();
}

/** Weights by name for a transformer. Key smearing starts at 0, half of each neighbour (g = σ(0) = ½), and so does a second head. */
export function initTransformer(config: TransformerConfig, seed: number): Record<string, StoredTensor> {
  return drawAll(weightShapes(config), seed, (name, shape, rng) => {
    if (name === INTENT_HEAD) return () => 0;
    if (name.endsWith('embed_tokens.weight')) return () => EMBEDDING_STD * rng.normal();
    return blockWeight(name, shape, config.num_hidden_layers, rng);
  });
}

/** Weights by name for an encoder. Its head starts at 0: every class is as likely as any other. */
export function initEncoder(config: EncoderConfig, seed: number): Record<string, StoredTensor> {
  return drawAll(encoderShapes(config), seed, (name, shape, rng) => {
    if (name === 'score.weight') return () => 0;
    if (name.endsWith('embed_tokens.weight')) return () => ENCODER_EMBEDDING_STD * rng.normal();
    return blockWeight(name, shape, config.num_hidden_layers, rng);
  });
}

/**
 * Weights by name for an MLP: uniform within ±gain/√fan-in, biases too. A gain of 1 is PyTorch's default; the points want
 * more, so that the first tanh layer already has bends all over the plane.
 */
export function initMlp(shape: MlpShape, seed: number, gain = 1): Record<string, StoredTensor> {
  return drawAll(mlpShapes(shape), seed, (name, _, rng) => {
    const bound = gain / Math.sqrt(shape[Number(name.split('.')[1])]!);
    return () => bound * (2 * rng.next() - 1);
  });
}
