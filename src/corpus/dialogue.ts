// A dialogue of the corpus: what was said and done, every right answer, and the world it happened in. What is needed to learn from
// one and to judge one; how dialogues are made is generate.ts.

import { resultNumbers } from '../agent/candidates';
import { ordinaryWords } from '../agent/constrain-reply';
import type { ToolCall, ToolParam, Transcript } from '../agent/types';
import type { World } from './world';

/** What was said once and done about it. */
export interface Turn {
  transcript: Transcript;
  /** All right answers; $1 and $2 stand for the number in the first and second result. An empty list is "no tool". */
  golds: ToolCall[][];
  /** Whether the right answers differ in meaning, so that exact match says little. */
  ambiguous: boolean;
}

/** The first turn, and those after it where there are any. */
export interface Dialogue extends Turn {
  later?: readonly Turn[];
  /** As it was before the first turn. */
  world: World;
}

/** All turns of a dialogue, in order. */
export const turnsOf = (dialogue: Dialogue): readonly Turn[] => [dialogue, ...(dialogue.later ?? [])];

/** Their transcripts. */
export const transcriptsOf = (dialogue: Dialogue): Transcript[] =>
  turnsOf(dialogue).map(({ transcript }) => transcript);

/** The replies that a tool may give, by the tool's name: {result} and {NAME of a parameter} are filled in. Several are right. */
export type Replies = ReadonlyMap<string, readonly string[]>;

/** The words of replies besides what is filled in, and those between two of them. */
export const replyWordsOf = (replies: Replies): string[] =>
  ordinaryWords([...replies.values()].flat().concat('and'));

/** The number of a result that later calls use: its last one. */
export function resultValue(result: string): string | null {
  return resultNumbers(result).at(-1) ?? null;
}

/** A gold answer with the places $1, $2 filled by the results so far. */
export function fillResults(call: ToolCall, results: readonly string[]): ToolCall {
  const args = call.args.map((arg) =>
    arg.replace(/\$(\d)/g, (place, n: string) => resultValue(results[Number(n) - 1] ?? '') ?? place),
  );
  return { name: call.name, args };
}

/** A tool's replies with its result and arguments filled in. @param params the tool's parameters. */
export function repliesTo(
  call: ToolCall,
  result: string,
  replies: readonly string[],
  params: readonly Pick<ToolParam, 'name'>[],
): string[] {
  return replies.map((reply) =>
    reply.replace(/\{(\w+)\}/g, (hole, name: string) => {
      if (name === 'result') return result;
      const at = params.findIndex((param) => param.name === name);
      return at < 0 ? hole : call.args[at]!.replaceAll('_', ' ');
    }),
  );
}
