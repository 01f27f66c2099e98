// Calls and turns of a talk as they travel and are kept.

import * as v from 'valibot';

export const toolCallSchema = v.object({ name: v.string(), args: v.array(v.string()) });

/** A turn that the page remembers, each with the calls that were made and what came of them. */
export const rememberedTurnSchema = v.object({
  user: v.string(),
  plan: v.array(v.string()),
  steps: v.array(
    v.object({ call: toolCallSchema, result: v.optional(v.string()), error: v.optional(v.string()) }),
  ),
  say: v.string(),
});
export type RememberedTurn = v.InferOutput<typeof rememberedTurnSchema>;

/** A turn as a model reads it (agent/types.ts). */
export const transcriptSchema = v.object({
  user: v.string(),
  plan: v.array(v.string()),
  steps: v.array(v.object({ call: toolCallSchema, result: v.string() })),
  say: v.string(),
});
