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
      "both": "6212ef996e9e7b21",
      "intents": "15b6ff2d1ba1a6b5",
      "slot": "77b287514875e2f3",
      "templ": "36fe8d21c37e2971",
      "train": "96c90bdf0639bcc0",
    }
  `);
});
