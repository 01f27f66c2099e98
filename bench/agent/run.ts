// How well an agent is trusted, by the page's decoder with tool execution: does it leave alone what no tool serves, and does it know
// everyday forms?   npm run bench:agent [-- --model DIR] [--json FILE] [--misses N] [--most N]
//   snips          voice-assistant sentences of which none is for these tools (beside the repository; left out where they are not)
//   out-of-scope   sentences of our own that no tool serves
//   everyday       200 requests as people type them, written before the generator covered them
// Nothing here is read by the generator. Bare: whatever the model plans is done. At a threshold: only where the probability of the
// plan's tokens is at least that. Intervals are Wilson's, 95 %.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { runDialogue } from '../../src/agent/loop';
import { toolsKnown } from '../../src/agent/registry';
import { scoreDialogue, type Score } from '../../src/agent/score';
import { simulatedEnvironment } from '../../src/agent/sim-environment';
import { formatCall, parseCall } from '../../src/agent/transcript';
import { SPECIAL_TOKENS, type TokenModel, type ToolCall } from '../../src/agent/types';
import { wilson } from '../../src/lib/wilson';
import { parallelDialogues } from '../../src/tasks/agent/parallel-dialogues';
import { loadModel } from '../../scripts/lib/load-model';
import { inParts } from '../../scripts/lib/parts';
import { snipsValidation } from '../presets/snips';

const THRESHOLDS = [0, 0.5, 0.8, 0.9, 0.95, 0.98];

interface Row {
  set: string;
  text: string;
  /** Right answers; none where no tool fits. */
  golds: ToolCall[][];
}

interface Outcome {
  score: Score;
  /** Probability of the plan's tokens. */
  confidence: number;
  calls: boolean;
  written: string;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`bench/agent/${name}.json`, `file://${process.cwd()}/`), 'utf8'));

function readRows(most: number): Row[] {
  const snips = snipsValidation();
  if (!snips) console.log('snips: left out, ../shared/data/snips-test.csv is not there');
  const none = (set: string, texts: readonly string[]): Row[] =>
    texts.slice(0, most).map((text) => ({ set, text, golds: [] }));
  const everyday = v.parse(
    v.array(v.object({ text: v.string(), golds: v.array(v.array(v.string())) })),
    read('everyday'),
  );
  return [
    ...none('snips', snips ?? []),
    ...none('out-of-scope', v.parse(v.array(v.string()), read('out-of-scope'))),
    ...everyday.slice(0, most).map(({ text, golds }) => ({
      set: 'everyday',
      text,
      golds: golds.map((gold) => gold.map((call) => parseCall(call)!)),
    })),
  ];
}

const share = (hits: number, n: number): string => {
  const { low, high } = wilson(hits, n);
  const percent = (x: number): string => (100 * x).toFixed(1);
  return `${percent(hits / n)} % (${percent(low)}–${percent(high)})`;
};

export default async function main(args: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'public/models/agent-teacher' },
      json: { type: 'string' },
      misses: { type: 'string', default: '0' },
      most: { type: 'string', default: '100000' },
    },
  });
  const rows = readRows(Number(options.most));
  const { decoder, codec } = await loadModel(options.model);
  const config = v.parse(
    v.object({ tools: v.optional(v.array(v.string())) }),
    JSON.parse(readFileSync(join(options.model, 'config.json'), 'utf8')),
  );
  const tools = toolsKnown(config.tools);

  const run = async ({ text, golds }: Row, model: TokenModel): Promise<Outcome> => {
    let confidence = 1;
    let planning = false;
    const dialogue = await runDialogue({
      model,
      codec,
      tools,
      environment: simulatedEnvironment(1, { todo: ['call mom', 'milk'], anyItem: true }),
      user: text,
      constrained: true,
      onToken: (id, probability) => {
        if (planning) confidence *= probability;
        if (SPECIAL_TOKENS[id] !== undefined) planning = SPECIAL_TOKENS[id] === '<plan>';
      },
    });
    return {
      score: scoreDialogue(dialogue, golds),
      confidence,
      calls: dialogue.steps.length > 0,
      written: dialogue.steps.map(({ call }) => formatCall(call)).join('; ') || `none: ${dialogue.say}`,
    };
  };
  const outcomes = await inParts<Outcome>('bench/agent/run.ts', args, rows.length, (items, answer) =>
    parallelDialogues(decoder, items.length, async (at, model) =>
      answer(items[at]!, await run(rows[items[at]!]!, model)),
    ),
  );

  const figures = [...new Set(rows.map(({ set }) => set))].map((set) => {
    const mine = outcomes.filter((_, i) => rows[i]!.set === set);
    const wanted = set === 'everyday';
    const count = (fits: (outcome: Outcome) => boolean): number => mine.filter(fits).length;
    return {
      set,
      count: mine.length,
      thresholds: THRESHOLDS.map((threshold) => {
        const acts = (outcome: Outcome): boolean => outcome.calls && outcome.confidence >= threshold;
        return {
          threshold,
          calls: count(acts),
          ...(wanted && {
            rightTool: count((outcome) => acts(outcome) && outcome.score.tools),
            exact: count((outcome) => acts(outcome) && outcome.score.exact),
          }),
        };
      }),
    };
  });
  for (const { set, count, thresholds } of figures) {
    console.log(`\n${set}: ${count} sentences`);
    for (const { threshold, calls, rightTool, exact } of thresholds) {
      const right =
        rightTool === undefined || exact === undefined
          ? ''
          : `, right tool ${share(rightTool, count)}, exact ${share(exact, count)}`;
      console.log(
        `  ${threshold === 0 ? 'bare ' : `≥ ${threshold}`.padEnd(6)}  calls ${share(calls, count)}${right}`,
      );
    }
  }
  for (const set of new Set(rows.map(({ set: name }) => name))) {
    const missed = rows.flatMap((row, i) => {
      const outcome = outcomes[i]!;
      return row.set === set && !outcome.score.exact ? [{ row, outcome }] : [];
    });
    for (const { row, outcome } of missed.slice(0, Number(options.misses)))
      console.log(`[${set}] ${row.text}\n    ${outcome.confidence.toFixed(3)} ${outcome.written}`);
  }
  if (options.json)
    writeFileSync(options.json, `${JSON.stringify({ model: options.model, figures }, null, 1)}\n`);
}
