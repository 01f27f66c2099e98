// Figures of an agent on held-out dialogues: right tokens and agreement with the teacher, teacher-forced on tensors between
// two steps, and what comes of letting a copy of it write (evaluate-decoding.ts), which may go on beside the training.

import { isTeacher } from '../../catalog/arms';
import { tokenBatch, type Batch, type TokenRow } from '../../data/batches';
import { goldRows } from '../../data/agent-data';
import { type Dialogue, transcriptsOf, turnsOf } from '../../corpus/dialogue';
import type { TokenCodec } from '../../agent/types';
import type { Decoder } from '../../models/decoder';
import { softmax } from '../../engine/ops/predictions';
import { read, tensor, tidy } from '../../engine/tensor';
import { nextTask } from '../../lib/next-task';
import { throwIfCancelled } from '../../lib/cancelled';
import { chooseTokens, rightTokens, shareEqual } from '../../evaluation/evaluate';
import { dialogueFigures, type DialogueOutcome, type Judgement } from './dialogue-outcome';
import { evaluateDecoding } from './evaluate-decoding';
import { rowEntropy } from '../../evaluation/metrics/divergence';
import { tokenSums, type TokenSums } from '../../evaluation/metrics/samples';
import { perThing, type Timing, timePasses } from '../../evaluation/timing';
import { upTo } from '../../lib/up-to';
import type { PrepareHooks, Task, WritingHooks, WrittenFigures } from '../task';
import type { Model } from '../../models/model';

/** Rows of one forward pass. */
const BATCH = 32;
/** Most dialogues that the forward pass looks at, which is done between two steps, and turns that are written, which is not. */
const MOST_CHECKED = 160;
const MOST_WRITTEN = 500;
/** Tokens of a dialogue that a decoder is timed over. */
const TIMED_TOKENS = 48;

export interface EvaluatorOptions {
  dialogues: readonly Dialogue[];
  tokenizer: TokenCodec;
  context: number;
  /** Who the others are compared with; null where nobody's tokens are theirs. */
  teacher: Model | null;
}

/** Rows of like length together, for little padding; a batch says which rows it has. */
export function batchesOf(rows: readonly TokenRow[], codec: TokenCodec): Batch[] {
  const order = upTo(rows.length).sort((a, b) => rows[a]!.ids.length - rows[b]!.ids.length);
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) => {
    const part = order.slice(i * BATCH, (i + 1) * BATCH);
    return tokenBatch(
      part.map((row) => rows[row]!),
      part,
      codec,
    );
  });
}

function heldOutBatches(dialogues: readonly Dialogue[], { tokenizer, context }: EvaluatorOptions): Batch[] {
  return batchesOf(goldRows(dialogues.map(transcriptsOf), tokenizer, context), tokenizer);
}

/** How unsure a model is of the agent's words in each row, mean entropy in nats. Throws RetortError('cancelled') at the signal. */
export async function dialogueEntropies(
  model: Model,
  rows: readonly TokenRow[],
  codec: TokenCodec,
  { signal, onProgress }: PrepareHooks,
): Promise<Float64Array> {
  const means = new Float64Array(rows.length);
  let done = 0;
  for (const batch of batchesOf(rows, codec)) {
    throwIfCancelled(signal);
    const probabilities = await tokenProbabilities(model, batch); // [N, V]
    const entropies = rowEntropy(probabilities, probabilities.length / batch.labels.length); // [N]
    const counts = new Map<number, number>();
    for (const [i, entropy] of entropies.entries()) {
      const row = batch.rows[Math.floor(batch.positions![i]! / batch.shape[1])]!;
      means[row]! += entropy;
      counts.set(row, (counts.get(row) ?? 0) + 1);
    }
    for (const [row, count] of counts) means[row]! /= count;
    onProgress?.('targets', (done += batch.rows.length), rows.length);
    await nextTask();
  }
  return means;
}

/** Evaluates models on the dialogues. The teacher is asked once. */
export function agentEvaluator(options: EvaluatorOptions): Task['evaluate'] {
  const checked = options.dialogues.slice(0, MOST_CHECKED);
  const batches = heldOutBatches(checked, options);
  const right = rightTokens(batches);
  let teacherChoices: Int32Array | null = null;
  return async (arm, model, { signal }) => {
    if (options.teacher) teacherChoices ??= await chooseTokens(options.teacher, batches, signal);
    const chosen = model === options.teacher ? teacherChoices! : await chooseTokens(model, batches, signal);
    return {
      n: checked.length,
      figures: {
        accuracy: shareEqual(chosen, right),
        ...(!isTeacher(arm) && teacherChoices && { agreement: shareEqual(chosen, teacherChoices) }),
      },
    };
  };
}

/** What a model would say at each place of the dialogues, dialogue by dialogue, beside what the teacher would. */
export function dialogueReader(
  options: EvaluatorOptions,
): (model: Model, signal?: AbortSignal) => Promise<TokenSums[]> {
  const batches = heldOutBatches(options.dialogues.slice(0, MOST_CHECKED), options);
  const ofTeacher = new Map<Batch, Float32Array>(); // some megabytes, against a forward pass for each arm
  return async (model, signal) => {
    const all: TokenSums[] = [];
    for (const batch of batches) {
      throwIfCancelled(signal);
      const theirs =
        options.teacher && (ofTeacher.get(batch) ?? (await tokenProbabilities(options.teacher, batch)));
      if (theirs) ofTeacher.set(batch, theirs);
      const isTeacher = model === options.teacher;
      const ours = isTeacher ? theirs! : await tokenProbabilities(model, batch);
      const V = ours.length / batch.labels.length;
      const [, T] = batch.shape;
      let from = 0;
      for (let b = 0; b < batch.rows.length; b++) {
        let to = from;
        while (to < batch.labels.length && Math.floor(batch.positions![to]! / T) === b) to++;
        const part = (p: Float32Array) => p.subarray(from * V, to * V);
        all.push(
          tokenSums(part(ours), batch.labels.subarray(from, to), isTeacher || !theirs ? null : part(theirs)),
        );
        from = to;
      }
      await nextTask();
    }
    return all;
  };
}

/** Probabilities [N, V] at the counted places of a batch. */
export async function tokenProbabilities(
  model: Model,
  { inputs, shape, positions }: Batch,
): Promise<Float32Array> {
  const probabilities = tidy(() => {
    const where = tensor(positions!, [positions!.length]); // [N]
    return softmax(model.forward(tensor(inputs, shape), { positions: where }).logits); // [N, V]
  });
  try {
    return Float32Array.from(await read(probabilities)); // sync point
  } finally {
    probabilities.dispose();
  }
}

/** The start of a dialogue, token by token, and how many tokens that is. */
export function timedWriting(decoder: Decoder, vocabulary: number): { write(): void; length: number } {
  const length = Math.min(TIMED_TOKENS, decoder.context);
  return {
    length,
    write() {
      for (let i = 0; i < length; i++) decoder.feed([{ slot: 0, ids: [i % vocabulary] }]);
      decoder.reset(0);
    },
  };
}

/** The time of a token, one dialogue at a time. */
export async function tokenTime(decoder: Decoder, vocabulary: number): Promise<Timing> {
  const { write, length } = timedWriting(decoder, vocabulary);
  write();
  return perThing(await timePasses(write), length);
}

/** Lets a decoder write the dialogues, constrained as in the chat. */
export function dialogueWriter(
  decoder: Decoder,
  codec: TokenCodec,
  { test, ...by }: Judgement & { test: readonly Dialogue[] },
): (hooks: WritingHooks) => Promise<WrittenFigures & { outcomes: DialogueOutcome[] }> {
  // an ambiguous request has several right answers, and an exact match says little
  const clear = test.filter((dialogue) => turnsOf(dialogue).every(({ ambiguous }) => !ambiguous));
  let turns = 0;
  const written = clear.filter((dialogue) => (turns += turnsOf(dialogue).length) <= MOST_WRITTEN);
  return async (hooks) => {
    const how = { decoder, codec, dialogues: written, ...by, constrained: true, ...hooks };
    const outcomes = (await evaluateDecoding(how)).flat();
    return { figures: dialogueFigures(outcomes), written: outcomes.length, outcomes };
  };
}
