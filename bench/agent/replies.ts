// What it costs and is worth that a reply keeps to what its calls found (src/agent/constrain-reply.ts): tokens a second and right replies
// on the test dialogues that come with the page, one after the other as in the chat, with and without, in turns so that whatever else
// the machine does hits both.

import { readFileSync } from 'node:fs';
import { toolsKnown } from '../../src/agent/registry';
import type { TokenModel } from '../../src/agent/types';
import { replyWordsOf } from '../../src/corpus/dialogue';
import { worldEnvironment } from '../../src/corpus/world';
import { readDialogues } from '../../src/data/dialogues-file';
import { pairedDifference } from '../../src/lib/paired-difference';
import { judge } from '../../src/tasks/agent/dialogue-outcome';
import { usersOf, writeTurns } from '../../src/tasks/agent/evaluate-decoding';
import { loadModel } from '../../scripts/lib/load-model';

const WAYS = ['kept to results', 'free'] as const;

export async function measureReplies(folder: string, most: number) {
  const file = Uint8Array.from(readFileSync('public/models/agent-teacher/dialogues.jsonl.gz')).buffer;
  const set = await readDialogues(file);
  const { decoder, codec } = await loadModel(folder);
  const tools = toolsKnown(set.replies.keys());
  const replyWords = replyWordsOf(set.replies);
  const model = {
    context: decoder.context,
    reset: () => decoder.reset(0),
    push: async (ids: readonly number[]) => decoder.feed([{ slot: 0, ids }])[0]!,
  } satisfies TokenModel;
  const totals = WAYS.map(() => ({ tokens: 0, ms: 0, right: [] as boolean[] }));
  for (const [i, dialogue] of set.test().slice(0, most).entries()) {
    const judged = WAYS.map(() => [] as (boolean | null)[]);
    for (const way of i % 2 === 0 ? [0, 1] : [1, 0]) {
      const total = totals[way]!;
      const began = performance.now();
      const written = await writeTurns(usersOf(dialogue), {
        ...{ model, codec, tools, replyWords, constrained: true, freeReplies: way === 1 },
        environment: worldEnvironment(dialogue.world),
        onToken: () => void total.tokens++,
      });
      total.ms += performance.now() - began;
      const outcomes = await judge(written, dialogue, { tools, replies: set.replies });
      judged[way] = outcomes.map(({ reply }) => reply);
    }
    for (const [way, { right }] of totals.entries())
      right.push(...judged[way]!.flatMap((reply) => reply ?? []));
  }
  const [kept, free] = totals.map(({ right }) => right) as [boolean[], boolean[]];
  const n = kept.length;
  const won = kept.filter((right, i) => right && !free[i]).length;
  const lost = kept.filter((right, i) => !right && free[i]).length;
  const { value, low, high } = pairedDifference(won, lost, n);
  const ways = totals.map(({ tokens, ms, right }, way) => ({
    way: WAYS[way]!,
    tokensPerSecond: (1000 * tokens) / ms,
    right: right.filter(Boolean).length,
  }));
  console.log(`\nreplies: ${n} held-out turns with calls`);
  for (const { way, tokensPerSecond, right } of ways)
    console.log(`  ${way.padEnd(16)} ${tokensPerSecond.toFixed(0)} tokens a second, ${right} right`);
  const points = (x: number) => (100 * x).toFixed(1);
  console.log(`  difference ${points(value)} points (${points(low)} to ${points(high)})`);
  return { n, won, lost, ways };
}
