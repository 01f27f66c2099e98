// The dialogues that an agent run learns from and the tools in them: those that were shipped with the teacher, or a person's own
// chats. Read in pieces, so that the worker can hear a Stop in between. Not how the built-in ones were made (corpus/).

import { toolsKnown } from '../../agent/registry';
import type { Tool } from '../../agent/types';
import type { Dialogue } from '../../corpus/dialogue';
import { chatDialogues } from '../../data/chat-dialogues';
import type { ChatSet } from '../../data/chat-set';
import type { DialogueSet } from '../../data/dialogues-file';
import { throwIfCancelled } from '../../lib/cancelled';
import { nextTask } from '../../lib/next-task';
import type { ToolDefinition } from '../../models/bundle';
import type { PrepareHooks } from '../task';

export interface AgentCorpus extends DialogueSet {
  /** What the agent can call. */
  tools: ReadonlyMap<string, Tool>;
  /** The tools as data, where they are a person's own. */
  definitions?: readonly ToolDefinition[];
}

/** Dialogues read before other tasks get a turn. */
const PIECE = 20;

/** The corpus that comes with the page. Its world has the tools that it was made with, whatever others the code has today. */
export const builtInCorpus = (set: DialogueSet): AgentCorpus => ({
  ...set,
  tools: toolsKnown(set.replies.keys()),
});

/** A person's own chats. Nobody knows what else could have been replied. */
export function chatCorpus(set: ChatSet): AgentCorpus {
  const { train, test, tools } = chatDialogues(set);
  return {
    count: train.length,
    dialogue: (i) => train[i]!,
    test: () => test,
    tools,
    definitions: set.tools,
    replies: new Map(),
  };
}

/** Training dialogues by number, with progress. Throws RetortError('cancelled') at the signal. */
export async function dialoguesOf(
  corpus: AgentCorpus,
  numbers: readonly number[],
  hooks: PrepareHooks,
): Promise<Dialogue[]> {
  const dialogues: Dialogue[] = [];
  for (const i of numbers) {
    dialogues.push(corpus.dialogue(i));
    if (dialogues.length % PIECE !== 0 && dialogues.length < numbers.length) continue;
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.('corpus', dialogues.length, numbers.length);
    await nextTask();
  }
  return dialogues;
}
