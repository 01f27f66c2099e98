// What the worker of a language model is asked, one thing at a time, and what it answers.

import type { ErrorFields } from '../../../protocol/errors';
import type { Said, SayQuestion, ScoreQuestion } from '../language-model';

export interface LoadOptions {
  file: Blob;
  /** Tokens. */
  context: number;
  threads: number;
  /** Whether it makes vectors of sentences; else it scores and speaks. */
  embeds: boolean;
}

export type Question =
  { load: LoadOptions } | { score: ScoreQuestion } | { say: SayQuestion } | { embed: readonly string[] };

/** alive: it is at it. vectors: [n·D]. */
export type Answer =
  | { alive: true }
  | { loaded: true }
  | { scores: Float32Array<ArrayBuffer> }
  | { said: Said }
  | { vectors: Float32Array<ArrayBuffer> }
  | { error: ErrorFields };
