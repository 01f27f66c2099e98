// A model that can be talked with: a plain-array decoder and its tokeniser.

import type { TokenCodec, TokenModel } from '../agent/types';

export interface SpeakingModel {
  decoder: TokenModel;
  tokenizer: TokenCodec;
}
