// What the recipe that the page suggests after an import comes to, through the product's own code under Node, on one thread:
//   npm run bench:recipes -- [words-140|words-77|made-up-150|snips …] [seeds=1] [field=value …]
// For each set the accuracies of teacher and student with their 95 % intervals, sizes, seconds, and the minutes that the page announces
// (for two cores). Fields are those of the run config, in place of the recipe's. words-140 and words-77 have the shape of published sets
// of many close intents, in the corpus's words; made-up-150 is one of made-up words; snips reads ../shared/data, and is skipped where
// that is absent.

import { type RecipeFacts, recipeFor } from '../../src/catalog/recipe';
import { parseRunConfig } from '../../src/catalog/run-config';
import { runMinutes } from '../../src/catalog/run-minutes';
import { suggestSettings } from '../../src/data/suggest-settings';
import { type TextSet, UNLABELLED } from '../../src/data/text-set';
import { useBackend } from '../../src/engine/testing';
import { RetortError } from '../../src/lib/errors';
import { wilson } from '../../src/lib/wilson';
import { bagOfWords } from '../presets/bag-of-words';
import { clincLike } from '../presets/clinc-like';
import { runOnce } from '../presets/run-once';
import { readSnips } from '../presets/snips';
import { wordedSet } from './worded-set';

const SETS: Readonly<Record<string, () => TextSet | null>> = {
  'words-140': () => wordedSet({ labels: 140, perLabel: 107 }),
  'words-77': () => wordedSet({ labels: 77, perLabel: 117 }),
  'made-up-150': clincLike,
  snips: readSnips,
};

export const factsOf = (set: TextSet): RecipeFacts => ({
  rows: set.train.texts.length,
  unlabelled: set.train.labels.filter((label) => label === UNLABELLED).length,
  labels: set.labels.length,
  settings: suggestSettings(set),
});

const percent = (share: number): string => (100 * share).toFixed(1);

export default async function main(words: string[]): Promise<void> {
  const names = words.filter((word) => !word.includes('='));
  const given = Object.fromEntries(
    words
      .filter((word) => word.includes('='))
      .map((word) => {
        const [field, value] = word.split('=') as [string, string];
        return [
          field,
          /^[\d.e-]+$/.test(value) ? Number(value) : value === 'true' || (value !== 'false' && value),
        ];
      }),
  );
  const { seeds = 1, seed: first = 1, ...fields } = given;
  await useBackend('fused');
  for (const name of names.length > 0 ? names : Object.keys(SETS)) {
    const make = SETS[name];
    if (!make)
      throw new RetortError(
        'config-invalid',
        `There is no set ${name}. Choose of ${Object.keys(SETS).join(', ')}.`,
      );
    const set = make();
    if (!set) {
      console.log(`${name}: skipped, its data is not here.`);
      continue;
    }
    const facts = factsOf(set);
    const recipe = recipeFor(facts).config;
    console.log(
      `${name}: ${facts.rows} training rows of ${facts.labels} labels; naive Bayes over words ${percent(bagOfWords(set))} %\n` +
        `  ${JSON.stringify(recipe)}`,
    );
    for (let seed = Number(first); seed < Number(first) + Number(seeds); seed++) {
      const { config, rejected } = parseRunConfig({
        task: 'intents',
        textSet: name,
        ...recipe,
        seed,
        ...fields,
      });
      if (rejected.length > 0)
        throw new RetortError('config-invalid', `These fields cannot be used: ${rejected.join(', ')}.`);
      const { figures, parameters, seconds } = await runOnce(config, set);
      const shares = figures.map(({ arm, share, n }) => {
        const { low, high } = wilson(Math.round(share * n), n);
        return `${arm} ${percent(share)} % (${percent(low)}–${percent(high)})`;
      });
      console.log(
        `  seed ${seed}: ${shares.join(', ')} of ${figures[0]!.n}; parameters ${parameters.teacher} and ${parameters.student}; ` +
          `${seconds.teacher.toFixed(0)} s to prepare, ${seconds.students.toFixed(0)} s to distil; ` +
          `announced ${runMinutes(config, facts)?.toFixed(1)} min`,
      );
    }
  }
}
