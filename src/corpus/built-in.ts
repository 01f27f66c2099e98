// The corpus that comes with the page: the prompts that students learn from, made on the spot. The shipped teacher's
// transcripts belong to these, row by row, so seed and count are part of its files' meaning.

import type { SimulatedEnvironment } from '../agent/sim-environment';
import { generateDialogues, type Dialogue } from './generate';
import { worldEnvironment } from './world';

export const BUILT_IN_SEED = 20_250_602;
export const BUILT_IN_COUNT = 12_000;

/** The training dialogues, in a fixed order. @param count the first so many. */
export function builtInDialogues(count = BUILT_IN_COUNT): Promise<Dialogue[]> {
  return generateDialogues({ seed: BUILT_IN_SEED, count, split: 'train' });
}

/** A fresh environment in which a dialogue's tools give the results of its transcript. */
export function dialogueEnvironment(dialogue: Dialogue): SimulatedEnvironment {
  return worldEnvironment(dialogue.world);
}
