// Figures of an agent on held-out dialogues: right tokens and agreement with the teacher, teacher-forced on tensors, and what
// comes of letting it write (evaluate-decoding.ts), constrained as in the chat.

import { tokenBatch, type Batch } from '../data/batches';
import { goldRows } from '../data/agent-data';
import { dialogueEnvironment } from '../data/corpus/built-in';
import type { Dialogue } from '../data/corpus/generate';
import type { TokenCodec } from '../agent/types';
import type { Decoder } from '../models/decoder';
import { chooseTokens, rightTokens, shareEqual } from './evaluate';
import { evaluateDecoding } from './evaluate-decoding';
import type { Figures, Task } from './task';
import type { Arm, Model } from './types';

/** Rows of one forward pass. */
const BATCH = 32;
/** Dialogues that are decoded unless the caller says otherwise; the teacher-forced figures use all. */
const DECODED = 64;

export interface EvaluatorOptions {
  dialogues: readonly Dialogue[];
  tokenizer: TokenCodec;
  context: number;
  teacher: Model;
  decoder(arm: Arm, model: Model): Promise<Decoder>;
}

/** Rows of like length together, for little padding. */
function heldOutBatches({ dialogues, tokenizer, context }: EvaluatorOptions): Batch[] {
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
  const batches = heldOutBatches(options);
  const right = rightTokens(batches);
  // an ambiguous request has several right answers, and an exact match says little
  const clear = options.dialogues.filter(({ ambiguous }) => !ambiguous);
  let teacherChoices: Int32Array | null = null;
  return async (arm, model, { signal, dialogues = DECODED, onProgress }) => {
    const chosen = await chooseTokens(model, batches, signal);
    if (arm === 'teacher') teacherChoices = chosen;
    else teacherChoices ??= await chooseTokens(options.teacher, batches, signal);
    const figures: Figures = {
      n: options.dialogues.length,
      accuracy: shareEqual(chosen, right),
      ...(arm !== 'teacher' && { agreement: shareEqual(chosen, teacherChoices) }),
    };
    if (dialogues === 0) return figures;
    const { intent, tools, args, exact } = await evaluateDecoding({
      model: await options.decoder(arm, model),
      codec: options.tokenizer,
      requests: clear.slice(0, dialogues).map((dialogue) => ({
        user: dialogue.transcript.user,
        golds: dialogue.golds,
        environment: dialogueEnvironment(dialogue),
      })),
      constrained: true,
      signal,
      onProgress,
    });
    return { ...figures, intent, toolName: tools, argument: args, exactCall: exact };
  };
}
