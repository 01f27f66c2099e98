// The page's presets through the product's own code under Node, on one thread: figures and seconds.
//   node scripts/run.mjs bench/presets/run.ts PRESET|snips|clinc [seeds=3] [sentences=4000] [field=value …]
// Assistants are a list (assistants=mlp-16x16,mlp-8), settings go by group and parameter (curriculum.by=entropy).
// PRESET is one of the page's (agent-default, intents-5-percent …); of agents the figure is the exact calls of 500 dialogues that
// they write, the teacher's too. snips reads ../shared/data and says so where it is absent; clinc is a
// generated set of CLINC150's shape (clinc-like.ts). Fields are those of the run config. The page uses as many threads as
// the machine has: these seconds are an upper bound. Settings are group.param=value, as in the share link.

import { presets } from '../../src/catalog/catalog';
import { parseRunConfig, type RunConfig } from '../../src/catalog/run-config';
import { INTENT_COUNTS, INTENT_SEED, intentSet } from '../../src/tasks/intents/built-in-set';
import type { TextSet } from '../../src/data/text-set';
import { useBackend } from '../../src/engine/testing';
import { RetortError } from '../../src/lib/errors';
import { bagOfWords } from './bag-of-words';
import { clincLike } from './clinc-like';
import { runOnce } from './run-once';
import { readSnips } from './snips';

const LARGE = { teacher: 'transformer-2x128', student: 'transformer-1x32', labelShare: 1, evalEvery: 1000 };

/** How the sets that are not in the page are learnt, where the command line says nothing else. */
const RECIPES: Readonly<Record<string, { config: Partial<RunConfig>; set: () => TextSet | null }>> = {
  snips: {
    config: { ...LARGE, teacherEpochs: 3, steps: 1200, temperature: 2, lambda: 0.5 },
    set: readSnips,
  },
  clinc: {
    config: {
      ...LARGE,
      teacherEpochs: 12,
      learningRate: 8e-3,
      steps: 5000,
      temperature: 2,
      lambda: 0.3,
    },
    set: clincLike,
  },
};

export default async function main([name = 'intents-5-percent', ...words]: string[]): Promise<void> {
  const given = Object.fromEntries(
    words.map((setting): [string, unknown] => {
      const [field, value] = setting.split('=') as [string, string];
      if (field === 'assistants') return [field, value === '' ? [] : value.split(',')];
      return [
        field,
        /^[\d.e-]+$/.test(value)
          ? Number(value)
          : value === 'true'
            ? true
            : value === 'false'
              ? false
              : value,
      ];
    }),
  );
  const recipe = RECIPES[name];
  const set = recipe
    ? recipe.set()
    : given['sentences']
      ? intentSet(INTENT_SEED, { ...INTENT_COUNTS, train: Number(given['sentences']) })
      : null;
  if (recipe && !set) return console.log(`${name}: skipped, its data is not here.`);
  if (set)
    console.log(
      `${name}: ${set.train.texts.length} training sentences, ${set.labels.length} labels; naive Bayes over words ${(100 * bagOfWords(set)).toFixed(1)} %`,
    );
  const preset = presets.find(({ id }) => id === (recipe ? 'intents-all-labels' : name));
  const { seeds = 1, seed: first = 1, sentences: _, ...all } = given;
  const settings: Record<string, Record<string, unknown>> = { ...(preset?.config['settings'] as object) };
  const fields: Record<string, unknown> = { settings };
  for (const [field, value] of Object.entries(all)) {
    const [group, id] = field.split('.') as [string, string?];
    if (id) settings[group] = { ...settings[group], [id]: value };
    else fields[field] = value;
  }
  await useBackend('fused');
  for (let seed = Number(first); seed < Number(first) + Number(seeds); seed++) {
    const { config, rejected } = parseRunConfig({
      ...preset?.config,
      ...(recipe && { ...recipe.config, baseline: false, textSet: name }),
      seed,
      ...fields,
    });
    if (rejected.length > 0)
      throw new RetortError('config-invalid', `These fields cannot be used: ${rejected.join(', ')}.`);
    const { figures, parameters, seconds } = await runOnce(config, set);
    const shares = figures.map(({ arm, share }) => `${arm} ${(100 * share).toFixed(1)} %`).join(', ');
    console.log(
      `${name}, seed ${seed}: ${shares} of ${figures[0]!.n}; parameters ${parameters.teacher} and ${parameters.student}; ` +
        `${seconds.teacher.toFixed(0)} s to prepare, ${seconds.students.toFixed(0)} s to distil`,
    );
  }
}
