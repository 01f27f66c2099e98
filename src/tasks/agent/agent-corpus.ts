// The dialogues that an agent run learns from and the tools in them: the built-in ones, each made when it is wanted (with the
// shipped transcripts only those with labels are, which is one in fifty), or a person's own chats. In pieces, so that the worker
// can hear a Stop in between.

import { tools } from '../../agent/registry';
import type { Tool } from '../../agent/types';
import { chatDialogues } from '../../data/chat-dialogues';
import type { ChatSet } from '../../data/chat-set';
import { BUILT_IN_COUNT, BUILT_IN_SEED } from '../../corpus/built-in';
import { type Dialogue, generateDialogues } from '../../corpus/generate';
import { nextTask } from '../../lib/next-task';
import { throwIfCancelled } from '../../lib/cancelled';
import type { ToolDefinition } from '../../models/bundle';
import type { PrepareHooks } from '../task';

export interface AgentCorpus {
  /** Training prompts in all. */
  count: number;
  /** Training dialogue i, the same at each call. */
  dialogue(i: number): Promise<Dialogue>;
  /** Held-out dialogues, with progress. Throws RetortError('cancelled') at the signal. */
  test(hooks: PrepareHooks): Promise<readonly Dialogue[]>;
  /** What the agent can call. */
  tools: ReadonlyMap<string, Tool>;
  /** The tools as data, where they are a person's own. */
  definitions?: readonly ToolDefinition[];
}

/** Held-out dialogues of a run: about one in twenty is ambiguous, which leaves 500 to be written. */
const TEST_COUNT = 540;
/** Dialogues made before other tasks get a turn. */
const PIECE = 20;

/** The corpus that comes with the page; held-out dialogues have new phrasings and new values at once. */
export const builtInCorpus: AgentCorpus = {
  count: BUILT_IN_COUNT,
  tools,
  async dialogue(i) {
    const [dialogue] = await generateDialogues({ seed: BUILT_IN_SEED, split: 'train', from: i, count: 1 });
    return dialogue!;
  },
  test(hooks) {
    const make = (from: number) => generateDialogues({ seed: BUILT_IN_SEED, split: 'both', from, count: 1 });
    const numbers = Array.from({ length: TEST_COUNT }, (_, i) => i);
    return inPieces(async (i) => (await make(i))[0]!, numbers, hooks);
  },
};

/** A person's own chats. */
export function chatCorpus(set: ChatSet): AgentCorpus {
  const { train, test, tools } = chatDialogues(set);
  return {
    count: train.length,
    tools,
    definitions: set.tools,
    dialogue: async (i) => train[i]!,
    test: async () => test,
  };
}

/** Training dialogues by number, with progress. Throws RetortError('cancelled') at the signal. */
export function dialoguesOf(
  corpus: AgentCorpus,
  numbers: readonly number[],
  hooks: PrepareHooks,
): Promise<Dialogue[]> {
  return inPieces((i) => corpus.dialogue(i), numbers, hooks);
}

async function inPieces(
  make: (i: number) => Promise<Dialogue>,
  numbers: readonly number[],
  hooks: PrepareHooks,
): Promise<Dialogue[]> {
  const dialogues: Dialogue[] = [];
  for (const i of numbers) {
    dialogues.push(await make(i));
    if (dialogues.length % PIECE !== 0 && dialogues.length < numbers.length) continue;
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.('corpus', dialogues.length, numbers.length);
    await nextTask();
  }
  return dialogues;
}
