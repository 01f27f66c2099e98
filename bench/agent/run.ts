// How well an agent is trusted, by the page's decoder with tool execution, at the thresholds of the chat and with the model's own
// calibration: does it leave alone what no tool serves, does it know everyday forms, and does it act on what harms nobody?
//   npm run bench:agent [-- --model DIR | --student PRESET] [--act X --ask Y] [--json FILE] [--misses N] [--most N]
//   snips          voice-assistant sentences of which none is for these tools (beside the repository; left out where they are not)
//   out-of-scope   sentences of our own that no tool serves
//   everyday       200 requests as people type them, written before the generator covered them
//   held out       the test dialogues that come with the page, whose replies are also written without keeping to results (replies.ts)
// --student trains the student of a preset, once (student.ts). Nothing here is read by the generator. Bare: whatever the model
// plans is done. Intervals are Wilson's, 95 %.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import {
  type Decision,
  decide,
  effectOf,
  planConfidence,
  USUAL_THRESHOLDS,
} from '../../src/agent/confidence';
import { runDialogue } from '../../src/agent/loop';
import { toolsKnown } from '../../src/agent/registry';
import { scoreDialogue, type Score } from '../../src/agent/score';
import { simulatedEnvironment } from '../../src/agent/sim-environment';
import { formatCall, parseCall } from '../../src/agent/transcript';
import { type Effect, EFFECTS, type TokenModel, type ToolCall } from '../../src/agent/types';
import { wilson } from '../../src/lib/wilson';
import { parallelDialogues } from '../../src/tasks/agent/parallel-dialogues';
import { loadModel } from '../../scripts/lib/load-model';
import { inParts } from '../../scripts/lib/parts';
import { snipsValidation } from '../presets/snips';
import { measureReplies } from './replies';
import { studentOf } from './student';

interface Row {
  set: string;
  text: string;
  /** Right answers; none where no tool fits. */
  golds: ToolCall[][];
}

interface Outcome {
  score: Score;
  /** Of the plan, calibrated. */
  confidence: number;
  effect: Effect;
  decision: Decision | 'none';
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
      student: { type: 'string' },
      act: { type: 'string', default: String(USUAL_THRESHOLDS.act) },
      ask: { type: 'string', default: String(USUAL_THRESHOLDS.ask) },
      json: { type: 'string' },
      misses: { type: 'string', default: '0' },
      most: { type: 'string', default: '100000' },
    },
  });
  const folder = options.student ? await studentOf(options.student) : options.model;
  const rows = readRows(Number(options.most));
  const { decoder, codec } = await loadModel(folder);
  const config = v.parse(
    v.object({ tools: v.optional(v.array(v.string())), plan_temperature: v.optional(v.number(), 1) }),
    JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')),
  );
  const tools = toolsKnown(config.tools);
  const thresholds = { act: Number(options.act), ask: Number(options.ask) };

  const run = async ({ text, golds }: Row, model: TokenModel): Promise<Outcome> => {
    const dialogue = await runDialogue({
      ...{ model, codec, tools, user: text, constrained: true },
      environment: simulatedEnvironment(1, { todo: ['call mom', 'milk'], anyItem: true }),
    });
    const confidence = planConfidence(dialogue.planned, config.plan_temperature);
    const effect = effectOf(dialogue.plan, tools);
    return {
      ...{ score: scoreDialogue(dialogue, golds), confidence, effect },
      decision: dialogue.steps.length === 0 ? 'none' : decide(confidence, thresholds, effect),
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
    const count = (list: Outcome[], fits: (outcome: Outcome) => boolean): number => list.filter(fits).length;
    const wanted = set === 'everyday';
    const part = (list: Outcome[]) => ({
      count: list.length,
      ...Object.fromEntries(
        (['act', 'ask', 'decline', 'none'] as const).map((d) => [d, count(list, (o) => o.decision === d)]),
      ),
      ...(wanted && {
        rightTool: count(list, (o) => o.score.tools && o.decision === 'act'),
        exact: count(list, (o) => o.score.exact && o.decision === 'act'),
        bareTool: count(list, (o) => o.score.tools),
        bareExact: count(list, (o) => o.score.exact),
      }),
    });
    const byEffect = EFFECTS.map((effect) => [
      effect,
      part(mine.filter((o) => o.decision !== 'none' && o.effect === effect)),
    ]);
    return { set, all: part(mine), ...Object.fromEntries(byEffect) } as { set: string } & Record<
      'all' | Effect,
      Record<string, number>
    >;
  });
  console.log(
    `\n${folder}: acts from ${thresholds.act}, asks from ${thresholds.ask}, plans at T = ${config.plan_temperature}`,
  );
  for (const { set, all, ...byEffect } of figures) {
    const n = all['count']!;
    console.log(`\n${set}: ${n} sentences`);
    console.log(`  bare     calls ${share(n - all['none']!, n)}${rightOf(all, n, 'bareTool', 'bareExact')}`);
    console.log(`  as said  calls ${share(all['act']!, n)}${rightOf(all, n, 'rightTool', 'exact')}`);
    for (const effect of EFFECTS) {
      const { count, act, ask, decline } = byEffect[effect];
      console.log(
        `    ${effect.padEnd(8)} ${count} planned: ${act} done, ${ask} asked about, ${decline} declined`,
      );
    }
  }
  for (const set of new Set(rows.map(({ set: name }) => name))) {
    const missed = rows.flatMap((row, i) => {
      const outcome = outcomes[i]!;
      const wrong =
        row.golds.length === 0
          ? outcome.decision === 'act'
          : !outcome.score.exact || outcome.decision !== 'act';
      return row.set === set && wrong ? [{ row, outcome }] : [];
    });
    for (const { row, outcome } of missed.slice(0, Number(options.misses)))
      console.log(
        `[${set}] ${row.text}\n    ${outcome.confidence.toFixed(3)} ${outcome.decision} ${outcome.written}`,
      );
  }
  const replies = await measureReplies(folder, Math.min(250, Number(options.most)));
  // each sentence, so that other thresholds can be tried without asking again
  const said = outcomes.map(({ score: { tools: tool, exact }, ...outcome }, i) => ({
    set: rows[i]!.set,
    ...outcome,
    ...{ tool, exact },
  }));
  if (options.json)
    writeFileSync(
      options.json,
      `${JSON.stringify({ model: folder, thresholds, figures, replies, said }, null, 1)}\n`,
    );
}

function rightOf(all: Record<string, number>, n: number, tool: string, exact: string): string {
  if (all[tool] === undefined || all[exact] === undefined) return '';
  return `, right tool ${share(all[tool], n)}, exact ${share(all[exact], n)}`;
}
