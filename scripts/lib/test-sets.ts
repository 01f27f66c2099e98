// The test sets of the agent: the generator's (.cache/corpus/test-NAME.jsonl, one {transcript, golds} a line) and the sentences
// typed by hand (scripts/teacher/*.json, {text, golds}). hand-typed.json is sealed: code scores it, nobody reads its rows.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { parseCall } from '../../src/agent/transcript';
import type { ToolCall } from '../../src/agent/types';

export interface TestRow {
  set: string;
  user: string;
  golds: ToolCall[][];
  /** Whether its mistakes may be shown. */
  sealed: boolean;
}

const call = v.object({ name: v.string(), args: v.array(v.string()) });
const corpusRow = v.object({ transcript: v.object({ user: v.string() }), golds: v.array(v.array(call)) });
const typedRows = v.array(v.object({ text: v.string(), golds: v.array(v.array(v.string())) }));

function readCall(text: string, file: string): ToolCall {
  const read = parseCall(text);
  if (!read) throw new Error(`${file}: a gold cannot be read as a call`);
  return read;
}

/** All rows of the test sets that exist, at most `most` of each, in order. */
export function loadTestSets(corpus: string, most: number): TestRow[] {
  const generated = existsSync(corpus)
    ? readdirSync(corpus)
        .filter((name) => /^test.*\.jsonl$/.test(name))
        .sort()
    : [];
  const rows: TestRow[] = [];
  for (const name of generated) {
    const lines = readFileSync(join(corpus, name), 'utf8').split('\n').filter(Boolean).slice(0, most);
    for (const line of lines) {
      const { transcript, golds } = v.parse(corpusRow, JSON.parse(line));
      rows.push({ set: basename(name, '.jsonl'), user: transcript.user, golds, sealed: false });
    }
  }
  for (const set of ['hand-typed-dev', 'hand-typed']) {
    const file = `scripts/teacher/${set}.json`;
    if (!existsSync(file)) continue;
    for (const { text, golds } of v.parse(typedRows, JSON.parse(readFileSync(file, 'utf8'))).slice(0, most)) {
      const calls = golds.map((gold) => gold.map((one) => readCall(one, file)));
      rows.push({ set, user: text, golds: calls, sealed: set === 'hand-typed' });
    }
  }
  return rows;
}
