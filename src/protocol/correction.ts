// Turns of the chat that a person has put right: what should have been done in place of what was, tried out in a copy of the world, and
// what a student gains from learning it.

import * as v from 'valibot';
import { rememberedTurnSchema, toolCallSchema, transcriptSchema } from './transcript';

/** What would have been right: calls, or words alone, which ask for what is missing, decline, or answer. */
export const CORRECTION_KINDS = ['call', 'ask', 'decline', 'answer'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

export const correctionSchema = v.object({
  id: v.string(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  /** Id of the data set whose tools it calls. */
  dataSet: v.string(),
  /** As the person typed it. */
  said: v.string(),
  /** What was done in its place: calls as they were written, or the reply. */
  wrote: v.string(),
  kind: v.picklist(CORRECTION_KINDS),
  /** The turns that it rests on. */
  before: v.array(transcriptSchema),
  /** What is right. */
  turn: transcriptSchema,
});
export type Correction = v.InferOutput<typeof correctionSchema>;

/** The world as it is, to be copied. */
export const worldSchema = v.object({
  now: v.number(),
  timeZone: v.string(),
  todo: v.array(v.string()),
  notes: v.array(v.string()),
});
export type WorldCopy = v.InferOutput<typeof worldSchema>;

const localisedSchema = v.object({ en: v.string(), 'zh-CN': v.string() });

/** A tool as a form shows it. */
export const toolFormSchema = v.object({
  name: v.string(),
  label: localisedSchema,
  help: localisedSchema,
  params: v.array(
    v.object({
      name: v.string(),
      help: localisedSchema,
      /** As ArgType (agent/types.ts). */
      kind: v.string(),
      /** All that it can be, where that is a list. */
      values: v.optional(v.array(v.string())),
      /** What the message offers for it. */
      offered: v.array(v.string()),
    }),
  ),
});
export type ToolForm = v.InferOutput<typeof toolFormSchema>;

const shareSchema = v.object({ value: v.number(), low: v.number(), high: v.number() });

/** Requests before and after, with the 95 % interval of the difference. */
const comparedSchema = v.object({
  n: v.number(),
  before: v.number(),
  after: v.number(),
  difference: shareSchema,
});
export type Compared = v.InferOutput<typeof comparedSchema>;

/** What came of learning corrections. */
export const learntSchema = v.object({
  /** Of each correction, by its id: whether the student now does what is right. */
  right: v.record(v.string(), v.object({ before: v.boolean(), after: v.boolean() })),
  /** Held-out requests of the corrected kinds; null where none are known. */
  similar: v.nullable(comparedSchema),
  /** Of the test set. */
  others: comparedSchema,
  steps: v.number(),
  ms: v.number(),
});
export type Learnt = v.InferOutput<typeof learntSchema>;

export const LEARNING_WORK = ['preparing', 'before', 'learning', 'after'] as const;
export type LearningWork = (typeof LEARNING_WORK)[number];

export const correctionCommandSchemas = {
  /** The tools that can be called, and what a message offers for their arguments. */
  'correction.tools': v.object({ said: v.string(), before: v.array(rememberedTurnSchema) }),
  /** Holds a correction against the tools' schemas and runs it in a copy of the world; answered by the turn as it is learnt. */
  'correction.check': v.object({
    said: v.string(),
    before: v.array(rememberedTurnSchema),
    kind: v.picklist(CORRECTION_KINDS),
    calls: v.array(toolCallSchema),
    say: v.string(),
    world: worldSchema,
  }),
  /**
   * Trains the student of a finished run a little further, from where the run left it, on corrections among the rows that it knows;
   * none at all put it back. It takes the student's place. Answered by what that gained. One at a time, and none during a run.
   */
  'correction.learn': v.object({ run: v.string(), corrections: v.array(correctionSchema) }),
  'correction.cancel': v.object({}),
} as const;

export const correctionEventSchemas = {
  'correction.learning': v.object({ work: v.picklist(LEARNING_WORK), done: v.number(), total: v.number() }),
} as const;

export const correctionReplySchemas = {
  'correction.tools': v.object({ dataSet: v.string(), tools: v.array(toolFormSchema) }),
  'correction.check': v.object({ before: v.array(transcriptSchema), turn: transcriptSchema }),
  'correction.learn': learntSchema,
} as const;
