// A model that can be talked with: a decoder beside the tensors, and its tokeniser.

import type { Tool, TokenCodec } from '../agent/types';
import type { Decoder } from '../models/decoder';

export interface SpeakingModel {
  /** For one sequence. */
  decoder: Decoder;
  tokenizer: TokenCodec;
  /** Of a person's own data, which run in the worker; null or absent: the page's. */
  ownTools?: ReadonlyMap<string, Tool> | null;
  /** Of the page's tools those that it learnt to call; null or absent: all. */
  toolNames?: readonly string[] | null;
}
