// What the worker answers to each command: a schema for those that have something to tell; the others are answered without a
// word when they have been carried out. Every command gets one answer, this or an error.

import * as v from 'valibot';
import { triedWaysSchema } from './compression';
import { correctionReplySchemas } from './correction';
import { dataReplySchemas } from './data-messages';
import { encoderCardSchema } from './encoder-card';
import { errorSchema } from './errors';
import { foundRowsSchema, inspectionSchema } from './inspection';
import { paceSchema, takenSchema, testedSchema } from './language-model';
import { modelCardSchema } from './model-card';
import { exportReplySchemas } from './model-export';
import { type Commands, SPEAKERS } from './messages';
import { toolCallSchema } from './transcript';

const localisedSchema = v.object({ en: v.string(), 'zh-CN': v.string() });

const chatDoneSchema = v.object({
  say: v.string(),
  plan: v.array(v.string()),
  stopped: v.boolean(),
  tokens: v.number(),
  ms: v.number(),
  /** How sure it was of its plan, 0 to 1; absent where nobody has measured what that says. */
  confidence: v.optional(v.number()),
  /** The call that was not made, with its tool's name for a person: it is asked about, or not done. */
  held: v.optional(
    v.object({ call: toolCallSchema, as: v.picklist(['ask', 'decline']), label: localisedSchema }),
  ),
  /** What it could do in place of what it does not: things to say, the likeliest first. */
  instead: v.optional(v.array(localisedSchema)),
  /** How many opinions came to what was done, where they were asked for. */
  agreed: v.optional(v.object({ votes: v.number(), of: v.number() })),
  /** Why the turn broke off, if it did. */
  error: v.optional(errorSchema),
});

export const replySchemas = {
  /** lifeline: name of a Web Lock that the worker holds for as long as it lives; null where there are none. */
  'worker.hello': v.object({ lifeline: v.nullable(v.string()) }),
  'train.open': v.object({ speakers: v.array(v.picklist(SPEAKERS)) }),
  'teacher.load': modelCardSchema,
  'encoder.load': encoderCardSchema,
  'encoder.fetch': encoderCardSchema,
  'encoder.labels': v.array(v.object({ label: v.string(), words: v.string() })),
  'llm.take': takenSchema,
  'llm.measure': paceSchema,
  'llm.test': testedSchema,
  'llm.examples': v.array(v.object({ sentence: v.string(), answer: v.string() })),
  'model.keep': modelCardSchema,
  'model.shape': v.object({ size: v.nullable(v.string()), plain: v.boolean() }),
  'model.compress': modelCardSchema,
  'student.tryWays': triedWaysSchema,
  'chat.send': chatDoneSchema,
  inspect: inspectionSchema,
  'inspect.rows': foundRowsSchema,
  ...dataReplySchemas,
  ...exportReplySchemas,
  ...correctionReplySchemas,
} as const satisfies Partial<Record<keyof Commands, v.GenericSchema>>;

type Told = typeof replySchemas;
export type Replies = { [K in keyof Commands]: K extends keyof Told ? v.InferOutput<Told[K]> : void };

/** An answer as it travels: what the command of this id came to, or why it was not carried out. */
export const answerSchema = v.union([
  v.strictObject({ reply: v.number(), error: errorSchema }),
  v.strictObject({ reply: v.number(), ok: v.optional(v.unknown()) }),
]);
export type Answer = v.InferOutput<typeof answerSchema>;
