// The corpus as it was when this was written, in a few digests: whoever changes it should know.

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { intentSet } from '../tasks/intents/built-in-set';
import { BUILT_IN_SEED } from './built-in';
import { generateDialogues } from './generate';

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

const WHAT_TO_DO = `The corpus is not what it was.
If you meant that (a new tool, other patterns or weights): npx vitest run src/corpus/digest.test.ts -u
takes it down. Runs on the built-in data do not change by it: they rest on what was shipped with the teacher.
The next teacher (npm run teacher) will learn the new corpus.
If you did not: something now draws more, less or in another order, or a list has another order.`;

it('has not changed by accident', async () => {
  const dialogues = (split: 'train' | 'slot' | 'templ' | 'both', count: number) =>
    generateDialogues({ seed: BUILT_IN_SEED, split, count });
  const { train, validation, test } = intentSet();
  expect(
    {
      train: digest(await dialogues('train', 600)),
      slot: digest(await dialogues('slot', 200)),
      templ: digest(await dialogues('templ', 200)),
      both: digest(await dialogues('both', 200)),
      intents: digest([train.texts, validation.texts, test.texts]),
    },
    WHAT_TO_DO,
  ).toMatchInlineSnapshot(`
    {
      "both": "ac7e9a6968d6ce0b",
      "intents": "513b8c4d15a602b5",
      "slot": "19510a1219e2e18f",
      "templ": "d1423b4f892c6810",
      "train": "aec4567b672194d4",
    }
  `);
});
