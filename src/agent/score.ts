// How right an agent's calls are, against gold calls with alternatives: intent, plan, tool names, arguments, exact call.
// Pure; used by the evaluation command and by the page while it trains. Replies are not judged: many are right.
// "$1" in a gold argument stands for the result of call 1.

import { resultNumbers } from './candidates';
import { NO_TOOL } from './transcript';
import type { ToolCall, Transcript } from './types';

/** What one dialogue got right. */
export interface Score {
  /** The first tool of the plan, or that none fits. */
  intent: boolean;
  /** The whole plan, in order. */
  plan: boolean;
  /** The names of the calls made, in order. */
  tools: boolean;
  /** Arguments of the gold calls, and how many of them were written. */
  args: { right: number; total: number };
  /** Plan and every call, name and arguments. */
  exact: boolean;
}

/** Rates over many dialogues, 0 to 1; args counts arguments, not dialogues. */
export interface ScoreSummary {
  count: number;
  intent: number;
  plan: number;
  tools: number;
  args: number;
  exact: number;
}

/** Whether an argument is the gold one, with $1, $2 … standing for the number in (or the whole of) that result. */
export function argumentMatches(written: string, gold: string, results: readonly string[]): boolean {
  const hole = /\$(\d)/.exec(gold);
  if (!hole) return written === gold;
  const result = results[Number(hole[1]) - 1];
  if (result === undefined) return false;
  const values = [result, ...resultNumbers(result)];
  return values.some((value) => argumentMatches(written, gold.replaceAll(hole[0], value), results));
}

type Written = Pick<Transcript, 'plan' | 'steps'>;

function scoreAgainst({ plan, steps }: Written, gold: readonly ToolCall[]): Score {
  const results = steps.map(({ result }) => result);
  const names = gold.map(({ name }) => name);
  const same = (list: readonly string[]): boolean =>
    list.length === names.length && list.join() === names.join();
  let right = 0;
  let total = 0;
  let whole = steps.length === gold.length;
  for (const [i, { name, args }] of gold.entries()) {
    const call = steps[i]?.call;
    const named = call?.name === name;
    const hits = args.filter((arg, j) => named && argumentMatches(call.args[j] ?? '', arg, results)).length;
    whole &&= named && hits === args.length && call.args.length === args.length;
    right += hits;
    total += args.length;
  }
  return {
    intent: (plan[0] ?? NO_TOOL) === (names[0] ?? NO_TOOL),
    plan: same(plan),
    tools: same(steps.map(({ call }) => call.name)),
    args: { right, total },
    exact: whole && same(plan),
  };
}

/** Scores a dialogue against the alternative that it meets best. No alternatives at all mean that no tool fits. */
export function scoreDialogue(written: Written, golds: readonly (readonly ToolCall[])[]): Score {
  const scores = (golds.length > 0 ? golds : [[]]).map((gold) => scoreAgainst(written, gold));
  const rank = ({ exact, tools, plan, intent, args }: Score): number =>
    8 * Number(exact) + 4 * Number(tools) + 2 * Number(plan) + Number(intent) + args.right / (args.total + 1);
  return scores.reduce((best, score) => (rank(score) > rank(best) ? score : best));
}

/** Rates of many scores; all 1 of none, so that an empty set blames nobody. */
export function summariseScores(scores: readonly Score[]): ScoreSummary {
  const rate = (right: number, total: number): number => (total === 0 ? 1 : right / total);
  const share = (key: 'intent' | 'plan' | 'tools' | 'exact'): number =>
    rate(scores.filter((score) => score[key]).length, scores.length);
  const args = (key: 'right' | 'total'): number => scores.reduce((sum, score) => sum + score.args[key], 0);
  return {
    count: scores.length,
    intent: share('intent'),
    plan: share('plan'),
    tools: share('tools'),
    args: rate(args('right'), args('total')),
    exact: share('exact'),
  };
}
