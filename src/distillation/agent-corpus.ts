// The dialogues that an agent run learns from, each made when it is wanted: with the shipped transcripts only those with labels
// are, which is one in fifty. In pieces, so that the worker can hear a Stop in between.

import { BUILT_IN_COUNT, BUILT_IN_SEED } from '../data/corpus/built-in';
import { type Dialogue, generateDialogues } from '../data/corpus/generate';
import { nextTask } from '../lib/next-task';
import { throwIfCancelled } from './evaluate';
import type { PrepareHooks } from './task';

export interface AgentCorpus {
  /** Training prompts in all. */
  count: number;
  /** Training dialogue i, the same at each call. */
  dialogue(i: number): Promise<Dialogue>;
  /** Held-out dialogues. */
  test(): Promise<readonly Dialogue[]>;
}

/** Held-out dialogues of a run. */
const TEST_COUNT = 160;
/** Dialogues made before other tasks get a turn. */
const PIECE = 20;

/** The corpus that comes with the page; held-out dialogues have new phrasings and new values at once. */
export const builtInCorpus: AgentCorpus = {
  count: BUILT_IN_COUNT,
  async dialogue(i) {
    const [dialogue] = await generateDialogues({ seed: BUILT_IN_SEED, split: 'train', from: i, count: 1 });
    return dialogue!;
  },
  test: () => generateDialogues({ seed: BUILT_IN_SEED, split: 'both', count: TEST_COUNT }),
};

/** Training dialogues by number, with progress. Throws RetortError('cancelled') at the signal. */
export async function dialoguesOf(
  corpus: AgentCorpus,
  numbers: readonly number[],
  hooks: PrepareHooks,
): Promise<Dialogue[]> {
  const dialogues: Dialogue[] = [];
  for (const i of numbers) {
    dialogues.push(await corpus.dialogue(i));
    if (dialogues.length % PIECE !== 0 && dialogues.length < numbers.length) continue;
    throwIfCancelled(hooks.signal);
    hooks.onProgress?.('corpus', dialogues.length, numbers.length);
    await nextTask();
  }
  return dialogues;
}
