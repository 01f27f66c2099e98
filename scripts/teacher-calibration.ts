// How sure the teacher is of its plans, made a probability: fits the temperature of agent/confidence.ts on held-out dialogues with new
// phrasings, among them those that no tool serves, writes it into config.json, and shows on as many others what thresholds come to:
//   node scripts/run.mjs scripts/teacher-calibration.ts [--model DIR] [--count N]

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fitPlanTemperature, type JudgedPlan, planConfidence, type PlanToken } from '../src/agent/confidence';
import { scoreDialogue } from '../src/agent/score';
import { toolsKnown } from '../src/agent/registry';
import type { TokenModel } from '../src/agent/types';
import { BUILT_IN_SEED } from '../src/corpus/built-in';
import { type Dialogue, turnsOf } from '../src/corpus/dialogue';
import { generateDialogues } from '../src/corpus/generate';
import { worldEnvironment } from '../src/corpus/world';
import { calibrationError } from '../src/evaluation/metrics/calibration';
import { usersOf, writeTurns } from '../src/tasks/agent/evaluate-decoding';
import { parallelDialogues } from '../src/tasks/agent/parallel-dialogues';
import { loadModel } from './lib/load-model';
import { inParts } from './lib/parts';

const THRESHOLDS = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];
/** Neither the built-in tests nor those of make-corpus. */
const SEED = BUILT_IN_SEED + 7;
const TALKS = 0.2;

/** A turn as it was written, in numbers that travel between processes. */
interface Judged {
  plan: { id: number; logits: number[] }[];
  right: boolean;
  exact: boolean;
  calls: boolean;
  /** Whether a tool was to be called. */
  wanted: boolean;
}

const plansOf = (turns: readonly Judged[]): JudgedPlan[] =>
  turns.map(({ plan, right }) => ({
    right,
    plan: plan.map(({ id, logits }): PlanToken => ({ id, logits: Float32Array.from(logits) })),
  }));

export default async function main(args: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'public/models/agent-teacher' },
      count: { type: 'string', default: '1200' },
    },
  });
  const count = Number(options.count);
  const dialogues = (await generateDialogues({ seed: SEED, count, split: 'both', talks: TALKS })).filter(
    (dialogue) => turnsOf(dialogue).every(({ ambiguous }) => !ambiguous),
  );
  const file = join(options.model, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as { tools?: string[]; dialogue_turns?: number };
  const tools = toolsKnown(config.tools);
  const { decoder, codec } = await loadModel(options.model);
  // a model that never saw a second turn is asked for the first alone
  const asked = (dialogue: Dialogue): string[] => usersOf(dialogue).slice(0, config.dialogue_turns ?? 1);
  const write = async (dialogue: Dialogue, model: TokenModel): Promise<Judged[]> => {
    const environment = worldEnvironment(dialogue.world);
    const turns = await writeTurns(asked(dialogue), { model, codec, tools, environment, constrained: true });
    return turns.map(({ plan, steps, planned }, k) => {
      const { golds } = turnsOf(dialogue)[k]!;
      const score = scoreDialogue({ plan, steps }, golds);
      return {
        plan: planned.map(({ id, logits }) => ({ id, logits: [...logits] })),
        right: score.plan,
        exact: score.exact,
        calls: plan.length > 0,
        wanted: golds.every((gold) => gold.length > 0),
      };
    });
  };
  const judged = await inParts<Judged[]>(
    'scripts/teacher-calibration.ts',
    args,
    dialogues.length,
    (items, answer) =>
      parallelDialogues(decoder, items.length, async (at, model) =>
        answer(items[at]!, await write(dialogues[items[at]!]!, model)),
      ),
  );
  const half = (which: number): Judged[] => judged.filter((_, i) => i % 2 === which).flat();
  const [fitted, shown] = [half(0), half(1)];
  const temperature = fitPlanTemperature(plansOf(fitted));
  const plans = plansOf(shown);
  const right = shown.map((turn) => Number(turn.right));
  const all = new Uint8Array(shown.length).fill(1);
  const error = (T: number): number =>
    calibrationError(
      plans.map(({ plan }) => planConfidence(plan, T)),
      right,
    )(all);
  console.log(
    `${options.model}: temperature ${temperature.toFixed(3)} from ${fitted.length} turns; calibration error on ${shown.length} others ${error(temperature).toFixed(4)} (${error(1).toFixed(4)} without)`,
  );
  const sure = plans.map(({ plan }) => planConfidence(plan, temperature));
  const share = (part: number, of: number): string =>
    `${((100 * part) / Math.max(1, of)).toFixed(1)} %`.padStart(8);
  console.log('threshold  calls where no tool serves  exact calls kept  acts in all');
  const none = shown.flatMap(({ wanted }, i) => (wanted ? [] : [i]));
  const served = shown.flatMap(({ wanted }, i) => (wanted ? [i] : []));
  for (const threshold of THRESHOLDS) {
    const acts = (i: number): boolean => shown[i]!.calls && sure[i]! >= threshold;
    const exact = served.filter((i) => shown[i]!.exact);
    console.log(
      `${String(threshold).padEnd(9)}  ${share(none.filter(acts).length, none.length).padStart(26)}  ${share(exact.filter(acts).length, exact.length).padStart(16)}  ${share(served.filter(acts).length, served.length).padStart(11)}`,
    );
  }
  const known = { plan_temperature: Number(temperature.toFixed(3)) };
  writeFileSync(file, `${JSON.stringify({ ...config, ...known }, null, 2)}\n`);
}
