// What came of a dialogue that a model wrote: its calls against the gold calls (agent/score.ts), and whether the task was done.
// Done means that the results of the tools and the world that they leave behind are those of one of the right answers, in any
// order: another way to the same end counts, where "exact call" would not have it. A reply is right if it says, for each result
// that no later call uses up, one of the replies that the tool has for it; dialogues without a call have none to judge.

import { errorResult } from '../../agent/loop';
import { runCall } from '../../agent/registry';
import { type Score, scoreDialogue } from '../../agent/score';
import { type SimulatedEnvironment, stateOf } from '../../agent/sim-environment';
import type { Tool, ToolCall, Transcript } from '../../agent/types';
import { type Dialogue, fillResults, type Replies, repliesTo } from '../../corpus/dialogue';
import { worldEnvironment } from '../../corpus/world';
import { proportion, ratio } from '../../evaluation/metrics/bootstrap';
import type { Sample } from '../../evaluation/metrics/samples';
import { RetortError } from '../../lib/errors';

export interface DialogueOutcome extends Score {
  /** Arguments written in all. */
  written: number;
  success: boolean;
  /** Null where nothing was to be said. */
  reply: boolean | null;
}

type Tools = ReadonlyMap<string, Tool>;

/** What a dialogue is judged by: what can be called in it, and what each tool may reply. */
export interface Judgement {
  tools: Tools;
  replies: Replies;
}

/** The state after gold calls. */
async function goldState(dialogue: Dialogue, calls: readonly ToolCall[], tools: Tools): Promise<string> {
  const world = worldEnvironment(dialogue.world);
  const results: string[] = [];
  for (const call of calls) {
    try {
      results.push(await runCall(fillResults(call, results), world, tools));
    } catch (error) {
      if (!(error instanceof RetortError)) throw error;
      results.push(errorResult(error));
    }
  }
  return stateOf(world, results);
}

const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, '');

/** Whether a reply tells what the gold calls found. Null where no tool was to run. */
function replyTells(
  say: string,
  { transcript, golds }: Dialogue,
  { tools, replies }: Judgement,
): boolean | null {
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

/** Judges what a model wrote in a world that its calls have changed. */
export async function judge(
  written: Pick<Transcript, 'plan' | 'steps' | 'say'>,
  world: SimulatedEnvironment,
  dialogue: Dialogue,
  by: Judgement,
): Promise<DialogueOutcome> {
  const state = await stateOf(
    world,
    written.steps.map(({ result }) => result),
  );
  let success = false;
  for (const calls of dialogue.golds.length > 0 ? dialogue.golds : [[]]) {
    success ||= (await goldState(dialogue, calls, by.tools)) === state;
  }
  return {
    ...scoreDialogue(written, dialogue.golds),
    written: written.steps.reduce((sum, { call }) => sum + call.args.length, 0),
    success,
    reply: replyTells(written.say, dialogue, by),
  };
}

/** Dialogues that a model wrote. */
export function dialogueSample(outcomes: readonly DialogueOutcome[]): Sample {
  const count = (of: (outcome: DialogueOutcome) => number | boolean): Float64Array =>
    Float64Array.from(outcomes, (outcome) => Number(of(outcome)));
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
