// What an agent really does: writes held-out dialogues token by token, its calls run in a simulated world, and the outcome is
// compared with the gold calls. Beside the tensors, many dialogues at once, in pieces that its caller can space out.

import { runDialogue } from '../agent/loop';
import { tools } from '../agent/registry';
import { scoreDialogue, summariseScores, type ScoreSummary } from '../agent/score';
import type { Environment, TokenCodec, ToolCall } from '../agent/types';
import type { Decoder } from '../models/decoder';
import { throwIfCancelled } from './evaluate';
import { parallelDialogues } from './parallel-dialogues';
import type { WritingHooks } from './task';

/** A request and the calls that would be right, several where several are. */
export interface Request {
  user: string;
  golds: readonly (readonly ToolCall[])[];
  environment: Environment;
}

export interface DecodingOptions extends WritingHooks {
  decoder: Decoder;
  codec: TokenCodec;
  requests: readonly Request[];
  /** As in the chat, under the grammar, or the model's free writing. */
  constrained: boolean;
}

/** Rates over the requests. Throws RetortError('cancelled') at the signal. */
export async function evaluateDecoding(options: DecodingOptions): Promise<ScoreSummary> {
  const { decoder, codec, requests, constrained, signal, onProgress, pace } = options;
  let done = 0;
  const score = async (i: number, model: Parameters<typeof runDialogue>[0]['model']) => {
    const { user, golds, environment } = requests[i]!;
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
    onProgress?.(++done, requests.length);
    return scoreDialogue(dialogue, golds);
  };
  return summariseScores(await parallelDialogues(decoder, requests.length, score, pace));
}
