// A sentence classifier: the decoder's blocks with attention to both sides, masked mean pooling, a linear head. Weights bear
// the names of Hugging Face's LlamaForSequenceClassification (score.weight); its attention and pooling are other ones.
// Dropout on the embedded words, on what every half block adds, and on the pooled vector.
// B sentences, T tokens, D width, K classes.

import { dropout } from '../engine/ops/dropout';
import { linear } from '../engine/ops/linear';
import { maskedMean, presentTokens } from '../engine/ops/masked-mean';
import { rmsNorm } from '../engine/ops/rms-norm';
import type { Readable, Tensor } from '../engine/tensor';
import { type Forwarded, TapCollector, type Want } from './taps';
import { transformerShape } from './transformer';
import { embedTokens, transformerBlock, weightOf } from './transformer-block';
import { weightShapes, type TransformerConfig } from './transformer-config';

export interface EncoderConfig extends TransformerConfig {
  classes: number;
  /** The id that stands where there is no token. */
  pad_token_id: number;
}

/** Name -> shape of every weight. */
export const encoderShapes = (config: EncoderConfig): Map<string, number[]> =>
  weightShapes(config).set('score.weight', [config.classes, config.hidden_size]);

/** How to drop in training: the share, and a seed of its own for each step. */
export interface Dropping {
  rate: number;
  seed: number;
}

/** ids int32 [B, T], padded anywhere -> logits [B, K]. A sentence without tokens is mapped to zeros. */
export function encode(
  params: Readable,
  config: EncoderConfig,
  ids: Tensor,
  { dropping, want = {} }: { dropping?: Dropping | undefined; want?: Want | undefined } = {},
): Forwarded {
  const taps = new TapCollector(want, transformerShape('encoder', config));
  let places = 0;
  const drop = (x: Tensor): Tensor =>
    dropping ? dropout(x, dropping.rate, dropping.seed + 0x632be5ab * places++) : x;
  const keyMask = presentTokens(ids, config.pad_token_id); // [B, T]
  let x = drop(embedTokens(params, config, ids)); // [B, T, D]
  taps.hidden(0, x);
  for (let n = 0; n < config.num_hidden_layers; n++) {
    x = transformerBlock(params, config, n, x, { causal: false, keyMask, drop, taps });
    taps.hidden(n + 1, x);
  }
  const words = rmsNorm(x, weightOf(params, 'model.norm.weight'), config.rms_norm_eps); // [B, T, D]
  const sentence = drop(maskedMean(words, keyMask)); // [B, D]
  return taps.with(linear(sentence, weightOf(params, 'score.weight')), keyMask); // [B, K]
}
