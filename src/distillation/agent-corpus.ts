// The built-in dialogues, made in pieces so that the worker can hear a Stop in between.

import { BUILT_IN_SEED } from '../data/corpus/built-in';
import { type CorpusSplit, type Dialogue, generateDialogues } from '../data/corpus/generate';
import { nextTask } from '../lib/next-task';
import { throwIfCancelled } from './evaluate';
import type { AgentCorpus } from './prepare-agent';
import type { PrepareHooks } from './task';

/** Dialogues made before other tasks get a turn. */
const PIECE = 100;
/** Held-out dialogues: new phrasings and new values at once. */
const TEST_COUNT = 160;

/** The first `count` training prompts and the held-out dialogues, the same in every run. */
export async function builtInCorpus(count: number, hooks: PrepareHooks): Promise<AgentCorpus> {
  const total = count + TEST_COUNT;
  let done = 0;
  const make = async (split: CorpusSplit, wanted: number): Promise<Dialogue[]> => {
    const dialogues: Dialogue[] = [];
    while (dialogues.length < wanted) {
      throwIfCancelled(hooks.signal);
      const from = dialogues.length;
      const piece = Math.min(PIECE, wanted - from);
      dialogues.push(...(await generateDialogues({ seed: BUILT_IN_SEED, split, from, count: piece })));
      hooks.onProgress?.('corpus', (done += piece), total);
      await nextTask();
    }
    return dialogues;
  };
  return { train: await make('train', count), test: await make('both', TEST_COUNT) };
}
