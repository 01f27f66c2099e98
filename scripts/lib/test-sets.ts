// The test sets of the agent: the generator's (make-corpus.ts; one dialogue a line) and the sentences that no template made (scripts/teacher/*.json, {text, golds}). written.json is sealed: code scores it, nobody reads its rows.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { spans } from '../../src/agent/candidates';
import { normaliseWords } from '../../src/agent/normalise';
import { parseCall } from '../../src/agent/transcript';
import type { Environment, ToolCall } from '../../src/agent/types';
import { simulatedEnvironment } from '../../src/agent/sim-environment';
import { worldEnvironment } from '../../src/corpus/world';

export interface TestRow {
  set: string;
  /** What is said, in order, and the right answers to each. */
  turns: { user: string; golds: ToolCall[][] }[];
  /** A fresh world for the tools to act on. */
  environment(): Environment;
  /** Whether its mistakes may be shown. */
  sealed: boolean;
}

const call = v.object({ name: v.string(), args: v.array(v.string()) });
const world = v.object({ now: v.number(), seed: v.number(), todo: v.array(v.string()) });
const turn = { user: v.string(), golds: v.array(v.array(call)) };
const corpusRow = v.object({ ...turn, world, later: v.optional(v.array(v.object(turn)), []) });
const typedRows = v.array(v.object({ text: v.string(), golds: v.array(v.array(v.string())) }));

const first = (calls: readonly ToolCall[], name: string): ToolCall | undefined =>
  calls.find((call) => call.name === name);

/**
 * Right answers besides those that were written down before there were tools for them: a timer that has a name, and an alarm or timer
 * that says what to do in place of one and an item on the list.
 */
function withNewerTools(golds: readonly ToolCall[][], words: readonly string[]): ToolCall[][] {
  const calls = golds.flat();
  const [timer, alarm, item] = ['timer', 'alarm', 'todo_add'].map((name) => first(calls, name));
  const day = words.some((word) => /^tom+or+ow$|^tmrw$/.test(word)) ? 'tomorrow' : 'next';
  const alone = golds.some((gold) => gold.length === 1 && gold[0]!.name === 'timer');
  const names = timer && alone ? spans(words, 3).filter((name) => !/\d/.test(name)) : [];
  return [
    ...golds,
    ...names.map((name) => [{ name: 'timer_for', args: [...timer!.args, name] }]),
    ...(timer && item ? [[{ name: 'timer_for', args: [...timer.args, item.args[0]!] }]] : []),
    ...(alarm && item ? [[{ name: 'remind', args: [day, alarm.args[0]!, item.args[0]!] }]] : []),
  ];
}

function readCall(text: string, file: string): ToolCall {
  const read = parseCall(text);
  if (!read) throw new Error(`${file}: a gold cannot be read as a call`);
  return read;
}

/** All rows of the test sets that exist, at most `most` of each, in order. */
export function loadTestSets(corpus: string, most: number): TestRow[] {
  const rows: TestRow[] = [];
  for (const set of ['iid', 'slot', 'templ', 'both', 'talk']) {
    const file = join(corpus, `${set}.jsonl`);
    if (!existsSync(file)) continue;
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(0, most);
    for (const line of lines) {
      const { user, golds, world, later } = v.parse(corpusRow, JSON.parse(line));
      const turns = [{ user, golds }, ...later];
      rows.push({ set, turns, environment: () => worldEnvironment(world), sealed: false });
    }
  }
  for (const set of ['written-dev', 'written']) {
    const file = `scripts/teacher/${set}.json`;
    if (!existsSync(file)) continue;
    for (const { text, golds } of v.parse(typedRows, JSON.parse(readFileSync(file, 'utf8'))).slice(0, most)) {
      const calls = golds.map((gold) => gold.map((one) => readCall(one, file)));
      const environment = () =>
        simulatedEnvironment(rows.length, { todo: ['call mom', 'milk'], anyItem: true });
      rows.push({
        set,
        turns: [{ user: text, golds: withNewerTools(calls, normaliseWords(text)) }],
        environment,
        sealed: set === 'written',
      });
    }
  }
  return rows;
}
