// How often a model folder calls the right tools: real decoding with tool execution, constrained and free, on every test set; figures
// are of turns, “dialogue” of dialogues all of whose calls are exact.
//   node scripts/run.mjs scripts/evaluate-agent.ts [--model DIR] [--corpus DIR] [--most N] [--json FILE] [--misses N]
// Prints a table, writes the same as JSON (by default evaluation.json beside the model); --misses shows the first N mistakes of
// each set that is not sealed.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toolsKnown } from '../src/agent/registry';
import { scoreDialogue, summariseScores, type Score } from '../src/agent/score';
import { formatCall } from '../src/agent/transcript';
import type { TokenModel } from '../src/agent/types';
import { writeTurns } from '../src/tasks/agent/evaluate-decoding';
import { parallelDialogues } from '../src/tasks/agent/parallel-dialogues';
import { loadModel } from './lib/load-model';
import { inParts } from './lib/parts';
import { loadTestSets } from './lib/test-sets';

const MODES = ['constrained', 'free'] as const;
const COLUMNS = ['intent', 'plan', 'tools', 'args', 'exact', 'dialogue'] as const;

/** Of a turn. */
interface Outcome {
  score: Score;
  /** What the model wrote, for the list of mistakes. */
  written: string;
}

const NOTHING = { plan: [], steps: [] };

export default async function main(args: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'public/models/agent-teacher' },
      corpus: { type: 'string', default: '.cache/corpus' },
      most: { type: 'string', default: '1000' },
      json: { type: 'string' },
      misses: { type: 'string', default: '0' },
    },
  });
  const rows = loadTestSets(options.corpus, Number(options.most));
  const { decoder, codec, parameters } = await loadModel(options.model);
  const config = JSON.parse(readFileSync(join(options.model, 'config.json'), 'utf8')) as { tools?: string[] };
  const tools = toolsKnown(config.tools);

  const run = async (job: number, model: TokenModel): Promise<Outcome[]> => {
    const row = rows[Math.floor(job / MODES.length)]!;
    const constrained = MODES[job % MODES.length] === 'constrained';
    const users = row.turns.map(({ user }) => user);
    const how = { model, codec, tools, environment: row.environment(), constrained };
    const written = await writeTurns(users, how);
    return row.turns.map(({ golds }, k) => {
      const { plan, steps } = written[k] ?? NOTHING;
      const calls = steps.map(({ call, result }) => `${formatCall(call)} = ${result}`);
      const score = scoreDialogue({ plan, steps }, golds);
      return {
        score: k in written ? score : { ...score, intent: false, plan: false, exact: false },
        written: `${plan.join('; ') || 'none'} | ${calls.join(' | ')}`,
      };
    });
  };
  const outcomes = await inParts<Outcome[]>(
    'scripts/evaluate-agent.ts',
    args,
    rows.length * MODES.length,
    (items, answer) =>
      parallelDialogues(decoder, items.length, async (at, model) =>
        answer(items[at]!, await run(items[at]!, model)),
      ),
  );

  const sets = [...new Set(rows.map(({ set }) => set))];
  const table = sets.flatMap((set) =>
    MODES.map((mode, m) => {
      const mine = rows.flatMap((row, i) =>
        row.set === set ? [outcomes[i * MODES.length + m]!.map(({ score }) => score)] : [],
      );
      const whole = mine.filter((turns) => turns.every(({ exact }) => exact)).length;
      return { set, mode, ...summariseScores(mine.flat()), dialogue: whole / mine.length };
    }),
  );
  console.log(`${options.model}: ${parameters} parameters\n`);
  console.log(
    ['set', 'decoding', 'n', ...COLUMNS]
      .map((head, i) => (i < 2 ? head.padEnd(20) : head.padStart(9)))
      .join(' '),
  );
  for (const line of table) {
    const rates = COLUMNS.map((column) => line[column].toFixed(3).padStart(9));
    console.log(
      [line.set.padEnd(20), line.mode.padEnd(20), String(line.count).padStart(9), ...rates].join(' '),
    );
  }
  const file = options.json ?? join(options.model, 'evaluation.json');
  writeFileSync(file, `${JSON.stringify({ parameters, results: table }, null, 1)}\n`);

  for (const set of sets) {
    const missed = rows.flatMap((row, i) => {
      const turns = outcomes[i * MODES.length]!;
      const wrong = turns.findIndex(({ score }) => !score.exact);
      return row.set === set && !row.sealed && wrong >= 0 ? [{ row, turns, wrong }] : [];
    });
    for (const { row, turns, wrong } of missed.slice(0, Number(options.misses))) {
      const { user, golds } = row.turns[wrong]!;
      const before = row.turns
        .slice(0, wrong)
        .map(({ user: said }, k) => `   ${said} -> ${turns[k]!.written}\n`);
      const right = golds.map((gold) => gold.map(formatCall).join(' ; ') || 'none').join('  or  ');
      console.log(
        `\n[${set}]\n${before.join('')}   ${user}\n   wrote ${turns[wrong]!.written}\n   gold  ${right || 'none'}`,
      );
    }
  }
}
