// What the encoder's worker is asked, one thing at a time, and what it answers.

import type { ErrorFields } from '../../protocol/errors';
import type { InputName } from './encoder-graph';

/** How hidden states become one vector a sentence: their mean, or the first token's. */
export type Pooling = 'mean' | 'first';

/** All that an encoder is made of. */
export interface EncoderParts {
  /** As ONNX. */
  model: ArrayBuffer;
  /** As tokenizer.json. */
  tokenizer: string;
  inputs: readonly InputName[];
  output: string;
  pooled: boolean;
  pooling: Pooling;
  /** Rows of its table; null where they are not known. */
  vocabulary: number | null;
}

export type Question = { load: EncoderParts } | { embed: readonly string[] };

/** A vector of unit length for each sentence, [n·D]; of load, one for a sentence that shows the width. */
export type Answer = { vectors: Float32Array<ArrayBuffer> } | { alive: true } | { error: ErrorFields };
