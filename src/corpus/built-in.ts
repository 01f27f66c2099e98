// The corpus that comes with the page, as it is made: by `npm run teacher`, which ships it beside the teacher that learnt it
// (data/dialogues-file.ts). A run reads what was shipped, so that a change of the tools does not reach it before a teacher knows.

import { generateDialogues, type CorpusSplit } from './generate';
import type { Dialogue } from './dialogue';

export const BUILT_IN_SEED = 20_250_602;
/** Training prompts. */
export const BUILT_IN_COUNT = 12_000;
/** Held-out dialogues of a run, with new phrasings and new values: about one in twenty is ambiguous, which leaves 500 to be written. */
export const BUILT_IN_TEST_COUNT = 540;

/** Share of them that have several turns: a student of a short run has little time for what one request alone does not teach. */
const BUILT_IN_TALKS = 0.2;

/** The first so many dialogues of a split, in a fixed order. */
export const builtInDialogues = (split: CorpusSplit, count: number): Promise<Dialogue[]> =>
  generateDialogues({ seed: BUILT_IN_SEED, count, split, talks: BUILT_IN_TALKS });
