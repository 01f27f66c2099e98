// Verified sampling (METHODS row 24): for the prompts of a batch several dialogues are drawn from teacher or student, their tools are
// run, and those that came to the right end take the place of what was given; where none did, nothing of the prompt is learnt
// but its label. The teacher writes for a prompt once, the student anew each time. Prompts that are not checked stay as given.

import { settingsOf } from '../../catalog/settings';
import type { Dialogue } from '../../corpus/dialogue';
import { type Batch, tokenBatch, type TokenRow } from '../../data/batches';
import type { Targets, Turn } from '../../distillation/targets/targets';
import { RetortError } from '../../lib/errors';
import { createRng } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import type { Decoder } from '../../models/decoder';
import type { Model } from '../../models/model';
import { judge, type Judgement } from './dialogue-outcome';
import { type RolloutTeller, type Writing, writeDialogues, type Written } from './rollouts';

/** As usual for drawing training data: right more often than at 1, and still of several kinds. */
const TEMPERATURE = 0.8;
/** Dialogues of which none was right before the run says so. A student is given more time than that. */
const MOST_IN_VAIN = 2000;

export interface VerifiedOptions extends Judgement, Pick<Writing, 'codec' | 'signal'> {
  given: Targets;
  rows: readonly TokenRow[];
  /** The prompt of a row with its right answers. */
  promptOf(row: number): Dialogue;
  studentDecoder(model: Model): Promise<Decoder>;
  teacherDecoder(): Promise<Decoder>;
  /** Tokens that the student can read. */
  context: number;
  seed: number;
  teller: RolloutTeller;
  mostInVain?: number;
}

/** Targets of batches whose dialogues were tried out. */
export function verifiedTargets(options: VerifiedOptions): Targets {
  const { given, rows, codec, tools, replies, promptOf, context, seed, teller } = options;
  const { signal, mostInVain = MOST_IN_VAIN } = options;
  /** What the teacher wrote for a row and came out right. */
  const byTeacher = new Map<number, readonly Written[]>();

  async function isRight({ turns, ids }: Written, row: number): Promise<boolean> {
    if (turns.at(-1)!.stopped || ids.length - 1 > context) return false;
    const outcomes = await judge(turns, promptOf(row), { tools, replies });
    return outcomes.every(({ success }) => success);
  }

  /** For each row the right ones of n dialogues. @param label of the draw. */
  async function draw(
    decoder: Decoder,
    numbers: readonly number[],
    n: number,
    label: string,
  ): Promise<Map<number, Written[]>> {
    const asked = numbers.flatMap((row) => {
      const rng = createRng(seed).fork(`${label} ${row}`);
      return upTo(n).map(() => ({ row, prompt: promptOf(row), seed: rng.int(2 ** 32) }));
    });
    const how = { decoder, codec, tools, temperature: TEMPERATURE, constrained: true, signal };
    const written = await writeDialogues(how, asked);
    const kept = new Map<number, Written[]>(numbers.map((row) => [row, []]));
    for (const [i, one] of written.entries()) {
      const { row } = asked[i]!;
      if (one && (await isRight(one, row))) kept.get(row)!.push(one);
    }
    teller.count(
      written.length,
      [...kept.values()].reduce((sum, { length }) => sum + length, 0),
    );
    return kept;
  }

  async function prepare(drawn: Batch, turn: Turn): Promise<Batch> {
    const batch = (await given.prepare?.(drawn, turn)) ?? drawn;
    const { writer, samples, checked } = settingsOf(turn.settings, 'verified-sampling');
    const numbers = [...new Set(batch.rows)].filter(
      (row) => rows[row]!.prompt !== undefined && (checked === 'all' || rows[row]!.gold),
    );
    let kept: ReadonlyMap<number, readonly Written[]> = byTeacher;
    if (writer === 'student') {
      const decoder = await options.studentDecoder(turn.student);
      kept = await draw(decoder, numbers, Number(samples), `student ${turn.step}`);
    } else {
      const fresh = numbers.filter((row) => !byTeacher.has(row));
      if (fresh.length > 0) {
        const found = await draw(await options.teacherDecoder(), fresh, Number(samples), 'teacher');
        for (const [row, right] of found) byTeacher.set(row, right);
      }
    }
    if (teller.kept === 0 && teller.written >= mostInVain) {
      throw new RetortError(
        'rollouts-rejected',
        `None of the ${teller.written} dialogues that were written came to the right end. ` +
          'Choose a better writer, draw more a prompt, or choose another method until the student can do something.',
      );
    }
    const pick = createRng(seed).fork(`pick ${turn.step}`);
    const checkedRows = new Set(numbers);
    const learnt: { row: number; as: TokenRow }[] = [];
    for (const row of turn.lambda > 0 ? batch.rows : []) {
      if (rows[row]!.gold) learnt.push({ row, as: rows[row]! });
    }
    for (const row of batch.rows) {
      const right = kept.get(row) ?? [];
      if (checkedRows.has(row) && right.length === 0) continue;
      const as = checkedRows.has(row) ? pick.pick(right) : rows[row]!;
      learnt.push({ row, as: { ids: as.ids, agentMask: as.agentMask, gold: false } });
    }
    if (learnt.length === 0) return batch;
    const one = numbers.flatMap((row) => kept.get(row) ?? [])[0];
    if (one && turn.arm === 'student' && teller.due) {
      teller.show(one, {
        writer: writer === 'student' ? 'student' : 'teacher',
        step: turn.step + 1,
      });
    }
    const made = tokenBatch(
      learnt.map(({ as }) => as),
      learnt.map(({ row }) => row),
      codec,
    );
    return { ...made, softMask: made.hardMask.map((hard) => 1 - hard) };
  }

  return { ...given, prepare };
}
