// What an agent really does: writes held-out dialogues token by token, its calls run in a simulated world, and the outcome is
// judged (dialogue-outcome.ts). Beside the tensors, many dialogues at once, in pieces that its caller can space out.

import { type Dialogue as WrittenTurn, runTurns } from '../../agent/loop';
import type { TokenCodec, TokenModel } from '../../agent/types';
import { type Dialogue, transcriptsOf } from '../../corpus/dialogue';
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

/** Null for a request that does not fit the context; other errors are thrown on. */
export function unlessTooLong(error: unknown): null {
  if (error instanceof RetortError && error.code === 'message-too-long') return null;
  throw error;
}

/** All turns of a dialogue as a model writes them, up to the one that does not fit or comes to no end. */
export async function writeTurns(
  users: readonly string[],
  options: Parameters<typeof runTurns>[1],
): Promise<WrittenTurn[]> {
  const turns: WrittenTurn[] = [];
  try {
    for await (const turn of runTurns(users, options)) turns.push(turn);
  } catch (error) {
    unlessTooLong(error);
  }
  return turns;
}

/** What the person says in a dialogue, turn by turn. */
export const usersOf = (dialogue: Dialogue): string[] => transcriptsOf(dialogue).map(({ user }) => user);

/** What comes of each dialogue's requests, turn by turn. Throws RetortError('cancelled') at the signal. */
export async function evaluateDecoding(options: DecodingOptions): Promise<DialogueOutcome[][]> {
  const { decoder, codec, dialogues, tools, replies, constrained, signal, onProgress, pace } = options;
  let done = 0;
  const write = async (i: number, model: TokenModel) => {
    const dialogue = dialogues[i]!;
    const environment = worldEnvironment(dialogue.world);
    const how = { model, codec, tools, environment, constrained, ...(signal && { signal }) };
    const written = await writeTurns(usersOf(dialogue), how);
    throwIfCancelled(signal);
    onProgress?.(++done, dialogues.length);
    return judge(written, dialogue, { tools, replies });
  };
  return parallelDialogues(decoder, dialogues.length, write, pace);
}
