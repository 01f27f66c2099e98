// What came of a dialogue that a model wrote, turn by turn: its calls against the gold calls (agent/score.ts), and whether the task was done.
// Done means that the results of the tools and the world that they leave behind are those of one of the right answers, in any
// order: another way to the same end counts, where "exact call" would not have it. A reply is right if it says, for each result
// that no later call uses up, one of the replies that the tool has for it; dialogues without a call have none to judge.

import { fitPlanTemperature, planConfidence, type PlanToken } from '../../agent/confidence';
import { errorResult } from '../../agent/loop';
import { runCall } from '../../agent/registry';
import { type Score, scoreDialogue } from '../../agent/score';
import { stateOf } from '../../agent/sim-environment';
import type { Tool, ToolCall, Transcript } from '../../agent/types';
import {
  type Dialogue,
  fillResults,
  type Replies,
  repliesTo,
  type Turn,
  turnsOf,
} from '../../corpus/dialogue';
import { type World, worldEnvironment } from '../../corpus/world';
import { proportion, ratio } from '../../evaluation/metrics/bootstrap';
import { calibrationError, reliability, type ReliabilityBin } from '../../evaluation/metrics/calibration';
import type { Sample } from '../../evaluation/metrics/samples';
import { RetortError } from '../../lib/errors';

export interface DialogueOutcome extends Score {
  /** Arguments written in all. */
  written: number;
  success: boolean;
  /** Null where nothing was to be said. */
  reply: boolean | null;
  /** The tokens of the plan that was written; none of a turn that was not. */
  planned: readonly PlanToken[];
}

type Tools = ReadonlyMap<string, Tool>;

/** What a dialogue is judged by: what can be called in it, and what each tool may reply. */
export interface Judgement {
  tools: Tools;
  replies: Replies;
}

type Written = Pick<Transcript, 'plan' | 'steps' | 'say'> & { planned?: readonly PlanToken[] };

/** Of a turn that was not written: its message did not fit, or the one before it came to no end. */
const NOTHING: Written = { plan: [], steps: [], say: '' };

/**
 * Results of calls, and the world that they leave behind, after those of earlier turns.
 * @param results as they were when the calls were made; without them they are found out, and $1 is filled with the first.
 */
async function stateAfter(
  world: World,
  earlier: readonly ToolCall[],
  calls: readonly ToolCall[],
  tools: Tools,
  results?: readonly string[],
): Promise<string> {
  const environment = worldEnvironment(world);
  const run = (call: ToolCall): Promise<string> =>
    runCall(call, environment, tools).catch((error: unknown) => {
      if (error instanceof RetortError) return errorResult(error);
      throw error;
    });
  for (const call of earlier) await run(call);
  const found: string[] = [];
  for (const call of calls) found.push(await run(results ? call : fillResults(call, found)));
  return stateOf(environment, results ?? found);
}

const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, '');

/** Whether a reply tells what the gold calls found. Null where no tool was to run. */
function replyTells(say: string, { transcript, golds }: Turn, { tools, replies }: Judgement): boolean | null {
  if (transcript.steps.length === 0) return null;
  const said = bare(say);
  if (said === bare(transcript.say)) return true;
  const used = new Set(
    (golds[0] ?? []).flatMap(({ args }) => args.flatMap((arg) => arg.match(/\$\d/g) ?? [])),
  );
  const right = (call: ToolCall, result: string): string[] =>
    repliesTo(call, result, replies.get(call.name) ?? [], tools.get(call.name)?.params ?? []);
  return transcript.steps.every(
    ({ call, result }, i) =>
      used.has(`$${i + 1}`) || right(call, result).some((reply) => said.includes(bare(reply))),
  );
}

/** Judges what a model wrote, turn by turn; a turn that it did not come to is one that it got wrong. */
export async function judge(
  written: readonly Written[],
  dialogue: Dialogue,
  { tools, replies }: Judgement,
): Promise<DialogueOutcome[]> {
  const earlier: ToolCall[] = [];
  const outcomes: DialogueOutcome[] = [];
  for (const [k, turn] of turnsOf(dialogue).entries()) {
    const own = written[k] ?? NOTHING;
    const made = own.steps.map(({ call }) => call);
    const results = own.steps.map(({ result }) => result);
    const state = await stateAfter(dialogue.world, earlier, made, tools, results);
    let success = false;
    for (const calls of k in written ? (turn.golds.length > 0 ? turn.golds : [[]]) : []) {
      success ||= (await stateAfter(dialogue.world, earlier, calls, tools)) === state;
    }
    const score = scoreDialogue(own, turn.golds);
    outcomes.push({
      ...(k in written ? score : { ...score, intent: false, plan: false, exact: false }),
      written: made.reduce((sum, { args }) => sum + args.length, 0),
      success,
      planned: own.planned ?? [],
      reply: replyTells(own.say, turn, { tools, replies }),
    });
    earlier.push(...made);
  }
  return outcomes;
}

const judged = (outcomes: readonly DialogueOutcome[]) =>
  outcomes.map(({ planned, plan }) => ({ plan: planned, right: plan }));

/** What makes probabilities of how sure a model is of its plans. */
export const planTemperatureOf = (outcomes: readonly DialogueOutcome[]): number =>
  fitPlanTemperature(judged(outcomes.filter(({ planned }) => planned.length > 0)));

/** How sure a model was of each plan, at the temperature that the other half of the turns gives; 0 where it wrote none. */
function surenessOf(outcomes: readonly DialogueOutcome[]): Float64Array {
  const temperatures = [1, 0].map((half) => planTemperatureOf(outcomes.filter((_, i) => i % 2 === half)));
  return Float64Array.from(outcomes, ({ planned }, i) =>
    planned.length > 0 ? planConfidence(planned, temperatures[i % 2]) : 0,
  );
}

/** How often the plans are right against how sure the model was of them. */
export const planReliability = (outcomes: readonly DialogueOutcome[]): ReliabilityBin[] =>
  reliability(
    surenessOf(outcomes),
    outcomes.map(({ plan }) => Number(plan)),
  );

/** Turns that a model wrote. */
export function dialogueSample(outcomes: readonly DialogueOutcome[]): Sample {
  const count = (of: (outcome: DialogueOutcome) => number | boolean): Float64Array =>
    Float64Array.from(outcomes, (outcome) => Number(of(outcome)));
  const right = count(({ plan }) => plan);
  return {
    n: outcomes.length,
    statistics: {
      exactCall: proportion(count(({ exact }) => exact)),
      success: proportion(count(({ success }) => success)),
      intent: proportion(count(({ intent }) => intent)),
      toolName: proportion(count(({ tools }) => tools)),
      argumentF1: ratio(
        count(({ args }) => 2 * args.right),
        count(({ args, written }) => args.total + written),
      ),
      reply: proportion(
        count(({ reply }) => reply === true),
        count(({ reply }) => reply !== null),
      ),
      calibrationError: calibrationError(surenessOf(outcomes), right),
    },
  };
}

/** The figures of a check: the sample's that need no interval. */
export function dialogueFigures(outcomes: readonly DialogueOutcome[]): Record<string, number> {
  const { exactCall, intent, toolName, argumentF1 } = dialogueSample(outcomes).statistics;
  const once = new Uint8Array(outcomes.length).fill(1);
  return Object.fromEntries(
    Object.entries({ exactCall, intent, toolName, argumentF1 }).map(([id, statistic]) => [
      id,
      statistic!(once),
    ]),
  );
}
