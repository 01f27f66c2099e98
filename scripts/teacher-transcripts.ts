// Lets the teacher write the transcripts of the training prompts that ship with it (scripts/teacher-dialogues.ts), constrained,
// with real tool execution:
//   node scripts/run.mjs scripts/teacher-transcripts.ts [--model DIR] [--out FILE]
// Row i of transcripts.bin.gz (data/transcripts-file.ts) belongs to prompt i. Students then learn from these on first use; with any
// other teacher the page's worker writes them itself.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { TokenModel } from '../src/agent/types';
import { worldEnvironment } from '../src/corpus/world';
import { readDialogues } from '../src/data/dialogues-file';
import { builtInCorpus } from '../src/tasks/agent/agent-corpus';
import { upTo } from '../src/lib/up-to';
import { usersOf, writeTurns } from '../src/tasks/agent/evaluate-decoding';
import { parallelDialogues } from '../src/tasks/agent/parallel-dialogues';
import { serialiseTranscripts } from '../src/data/transcripts-file';
import { loadModel } from './lib/load-model';
import { inParts } from './lib/parts';

export default async function main(args: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args,
    options: { model: { type: 'string', default: 'public/models/agent-teacher' }, out: { type: 'string' } },
  });
  const { decoder, codec, tokenizerJson } = await loadModel(options.model);
  const file = Uint8Array.from(readFileSync(join(options.model, 'dialogues.jsonl.gz')));
  const set = await readDialogues(file.buffer);
  const { tools } = builtInCorpus(set);
  const dialogues = upTo(set.count).map((i) => set.dialogue(i));
  const write = async (i: number, model: TokenModel): Promise<number[]> => {
    const dialogue = dialogues[i]!;
    const users = usersOf(dialogue);
    const environment = worldEnvironment(dialogue.world);
    const turns = await writeTurns(users, { model, codec, tools, environment, constrained: true });
    if (turns.length > 0) return turns.flatMap(({ ids }) => ids);
    return [codec.special('<user>'), ...codec.encode(` ${users[0]!}`)].slice(0, model.context); // nothing of it counts
  };
  const rows = await inParts<number[]>(
    'scripts/teacher-transcripts.ts',
    args,
    dialogues.length,
    (items, answer) =>
      parallelDialogues(decoder, items.length, async (at, model) =>
        answer(items[at]!, await write(items[at]!, model)),
      ),
  );
  const out = options.out ?? join(options.model, 'transcripts.bin.gz');
  const bytes = gzipSync(serialiseTranscripts(rows, { tokenizerJson, dialogues: set.fingerprint }), {
    level: 9,
  });
  writeFileSync(out, bytes);
  const tokens = rows.reduce((sum, row) => sum + row.length, 0);
  console.log(`${out}: ${rows.length} transcripts, ${tokens} tokens, ${(bytes.length / 1e6).toFixed(2)} MB`);
}
