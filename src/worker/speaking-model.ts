// A model that can be talked with: a decoder beside the tensors, and its tokeniser.

import type { TokenCodec } from '../agent/types';
import type { Decoder } from '../models/decoder';

export interface SpeakingModel {
  /** For one sequence. */
  decoder: Decoder;
  tokenizer: TokenCodec;
}
