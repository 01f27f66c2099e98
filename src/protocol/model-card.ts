// What is known about a model besides its weights: who made it, from what, and how good it is. Lists of models show it, runs
// and checkpoints name models by its id. The model itself is models/bundle.ts.

import * as v from 'valibot';
import { compressionSchema } from './compression';

export const ORIGINS = ['shipped', 'trained', 'distilled', 'imported', 'compressed'] as const;

export const modelCardSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** Milliseconds since the epoch. */
  createdAt: v.number(),
  /** Id of the task that it is for. */
  task: v.string(),
  /** Whether it came with the page, was trained on labels, learnt from a teacher, was brought as files, or made smaller. */
  origin: v.picklist(ORIGINS),
  parameters: v.number(),
  /** Classes that it tells apart; null where it is no classifier. */
  labels: v.nullable(v.number()),
  /** The data that it learnt, as RunConfig.textSet or dataset; null where nobody knows. */
  dataSet: v.nullable(v.string()),
  /** Whom it learnt from, by the teacher's name; null for nobody. */
  teacher: v.nullable(v.string()),
  /** Id of the method by which it learnt; null for plain training. */
  method: v.nullable(v.string()),
  /** The run that it is of; null for none. */
  run: v.nullable(v.string()),
  /** Whether the person keeps it; else it goes with its run. */
  kept: v.boolean(),
  /** On held-out data, by the ids of catalog/figures.ts. */
  figures: v.record(v.string(), v.number()),
  /** Of its weights, as they are stored. */
  bytes: v.optional(v.number(), 0),
  /** Tokens that its tokeniser knows; null where it reads numbers. */
  vocabulary: v.optional(v.nullable(v.number()), null),
  /** The person's own words about it. */
  note: v.optional(v.string(), ''),
  tags: v.optional(v.array(v.string()), []),
  /** Licence of the language model and terms of its provider, where it was made with one's answers. */
  terms: v.optional(v.string(), ''),
  /** Of one that was made smaller after its run. */
  compression: v.optional(compressionSchema),
});
export type ModelCard = v.InferOutput<typeof modelCardSchema>;
