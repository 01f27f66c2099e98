// What a model of a size costs, by counting: parameters, bytes, floating-point operations. A multiply-add counts as two.
// Matrix products only; norms, softmax and activations are a few per cent more. V vocabulary, D width, T positions.

import type { ModelSize } from '../catalog/types';
import type { ModelBundle } from './bundle';
import { type EncoderConfig, encoderShapes } from './encoder';
import { mlpShapes, type MlpShape } from './mlp';
import { transformerConfig } from './sizes';
import { headSizes, INTENT_HEAD, weightShapes, type TransformerConfig } from './transformer-config';

export interface Cost {
  parameters: number;
  /** In memory, as float32. */
  bytes: number;
  /** One token (transformer, at full context) or one row (MLP), forward only; training costs three times as much. */
  flopsForward: number;
}

const count = (shapes: Map<string, number[]>): number =>
  [...shapes.values()].reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);

/** Cost of a transformer; a tied embedding counts once as parameters and once as the product that gives the logits, a second head once a request, so hardly. */
export function transformerCost(config: TransformerConfig): Cost {
  const parameters = count(weightShapes(config));
  const shapes = weightShapes({ ...config, tie_word_embeddings: true });
  shapes.delete(INTENT_HEAD);
  const matrices = [...shapes.values()].filter((shape) => shape.length === 2);
  const products = matrices.reduce((sum, [rows, columns]) => sum + rows! * columns!, 0);
  const attention = 2 * config.num_hidden_layers * config.max_position_embeddings * headSizes(config).A; // scores, and their mix
  return { parameters, bytes: 4 * parameters, flopsForward: 2 * (products + attention) };
}

/** Cost of a sentence classifier: its embedding is looked up, not multiplied; the head counts once a sentence, so hardly. */
export function encoderCost(config: EncoderConfig): Cost {
  const decoder = transformerCost(config);
  const parameters = count(encoderShapes(config));
  const embedding = 2 * config.vocab_size * config.hidden_size;
  return { parameters, bytes: 4 * parameters, flopsForward: decoder.flopsForward - embedding };
}

/** Cost of an MLP of these widths. */
export function mlpCost(shape: MlpShape): Cost {
  const shapes = mlpShapes(shape);
  const parameters = count(shapes);
  const products = [...shapes.values()].reduce((sum, s) => sum + (s.length === 2 ? s[0]! * s[1]! : 0), 0);
  return { parameters, bytes: 4 * parameters, flopsForward: 2 * products };
}

/** Cost of any model; of one that reads an encoder's vectors with the encoder, whose every weight counts once a token. */
export function costOf({
  network: { kind, config },
  encoder,
}: Pick<ModelBundle, 'network' | 'encoder'>): Cost {
  if (kind === 'mlp') {
    const { parameters, bytes, flopsForward } = mlpCost(config.widths);
    const more = encoder?.parameters ?? 0;
    return { parameters: parameters + more, bytes: bytes + 4 * more, flopsForward: flopsForward + 2 * more };
  }
  return kind === 'encoder' ? encoderCost(config) : transformerCost(config);
}

/** Cost of a catalogue size; an MLP needs to know its numbers in and classes out, a transformer its vocabulary. */
export function sizeCost(size: ModelSize, io: { inputs: number; outputs: number }): Cost {
  return size.kind === 'mlp'
    ? mlpCost([io.inputs, ...size.hidden, io.outputs])
    : transformerCost(transformerConfig(size, io.outputs));
}
