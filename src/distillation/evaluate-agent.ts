// Figures of an agent on held-out dialogues: right tokens and agreement with the teacher, teacher-forced on tensors between
// two steps, and what comes of letting a copy of it write (evaluate-decoding.ts), which may go on beside the training.

import { tokenBatch, type Batch } from '../data/batches';
import { goldRows } from '../data/agent-data';
import { dialogueEnvironment } from '../data/corpus/built-in';
import type { Dialogue } from '../data/corpus/generate';
import type { TokenCodec } from '../agent/types';
import type { Decoder } from '../models/decoder';
import { chooseTokens, rightTokens, shareEqual } from './evaluate';
import { evaluateDecoding } from './evaluate-decoding';
import type { Task, Writer } from './task';
import type { Model } from './types';

/** Rows of one forward pass. */
const BATCH = 32;
/** Most dialogues that the forward pass looks at, which is done between two steps, and that are written, which is not. */
const MOST_CHECKED = 160;
const MOST_WRITTEN = 500;
/** Dialogues that are written side by side. */
export const AT_ONCE = 32;

export interface EvaluatorOptions {
  dialogues: readonly Dialogue[];
  tokenizer: TokenCodec;
  context: number;
  teacher: Model;
}

/** Rows of like length together, for little padding. */
function heldOutBatches(dialogues: readonly Dialogue[], { tokenizer, context }: EvaluatorOptions): Batch[] {
  const transcripts = dialogues.map(({ transcript }) => transcript);
  const rows = goldRows(transcripts, tokenizer, context).sort((a, b) => a.ids.length - b.ids.length);
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) => {
    const part = rows.slice(i * BATCH, (i + 1) * BATCH);
    return tokenBatch(
      part,
      part.map((_, j) => i * BATCH + j),
      tokenizer,
    );
  });
}

/** Evaluates models on the dialogues. The teacher is asked once. */
export function agentEvaluator(options: EvaluatorOptions): Task['evaluate'] {
  const checked = options.dialogues.slice(0, MOST_CHECKED);
  const batches = heldOutBatches(checked, options);
  const right = rightTokens(batches);
  let teacherChoices: Int32Array | null = null;
  return async (arm, model, { signal }) => {
    const chosen = await chooseTokens(model, batches, signal);
    if (arm === 'teacher') teacherChoices = chosen;
    else teacherChoices ??= await chooseTokens(options.teacher, batches, signal);
    return {
      n: checked.length,
      accuracy: shareEqual(chosen, right),
      ...(arm !== 'teacher' && { agreement: shareEqual(chosen, teacherChoices) }),
    };
  };
}

/** Lets a decoder write the dialogues, constrained as in the chat. */
export function dialogueWriter(decoder: Decoder, codec: TokenCodec, dialogues: readonly Dialogue[]): Writer {
  // an ambiguous request has several right answers, and an exact match says little
  const clear = dialogues.filter(({ ambiguous }) => !ambiguous).slice(0, MOST_WRITTEN);
  return async (hooks) => {
    const { count, intent, tools, args, exact } = await evaluateDecoding({
      decoder,
      codec,
      requests: clear.map((dialogue) => ({
        user: dialogue.transcript.user,
        golds: dialogue.golds,
        environment: dialogueEnvironment(dialogue),
      })),
      constrained: true,
      ...hooks,
    });
    return { decoded: count, intent, toolName: tools, argument: args, exactCall: exact };
  };
}
