// What each method is worth: npm run bench:methods [-- budget=blobs] [row=jsd] [seeds=5]
// Every row of rows.ts races with its baseline and with plain Hinton on the same budget, seed by seed; differences are of pairs, with
// Student's t interval over the seeds. Results are kept in results.json as they come, so that a run goes on where it was ended, and
// are written as a table to ../METHODS.md; `fresh=true` begins anew. The page reads the same figures (src/catalog/method-results.json).

import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { presets } from '../../src/catalog/catalog';
import { parseRunConfig } from '../../src/catalog/run-config';
import { useBackend } from '../../src/engine/testing';
import { RetortError } from '../../src/lib/errors';
import { meanInterval } from '../../src/lib/t-interval';
import { runOnce } from '../presets/run-once';
import { type Budget, BUDGETS, type Row, ROWS } from './rows';

const RESULTS = 'bench/methods/results.json';
const TABLE = 'bench/METHODS.md';
const FOR_PAGE = 'src/catalog/method-results.json';

/** Shares that the student came to, by seed, and its baseline's. */
interface Scores {
  student: Record<string, number>;
  baseline?: Record<string, number>;
}
/** By "budget · row"; plain Hinton is the row "hinton". */
type Results = Record<string, Scores>;

const keyOf = (budget: string, row: string) => `${budget} · ${row}`;

function readResults(): Results {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
  } catch {
    return {}; // the first time
  }
}

/** Runs what is not known yet. */
async function measure(
  results: Results,
  name: string,
  budget: Budget,
  row: Row,
  seeds: number,
): Promise<void> {
  const scores = (results[keyOf(name, row.id)] ??= { student: {} });
  const base = presets.find(({ id }) => id === budget.preset)!.config;
  for (let seed = 1; seed <= seeds; seed++) {
    if (scores.student[seed] !== undefined) continue;
    const plain = row.id === 'hinton';
    const { config, rejected } = parseRunConfig({
      ...base,
      ...budget.config,
      ...row.config,
      seed,
      baseline: plain,
    });
    if (rejected.length > 0)
      throw new RetortError(
        'config-invalid',
        `${row.id}: these fields cannot be used: ${rejected.join(', ')}.`,
      );
    const { figures, seconds } = await runOnce(config);
    for (const { arm, share: main, all } of figures) {
      const share = row.figure ? all[row.figure]! : main;
      if (arm === 'student') scores.student[seed] = share;
      if (arm === 'baseline') (scores.baseline ??= {})[seed] = share;
    }
    const said = figures.map(({ arm, share }) => `${arm} ${(100 * share).toFixed(1)}`).join(', ');
    console.log(`${keyOf(name, row.id)}, seed ${seed}: ${said} (${seconds.students.toFixed(0)} s)`);
    writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  }
}

/** Differences of pairs, over the seeds that both have. */
function gain(student: Record<string, number>, rival: Record<string, number>) {
  const seeds = Object.keys(student).filter((seed) => rival[seed] !== undefined);
  return { ...meanInterval(seeds.map((seed) => student[seed]! - rival[seed]!)), seeds: seeds.length };
}

type Gain = ReturnType<typeof gain>;
const points = (x: number) => `${x > 0 ? '+' : ''}${(100 * x).toFixed(1)}`;
/** One seed has no interval. */
const said = ({ value, low, high, seeds }: Gain) =>
  seeds > 1 ? `${points(value)} [${points(low)}, ${points(high)}]` : `${points(value)} on one seed`;
const outcome = ({ low, high }: Gain) => (low > 0 ? 'gained' : high < 0 ? 'lost' : 'undecided');

async function write(results: Results): Promise<void> {
  const compared = ROWS.flatMap(({ id, budget }) => {
    const plain = results[keyOf(budget, 'hinton')];
    const scores = results[keyOf(budget, id)];
    if (!plain || !scores) return [];
    const [overHinton, overBaseline] = [
      gain(scores.student, plain.student),
      gain(scores.student, plain.baseline!),
    ];
    if (overHinton.seeds < 2) return []; // nothing can be said yet
    return [{ id, budget, overHinton, overBaseline }];
  });
  const lines = compared.map(({ id, budget, overHinton, overBaseline }) =>
    [id, budget, overHinton.seeds, said(overBaseline), said(overHinton), outcome(overHinton)].join(' | '),
  );
  const budgets = Object.entries(BUDGETS).map(([name, { preset, config }]) => {
    const plain = results[keyOf(name, 'hinton')];
    const fields = Object.entries(config).map(([field, value]) => `${field}=${JSON.stringify(value)}`);
    const of = `preset \`${preset}\`${fields.length ? ` with ${fields.join(', ')}` : ''}`;
    return `- **${name}**: ${of}${plain ? `; Hinton over its baseline ${said(gain(plain.student, plain.baseline!))}` : ''}`;
  });
  const text = [
    '# What each method is worth',
    '',
    'Written by `npm run bench:methods`. A row is a method on a budget; gains are points of the main figure on held-out data, means of pairs of the same seed with Student’s t interval (95 %) over the seeds. “Gained” and “lost” are intervals that lie wholly on one side of zero against plain Hinton; everything else is undecided, which is most of them.',
    '',
    ...budgets,
    '',
    'method | budget | seeds | over baseline | over Hinton | against Hinton',
    ':-- | :-- | --: | --: | --: | :--',
    ...lines,
  ].join('\n');
  writeFileSync(TABLE, await prettier.format(text, { parser: 'markdown', printWidth: 110 }));
  const rounded = (x: number) => Number(x.toFixed(4));
  const page = compared.map(({ id, budget, overHinton: { value, low, high, seeds } }) => ({
    ...{ id, budget, preset: BUDGETS[budget]!.preset, seeds },
    ...{ value: rounded(value), low: rounded(low), high: rounded(high) },
  }));
  writeFileSync(FOR_PAGE, await prettier.format(JSON.stringify(page), { parser: 'json', printWidth: 110 }));
  console.log(`Written: ${TABLE}`);
}

export default async function main(settings: string[]): Promise<void> {
  const given = Object.fromEntries(settings.map((setting) => setting.split('=') as [string, string]));
  const results = given['fresh'] === 'true' ? {} : readResults();
  await useBackend('fused');
  for (const [name, budget] of Object.entries(BUDGETS)) {
    if (given['budget'] && given['budget'] !== name) continue;
    const seeds = Number(given['seeds'] ?? budget.seeds);
    const rows = ROWS.filter((row) => row.budget === name && (!given['row'] || given['row'] === row.id));
    for (const row of [{ id: 'hinton', budget: name, config: {} }, ...rows]) {
      await measure(results, name, budget, row, seeds);
    }
    await write(results);
  }
}
