// What an agent really does: writes held-out dialogues token by token, its calls run in a simulated world, and the outcome is
// judged (dialogue-outcome.ts). Beside the tensors, many dialogues at once, in pieces that its caller can space out.

import { runDialogue } from '../../agent/loop';
import type { TokenCodec } from '../../agent/types';
import type { Dialogue } from '../../corpus/dialogue';
import { worldEnvironment } from '../../corpus/world';
import type { Decoder } from '../../models/decoder';
import { type DialogueOutcome, judge, type Judgement } from './dialogue-outcome';
import { RetortError } from '../../lib/errors';
import { throwIfCancelled } from '../../lib/cancelled';
import { parallelDialogues } from './parallel-dialogues';
import type { WritingHooks } from '../task';

export interface DecodingOptions extends WritingHooks, Judgement {
  decoder: Decoder;
  codec: TokenCodec;
  dialogues: readonly Dialogue[];
  /** As in the chat, under the grammar, or the model's free writing. */
  constrained: boolean;
}

/** Of a request that does not fit the model's context, which counts as one that it got wrong. */
const NOTHING = { plan: [], steps: [], say: '' };

/** Null for a request that does not fit the context; other errors are thrown on. */
export function unlessTooLong(error: unknown): null {
  if (error instanceof RetortError && error.code === 'message-too-long') return null;
  throw error;
}

/** What comes of each dialogue's request. Throws RetortError('cancelled') at the signal. */
export async function evaluateDecoding(options: DecodingOptions): Promise<DialogueOutcome[]> {
  const { decoder, codec, dialogues, tools, replies, constrained, signal, onProgress, pace } = options;
  let done = 0;
  const write = async (i: number, model: Parameters<typeof runDialogue>[0]['model']) => {
    const environment = worldEnvironment(dialogues[i]!.world);
    const written = await runDialogue({
      model,
      codec,
      tools,
      environment,
      user: dialogues[i]!.transcript.user,
      constrained,
      ...(signal && { signal }),
    }).catch(unlessTooLong);
    throwIfCancelled(signal);
    onProgress?.(++done, dialogues.length);
    return judge(written ?? NOTHING, environment, dialogues[i]!, { tools, replies });
  };
  return parallelDialogues(decoder, dialogues.length, write, pace);
}
