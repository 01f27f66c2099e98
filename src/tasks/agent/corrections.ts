// Turns of the chat that a person has put right, as the agent learns them: rows with labels behind those of the run, drawn beside them at
// every step (rehearsal), so that what was known stays known. Of the turns that a correction rests on nothing is learnt: they are as a
// model once wrote them. And whether it helped: the corrected turns, requests like them, and those of the test.

import { runDialogue } from '../../agent/loop';
import { scoreDialogue } from '../../agent/score';
import { encodeTranscript, encodeTurns, joinTurns } from '../../agent/transcript';
import { simulatedEnvironment } from '../../agent/sim-environment';
import type { TokenCodec, TokenModel } from '../../agent/types';
import { type Dialogue, turnsOf } from '../../corpus/dialogue';
import { drawnTokens, type Sampler, type TokenRow } from '../../data/batches';
import { throwIfCancelled } from '../../lib/cancelled';
import { createRng } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import type { Decoder } from '../../models/decoder';
import type { Correction } from '../../protocol/correction';
import type { CorrectedTurns, WritingHooks } from '../task';
import type { AgentCorpus } from './agent-corpus';
import { AT_ONCE, decoderOf } from './agent-teacher';
import { type DialogueOutcome, planTemperatureOf } from './dialogue-outcome';
import { evaluateDecoding, unlessTooLong } from './evaluate-decoding';
import { parallelDialogues } from './parallel-dialogues';

/** Of a run's batch, beside what it has: one in eight more. */
const BESIDE = 1 / 8;
/** Of a batch of a further training: corrections, and rows of the run that plan the same. The rest is drawn as ever. */
const CORRECTED = 1 / 4;
const ALIKE = 1 / 4;
/** Requests of the test that are asked before and after. */
const MOST_OTHERS = 120;

export interface CorrectionsOptions {
  /** Of the run; corrections come behind them. */
  rows: TokenRow[];
  draw: Sampler;
  corpus: AgentCorpus;
  /** Whether the tools are a person's own, whose requests nobody can generate. */
  own: boolean;
  codec: TokenCodec;
  context: number;
  batchSize: number;
  replyWords?: readonly string[] | undefined;
}

/** As it is learnt; nothing where it does not fit. */
function rowOf({ before, turn }: Correction, codec: TokenCodec, context: number): TokenRow[] {
  const corrected = encodeTranscript(turn, codec);
  for (let from = 0; from <= before.length; from++) {
    const earlier = encodeTurns(before.slice(from), codec);
    const unheeded = { ids: earlier.ids, agentMask: earlier.ids.map(() => 0) };
    const row = joinTurns([unheeded, corrected]);
    if (row.ids.length <= context + 1) return [{ ...row, gold: true }];
  }
  return [];
}

/** So many of a pool in turns; a step draws on from where the one before left off. */
const inTurns = (pool: readonly number[], step: number, n: number): number[] =>
  pool.length === 0 ? [] : upTo(n).map((i) => pool[(step * n + i) % pool.length]!);

export function correctedTurns(options: CorrectionsOptions): CorrectedTurns {
  const { rows, draw, corpus, own, codec, context, batchSize } = options;
  const total = rows.length;
  const plan = codec.special('<plan>');
  const special = codec.special('<eos>');
  let corrections: readonly Correction[] = [];

  /** The first plan of a row, as it is written. */
  const planOf = ({ ids }: TokenRow): string => {
    const from = ids.indexOf(plan) + 1;
    const to = ids.findIndex((id, i) => i >= from && id <= special);
    return ids.slice(from, to).join();
  };
  const corrected = (): number[] => upTo(rows.length - total).map((i) => total + i);
  /** Rows of the run that plan what corrections plan, in an order of their own. */
  function alike(): number[] {
    const plans = new Set(
      corrections.map(({ turn }) => planOf({ ...encodeTranscript(turn, codec), gold: true })),
    );
    return createRng(1).shuffle(upTo(total).filter((row) => plans.has(planOf(rows[row]!))));
  }
  let similar: number[] | null = null;

  const sampler: Sampler = (step, lambda) => {
    const few = Math.min(rows.length - total, Math.ceil(batchSize * BESIDE));
    return [...draw(step, lambda), ...inTurns(corrected(), step, few)];
  };
  const rehearsing: Sampler = (step, lambda) => {
    similar ??= alike();
    const mine = inTurns(corrected(), step, Math.ceil(batchSize * CORRECTED));
    const like = inTurns(similar, step, Math.ceil(batchSize * ALIKE));
    return [...draw(step, lambda).slice(mine.length + like.length), ...like, ...mine];
  };

  return {
    set(list) {
      corrections = list;
      similar = null;
      rows.length = total;
      rows.push(...list.flatMap((correction) => rowOf(correction, codec, context)));
    },
    isCorrected: (row) => row >= total,
    batch: drawnTokens(rows, sampler, codec),
    rehearsal: drawnTokens(rows, rehearsing, codec),
    async asking(list, most) {
      const clear = corpus
        .test()
        .filter((dialogue) => turnsOf(dialogue).every(({ ambiguous }) => !ambiguous));
      const others = clear.slice(0, MOST_OTHERS);
      const planned = new Set(list.map(({ turn }) => turn.plan.join()));
      const like = own
        ? clear.slice(MOST_OTHERS).filter(({ transcript }) => planned.has(transcript.plan.join()))
        : await (await import('./similar-requests')).similarRequests(list, most);
      return async (model, hooks) => {
        const decoder = await decoderOf(model, AT_ONCE);
        const all = list.length + like.length + others.length;
        let done = 0;
        const counted = { ...hooks, onProgress: () => hooks.onProgress?.(++done, all) };
        const written = (dialogues: readonly Dialogue[]) =>
          evaluateDecoding({ ...corpus, decoder, codec, dialogues, constrained: true, ...counted });
        const own = await ownOf(decoder, list, options, counted);
        const [ofLike, ofOthers] = [await written(like), await written(others)];
        return {
          own,
          similar: ofLike.map(isExact),
          others: ofOthers.map(isExact),
          planTemperature: planTemperatureOf(ofOthers.flat()),
        };
      };
    },
  };
}

/** Whether the whole of a dialogue came out exactly. */
const isExact = (turns: readonly DialogueOutcome[]): boolean => turns.every(({ exact }) => exact);

/** Whether each corrected turn, said again after the same turns, comes to what is right. */
function ownOf(
  decoder: Decoder,
  corrections: readonly Correction[],
  { codec, corpus: { tools }, replyWords }: CorrectionsOptions,
  { signal, onProgress, pace }: WritingHooks,
): Promise<boolean[]> {
  const say = async (i: number, model: TokenModel): Promise<boolean> => {
    const { before, turn } = corrections[i]!;
    const environment = simulatedEnvironment(1, { anyItem: true });
    const how = { model, codec, tools, environment, before, replyWords, constrained: true };
    const written = await runDialogue({ ...how, user: turn.user, ...(signal && { signal }) }).catch(
      unlessTooLong,
    );
    throwIfCancelled(signal);
    onProgress?.(0, 0);
    return written !== null && scoreDialogue(written, [turn.steps.map(({ call }) => call)]).exact;
  };
  return parallelDialogues(decoder, corrections.length, say, pace);
}
