// What an agent really does: writes held-out dialogues token by token, its calls run in a simulated world, and the outcome is
// judged (dialogue-outcome.ts). Beside the tensors, many dialogues at once, in pieces that its caller can space out.

import { runDialogue } from '../../agent/loop';
import type { TokenCodec, Tool } from '../../agent/types';
import { dialogueEnvironment } from '../../corpus/built-in';
import type { Dialogue } from '../../corpus/generate';
import type { Decoder } from '../../models/decoder';
import { type DialogueOutcome, judge } from './dialogue-outcome';
import { RetortError } from '../../lib/errors';
import { throwIfCancelled } from '../../lib/cancelled';
import { parallelDialogues } from './parallel-dialogues';
import type { WritingHooks } from '../task';

export interface DecodingOptions extends WritingHooks {
  decoder: Decoder;
  codec: TokenCodec;
  dialogues: readonly Dialogue[];
  /** That can be called. */
  tools: ReadonlyMap<string, Tool>;
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
  const { decoder, codec, dialogues, tools, constrained, signal, onProgress, pace } = options;
  let done = 0;
  const write = async (i: number, model: Parameters<typeof runDialogue>[0]['model']) => {
    const environment = dialogueEnvironment(dialogues[i]!);
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
    return judge(written ?? NOTHING, environment, dialogues[i]!, tools);
  };
  return parallelDialogues(decoder, dialogues.length, write, pace);
}
