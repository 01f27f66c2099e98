// Writes the agent's corpus for training outside the page, and the tokeniser trained on it:
//   node scripts/run.mjs scripts/make-corpus.ts [--train 500000] [--talks 0.35] [--test 500] [--seed N] [--out .cache/corpus] [--tokenizer FILE]
// Files: tokenizer.json, train.jsonl, of which a share has several turns; iid.jsonl, slot.jsonl, templ.jsonl, both.jsonl of one turn,
// talk.jsonl of several, new phrasings and values as in both. A line: { text, ids, mask, golds, ambiguous, user, now, world, later };
// mask[i] is 1 where the agent wrote ids[i]; golds write an earlier result's number as $1; later has user and golds of the later turns.

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTranscript, plainTexts } from '../src/agent/transcript';
import { followUpPatterns } from '../src/corpus/chains';
import { embeddedPatterns } from '../src/corpus/embedded';
import { encodeDialogues } from '../src/corpus/encode';
import { BUILT_IN_SEED } from '../src/corpus/built-in';
import { type Dialogue, transcriptsOf, turnsOf } from '../src/corpus/dialogue';
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
  const { rows, indices, dropped } = encodeDialogues(dialogues.map(transcriptsOf), codec);
  const text = rows.map(({ ids, agentMask }, row) => {
    const dialogue = dialogues[indices[row]!]!;
    const { transcript, golds, ambiguous, world, later = [] } = dialogue;
    return JSON.stringify({
      text: transcriptsOf(dialogue).map(formatTranscript).join(''),
      ids,
      mask: agentMask,
      golds,
      ambiguous,
      user: transcript.user,
      now: world.now,
      world,
      later: later.map(({ transcript: { user }, golds }) => ({ user, golds })),
    });
  });
  return {
    text: text.join('\n') + '\n',
    dropped,
    lengths: rows.map(({ ids }) => ids.length).sort((a, b) => a - b),
  };
}

/** What the person says, as one text. */
const usersOf = (dialogue: Dialogue): string =>
  transcriptsOf(dialogue)
    .map(({ user }) => user)
    .join('\n');

/** Dialogues of a test split, none with the sentences that one of training has. */
async function fresh(
  split: CorpusSplit,
  seed: number,
  count: number,
  known: ReadonlySet<string>,
  talks: number,
): Promise<Dialogue[]> {
  const found: Dialogue[] = [];
  for (let from = 0; found.length < count; from += count) {
    const drawn = await generateDialogues({ seed, count, split, from, talks });
    found.push(...drawn.filter((dialogue) => !known.has(usersOf(dialogue))));
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
  #turns = 0;
  readonly #lengths: number[] = [];
  readonly #shares = new Map<string, number>();

  add(dialogues: readonly Dialogue[], made: ReturnType<typeof lines>): void {
    this.#count += dialogues.length;
    this.dropped += made.dropped;
    for (const length of made.lengths) this.#lengths.push(length);
    for (const dialogue of dialogues) {
      this.sentences.add(usersOf(dialogue));
      this.#noteTalk(dialogue);
    }
    for (const { transcript, golds, ambiguous } of dialogues.flatMap(turnsOf)) {
      this.#turns++;
      const dependent = golds[0]!.some(({ args }) => args.some((arg) => arg.includes('$')));
      this.#note('two steps or more', transcript.plan.length > 1);
      this.#note('dependent', dependent);
      this.#note('none', transcript.plan.length === 0);
      this.#note('ambiguous', ambiguous);
      for (const name of new Set(transcript.plan)) this.#note(name, true);
    }
  }

  #noteTalk(dialogue: Dialogue): void {
    for (const most of [2, 3, 4]) this.#note(`${most} turns`, turnsOf(dialogue).length === most);
  }

  #note(what: string, is: boolean): void {
    this.#shares.set(what, (this.#shares.get(what) ?? 0) + Number(is));
  }

  #share(what: string, of = this.#turns): string {
    return `${((100 * (this.#shares.get(what) ?? 0)) / of).toFixed(1)} %`;
  }

  print(): void {
    const lengths = this.#lengths.sort((a, b) => a - b);
    const at = (quantile: number): number =>
      lengths[Math.min(lengths.length - 1, Math.floor(quantile * lengths.length))]!;
    console.log(
      `rows ${lengths.length} (dropped ${this.dropped} over the context), distinct sentences ${this.sentences.size}`,
    );
    console.log(
      `tokens a dialogue: mean ${(lengths.reduce((a, b) => a + b, 0) / lengths.length).toFixed(1)}, median ${at(0.5)}, 99 % under ${at(0.99)}`,
    );
    console.log(
      [2, 3, 4].map((most) => `${most} turns ${this.#share(`${most} turns`, this.#count)}`).join(', '),
    );
    const kinds = ['two steps or more', 'dependent', 'none', 'ambiguous'];
    console.log(kinds.map((kind) => `${kind} ${this.#share(kind)}`).join(', '));
    for (const [name, { requests }] of phrasebook) {
      const patterns = new Set(requests.flatMap((form) => Object.values(form.patterns).flat())).size;
      console.log(
        `  ${name.padEnd(11)} in ${this.#share(name).padStart(6)} of the turns, ${patterns} patterns`,
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
      talks: { type: 'string', default: '0.35' },
      test: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(BUILT_IN_SEED) },
      out: { type: 'string', default: '.cache/corpus' },
      tokenizer: { type: 'string' },
    },
  });
  const [count, testCount, seed] = [Number(values.train), Number(values.test), Number(values.seed)];
  mkdirSync(values.out, { recursive: true });
  const chunk = (from: number) =>
    generateDialogues({
      seed,
      split: 'train',
      from,
      count: Math.min(CHUNK, count - from),
      talks: Number(values.talks),
    });
  const tokenizer = values.tokenizer
    ? Tokenizer.fromJson(readFileSync(values.tokenizer, 'utf8'))
    : trainTokenizer((await chunk(0)).slice(0, TOKENIZER_ROWS).flatMap(transcriptsOf).flatMap(plainTexts));
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
  for (const [name, split, talks] of [
    ['iid', 'train', 0],
    ['slot', 'slot', 0],
    ['templ', 'templ', 0],
    ['both', 'both', 0],
    ['talk', 'both', 1],
  ] as const) {
    const { text, dropped } = lines(await fresh(split, seed + 1, testCount, known, talks), tokenizer);
    writeFileSync(join(values.out, `${name}.jsonl`), text);
    console.log(`${name}: ${testCount - dropped} rows`);
  }
}
