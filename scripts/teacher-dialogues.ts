// Writes the dialogues that ship with the teacher, prompts and right answers, from the corpus as it is made today, and its tools,
// turns and words of replies into config.json:
//   node scripts/run.mjs scripts/teacher-dialogues.ts [--model DIR] [--train N] [--test N]
// To be run with every new teacher, and only then, before it writes its transcripts: the page's runs rest on this file, not on the
// tools of the day.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { BUILT_IN_COUNT, BUILT_IN_TEST_COUNT, builtInDialogues } from '../src/corpus/built-in';
import { replyWordsOf, turnsOf } from '../src/corpus/dialogue';
import { phrasebook } from '../src/corpus/phrasebook';
import { formatDialogues } from '../src/data/dialogues-file';

export default async function main(args: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'public/models/agent-teacher' },
      train: { type: 'string', default: String(BUILT_IN_COUNT) },
      test: { type: 'string', default: String(BUILT_IN_TEST_COUNT) },
    },
  });
  const replies = new Map([...phrasebook].map(([name, { replies: list }]) => [name, list]));
  const train = await builtInDialogues('train', Number(options.train));
  const text = formatDialogues({
    train,
    test: await builtInDialogues('both', Number(options.test)),
    replies,
  });
  const file = join(options.model, 'dialogues.jsonl.gz');
  const bytes = gzipSync(text, { level: 9 });
  writeFileSync(file, bytes);
  const config = join(options.model, 'config.json');
  const tools = [...phrasebook.keys()];
  const turns = Math.max(...train.map((dialogue) => turnsOf(dialogue).length));
  const known = { dialogue_turns: turns, reply_words: replyWordsOf(replies), tools };
  writeFileSync(
    config,
    `${JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), ...known }, null, 2)}\n`,
  );
  console.log(
    `${file}: ${options.train} and ${options.test} dialogues of ${tools.length} tools, ${(bytes.length / 1e6).toFixed(2)} MB`,
  );
}
