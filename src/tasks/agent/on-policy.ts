// On-policy batches (METHODS row 16; Agarwal et al. 2023, arXiv 2306.13649): of a share of the batches the student writes the
// dialogues itself, and the teacher scores each of its tokens; prompts and results do not count. Its right answers are learnt from the
// labelled rows as given, which an on-policy batch has beside the student's; a dialogue that could not be written leaves the row as
// given. The student writes freely, as the grammar would hide its mistakes from the teacher.

import { numberSetting } from '../../catalog/settings';
import type { Settings } from '../../catalog/types';
import type { Dialogue } from '../../corpus/dialogue';
import { type Batch, tokenBatch, type TokenRow } from '../../data/batches';
import type { Targets, Turn } from '../../distillation/targets/targets';
import { RetortError } from '../../lib/errors';
import { createRng } from '../../lib/rng';
import type { Decoder } from '../../models/decoder';
import type { Model } from '../../models/model';
import { tokenProbabilities } from './evaluate-agent';
import { type RolloutTeller, type Writing, writeDialogues, type Written } from './rollouts';

/** 93 % of the shipped teacher's dialogues have no more, half of them half as many; nonsense is cut off here. */
const MOST_TOKENS = 48;
/** Dialogues of which none could be used before the run says so. */
const MOST_IN_VAIN = 512;

export interface OnPolicyOptions extends Pick<Writing, 'codec' | 'tools' | 'signal'> {
  /** Asked about batches as they are drawn. */
  given: Targets;
  teacher: Model;
  /** Asks it about batches that the student wrote. */
  live: Targets;
  rows: readonly TokenRow[];
  /** The prompt of a row, and the world in which it was said. */
  promptOf(row: number): Dialogue;
  /** Tokens that both models can read. */
  context: number;
  /** Writes with a model's weights of the moment. */
  decoderOf(model: Model): Promise<Decoder>;
  seed: number;
  /** Of the run. */
  steps: number;
  teller: RolloutTeller;
  mostInVain?: number;
}

/** Whether the student writes at a step, counted from 0: spread evenly, and known from the step alone. */
export function isOnPolicy(step: number, steps: number, settings: Settings): boolean {
  const share = numberSetting(settings, 'onPolicy', 'share');
  const first = numberSetting(settings, 'onPolicy', 'after') * steps;
  return step >= first && Math.floor((step + 1) * share) > Math.floor(step * share);
}

/** Targets of a run in which the student writes some of the batches. */
export function onPolicyTargets(options: OnPolicyOptions): Targets {
  const {
    given,
    teacher,
    live,
    rows,
    codec,
    context,
    seed,
    steps,
    teller,
    mostInVain = MOST_IN_VAIN,
  } = options;
  /** Batches that the student wrote, to be scored as they come: nobody knows their tokens. */
  const own = new WeakSet<Batch>();

  async function write(numbers: readonly number[], turn: Turn): Promise<(Written | null)[]> {
    const { tools, signal, promptOf, decoderOf } = options;
    const rng = createRng(seed).fork(`rollouts ${turn.step}`);
    return writeDialogues(
      {
        decoder: await decoderOf(turn.student),
        codec,
        tools,
        temperature: numberSetting(turn.settings, 'onPolicy', 'temperature'),
        constrained: false,
        maxTokens: MOST_TOKENS,
        signal,
      },
      numbers.map((row) => ({ prompt: promptOf(row), seed: rng.int(2 ** 32) })),
    );
  }

  /** The dialogue's tokens as the teacher finds them. */
  async function show(written: Written, step: number): Promise<void> {
    const batch = tokenBatch([{ ...written, gold: false }], [0], codec);
    const theirs = await tokenProbabilities(teacher, batch); // [N, V], sync point
    const V = theirs.length / batch.labels.length;
    const ratios = written.probabilities.map((own, n) =>
      // beyond this float32 knows no smaller one
      Math.log(Math.max(theirs[n * V + batch.labels[n]!]!, 1e-38) / Math.max(own, 1e-38)),
    );
    teller.show(written, { writer: 'student', step: step + 1 }, ratios);
  }

  async function prepare(drawn: Batch, turn: Turn): Promise<Batch> {
    const batch = (await given.prepare?.(drawn, turn)) ?? drawn;
    if (!isOnPolicy(turn.step, steps, turn.settings)) return batch;
    // of a corrected turn the world is not known in which the student could write it
    const prompts = batch.rows.filter((row) => rows[row]!.prompt !== undefined);
    const answers = new Map((await write(prompts, turn)).map((one, i) => [prompts[i]!, one]));
    const written = batch.rows.map((row) => {
      const one = answers.get(row);
      return one && one.ids.length - 1 <= context ? one : null;
    });
    const usable = written.filter((one) => one !== null);
    teller.count(written.length, usable.length);
    if (teller.kept === 0 && teller.written >= mostInVain) {
      throw new RetortError(
        'rollouts-rejected',
        `None of the ${teller.written} dialogues that the student was to write could be used: no prompt leaves it room to answer. ` +
          'Raise “Longest sentence”, bring shorter chats, or set the on-policy share to 0.',
      );
    }
    if (usable.length === 0) return batch;
    if (turn.arm === 'student' && teller.due) {
      await show(
        usable.find(({ turns }) => turns.some(({ steps }) => steps.length > 0)) ?? usable[0]!,
        turn.step,
      );
    }
    const labelled = turn.lambda > 0 ? batch.rows.filter((row) => rows[row]!.gold) : [];
    const learnt = [
      ...labelled.map((row) => rows[row]!),
      ...batch.rows.map((row, i): TokenRow => {
        const one = written[i];
        if (!one) return { ...rows[row]!, gold: false };
        const { ids, agentMask } = one;
        return { ids, agentMask, gold: false, own: true };
      }),
    ];
    const made = tokenBatch(learnt, [...labelled, ...batch.rows], codec);
    const prepared = { ...made, softMask: made.hardMask.map((hard) => 1 - hard) };
    own.add(prepared);
    return prepared;
  }

  return {
    prepare,
    ask: (batch, asked) => (own.has(batch) ? live : given).ask(batch, asked),
    ...(given.status && { status: () => given.status!() }),
  };
}
