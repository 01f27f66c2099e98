// Sentences with their intent, drawn from the tools' own phrasings: the intent is the tool that is asked for, or none of them.
// One request a sentence, every intent as often as any other. The test's phrasings and slot values are not in training.

import { normalise } from '../../agent/normalise';
import { createRng, type Rng } from '../../lib/rng';
import type { TextSet, TextSplit } from '../../data/text-set';
import { drawClause, type Sides } from '../../corpus/clause';
import { decorate } from '../../corpus/decorate';
import { drawNothing } from '../../corpus/nothing';

/** What no tool is for: the label of sentences out of scope. */
export const NO_INTENT = 'none';

export const INTENT_SEED = 20_250_603;
/** Of the set that comes with the page. */
export const INTENT_COUNTS = { train: 2000, validation: 400, test: 1000 } as const;

const SIDES = {
  train: { patterns: 'train', values: 'train' },
  validation: { patterns: 'train', values: 'train' },
  test: { patterns: 'test', values: 'test' },
} as const satisfies Record<string, Sides>;

function sentence(rng: Rng, intent: string, sides: Sides): string {
  const { text, mood } = intent === NO_INTENT ? drawNothing(rng, sides) : drawClause(rng, sides, intent);
  return normalise(decorate(rng, text, mood));
}

/** The tools whose requests are told apart: a set that stays as it is, whatever tools there come to be. */
const INTENTS =
  'alarm calculate coin convert days_until dice explain random set time timer today todo_add todo_done todo_list train'.split(
    ' ',
  );

/** Its labels. */
export const intentLabels = (): string[] => [...INTENTS, NO_INTENT];

/** Draws the set; sentence i of a split does not depend on how many are asked for. */
export function intentSet(
  seed = INTENT_SEED,
  counts: Record<keyof typeof SIDES, number> = INTENT_COUNTS,
): TextSet {
  const labels = intentLabels();
  const draw = (split: keyof typeof SIDES): TextSplit => {
    const rng = createRng(seed).fork(split);
    const numbers = Array.from({ length: counts[split] }, (_, i) => i % labels.length);
    const texts = numbers.map((label, i) => sentence(rng.fork(String(i)), labels[label]!, SIDES[split]));
    return { texts, labels: Int32Array.from(numbers) };
  };
  return {
    labels,
    train: draw('train'),
    validation: draw('validation'),
    test: draw('test'),
    outOfScope: labels.length - 1,
  };
}
