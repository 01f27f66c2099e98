// What an agent really does: writes held-out dialogues token by token, its calls run in a simulated world, and the outcome is
// compared with the gold calls. In plain arrays beside the tensors; lets other tasks in between and stops at a signal.

import { runDialogue } from '../agent/loop';
import { tools } from '../agent/registry';
import { type Score, scoreDialogue, summariseScores, type ScoreSummary } from '../agent/score';
import type { Environment, TokenCodec, TokenModel, ToolCall } from '../agent/types';
import { throwIfCancelled } from './evaluate';

/** A request and the calls that would be right, several where several are. */
export interface Request {
  user: string;
  golds: readonly (readonly ToolCall[])[];
  environment: Environment;
}

export interface DecodingOptions {
  model: TokenModel;
  codec: TokenCodec;
  requests: readonly Request[];
  /** As in the chat, under the grammar, or the model's free writing. */
  constrained: boolean;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Rates over the requests. Throws RetortError('cancelled') at the signal. */
export async function evaluateDecoding(options: DecodingOptions): Promise<ScoreSummary> {
  const { model, codec, requests, constrained, signal, onProgress } = options;
  const scores: Score[] = [];
  for (const { user, golds, environment } of requests) {
    const dialogue = await runDialogue({
      model,
      codec,
      tools,
      environment,
      user,
      constrained,
      ...(signal && { signal }),
    });
    throwIfCancelled(signal);
    scores.push(scoreDialogue(dialogue, golds));
    onProgress?.(scores.length, requests.length);
  }
  return summariseScores(scores);
}
