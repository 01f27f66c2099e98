// Writes the agent's corpus for training outside the page, and the tokeniser trained on it:
//   node scripts/run.mjs scripts/make-corpus.ts [--train 500000] [--test 500] [--seed N] [--out .cache/corpus] [--tokenizer FILE]
// Files: tokenizer.json, train.jsonl, iid.jsonl, slot.jsonl, templ.jsonl, both.jsonl. A line: { text, ids, mask, golds,
// ambiguous, user, now, world }; mask[i] is 1 where the agent wrote ids[i]; golds write an earlier result's number as $1.

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTranscript, plainTexts } from '../src/agent/transcript';
import { followUpPatterns } from '../src/corpus/chains';
import { embeddedPatterns } from '../src/corpus/embedded';
import { encodeTranscripts } from '../src/corpus/encode';
import { BUILT_IN_SEED } from '../src/corpus/built-in';
import type { Dialogue } from '../src/corpus/dialogue';
import { generateDialogues, type CorpusSplit } from '../src/corpus/generate';
import { nothingPatterns } from '../src/corpus/nothing';
import { sharedPatterns } from '../src/corpus/shared-requests';
import { phrasebook } from '../src/corpus/phrasebook';
import { Tokenizer, trainTokenizer } from '../src/data/tokenizer';

const TOKENIZER_ROWS = 20_000;

function lines(
  dialogues: readonly Dialogue[],
  codec: Tokenizer,
): { text: string; dropped: number; lengths: number[] } {
  const { rows, indices, dropped } = encodeTranscripts(
    dialogues.map(({ transcript }) => transcript),
    codec,
  );
  const text = rows.map(({ ids, agentMask }, row) => {
    const { transcript, golds, ambiguous, world } = dialogues[indices[row]!]!;
    return JSON.stringify({
      text: formatTranscript(transcript),
      ids,
      mask: agentMask,
      golds,
      ambiguous,
      user: transcript.user,
      now: world.now,
      world,
    });
  });
  return {
    text: text.join('\n') + '\n',
    dropped,
    lengths: rows.map(({ ids }) => ids.length).sort((a, b) => a - b),
  };
}

/** Dialogues of a test split, none with a sentence that training has. */
async function fresh(
  split: CorpusSplit,
  seed: number,
  count: number,
  known: ReadonlySet<string>,
): Promise<Dialogue[]> {
  const found: Dialogue[] = [];
  for (let from = 0; found.length < count; from += count) {
    const drawn = await generateDialogues({ seed, count, split, from });
    found.push(...drawn.filter(({ transcript }) => !known.has(transcript.user)));
  }
  return found.slice(0, count);
}

/** Training dialogues that are made and written at a time. */
const CHUNK = 50_000;

/** What the training dialogues come to, gathered chunk by chunk. */
class Statistics {
  dropped = 0;
  readonly sentences = new Set<string>();
  #count = 0;
  readonly #lengths: number[] = [];
  readonly #shares = new Map<string, number>();

  add(dialogues: readonly Dialogue[], made: ReturnType<typeof lines>): void {
    this.#count += dialogues.length;
    this.dropped += made.dropped;
    for (const length of made.lengths) this.#lengths.push(length);
    for (const { transcript, golds, ambiguous } of dialogues) {
      this.sentences.add(transcript.user);
      const dependent = golds[0]!.some(({ args }) => args.some((arg) => arg.includes('$')));
      this.#note('two steps or more', transcript.plan.length > 1);
      this.#note('dependent', dependent);
      this.#note('none', transcript.plan.length === 0);
      this.#note('ambiguous', ambiguous);
      for (const name of new Set(transcript.plan)) this.#note(name, true);
    }
  }

  #note(what: string, is: boolean): void {
    this.#shares.set(what, (this.#shares.get(what) ?? 0) + Number(is));
  }

  #share(what: string): string {
    return `${((100 * (this.#shares.get(what) ?? 0)) / this.#count).toFixed(1)} %`;
  }

  print(): void {
    const lengths = this.#lengths.sort((a, b) => a - b);
    const at = (quantile: number): number =>
      lengths[Math.min(lengths.length - 1, Math.floor(quantile * lengths.length))]!;
    console.log(
      `rows ${lengths.length} (dropped ${this.dropped} over the context), distinct sentences ${this.sentences.size}`,
    );
    console.log(
      `tokens a transcript: mean ${(lengths.reduce((a, b) => a + b, 0) / lengths.length).toFixed(1)}, median ${at(0.5)}, 99 % under ${at(0.99)}`,
    );
    const kinds = ['two steps or more', 'dependent', 'none', 'ambiguous'];
    console.log(kinds.map((kind) => `${kind} ${this.#share(kind)}`).join(', '));
    for (const [name, { requests }] of phrasebook) {
      const patterns = new Set(requests.flatMap((form) => Object.values(form.patterns).flat())).size;
      console.log(
        `  ${name.padEnd(11)} in ${this.#share(name).padStart(6)} of the dialogues, ${patterns} patterns`,
      );
    }
    console.log(
      `patterns of two steps: ${followUpPatterns} follow-ups, ${embeddedPatterns} embedded, ${sharedPatterns} shared; of none: ${nothingPatterns}`,
    );
  }
}

export default async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string', default: '500000' },
      test: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(BUILT_IN_SEED) },
      out: { type: 'string', default: '.cache/corpus' },
      tokenizer: { type: 'string' },
    },
  });
  const [count, testCount, seed] = [Number(values.train), Number(values.test), Number(values.seed)];
  mkdirSync(values.out, { recursive: true });
  const chunk = (from: number) =>
    generateDialogues({ seed, split: 'train', from, count: Math.min(CHUNK, count - from) });
  const tokenizer = values.tokenizer
    ? Tokenizer.fromJson(readFileSync(values.tokenizer, 'utf8'))
    : trainTokenizer(
        (await chunk(0)).slice(0, TOKENIZER_ROWS).flatMap(({ transcript }) => plainTexts(transcript)),
      );
  writeFileSync(join(values.out, 'tokenizer.json'), tokenizer.toJson());
  const statistics = new Statistics();
  const file = join(values.out, 'train.jsonl');
  writeFileSync(file, '');
  for (let from = 0; from < count; from += CHUNK) {
    const dialogues = await chunk(from);
    const made = lines(dialogues, tokenizer);
    appendFileSync(file, made.text);
    statistics.add(dialogues, made);
  }
  statistics.print();
  const known = statistics.sentences;
  for (const [name, split] of [
    ['iid', 'train'],
    ['slot', 'slot'],
    ['templ', 'templ'],
    ['both', 'both'],
  ] as const) {
    const { text, dropped } = lines(await fresh(split, seed + 1, testCount, known), tokenizer);
    writeFileSync(join(values.out, `${name}.jsonl`), text);
    console.log(`${name}: ${testCount - dropped} rows`);
  }
}
