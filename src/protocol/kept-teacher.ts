// A teacher of intents that was trained in the page and kept on this device: what lists say of it. Its weights are in IndexedDB,
// and only the worker reads them.

import * as v from 'valibot';

export const keptTeacherSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** Milliseconds since the epoch. */
  createdAt: v.number(),
  /** How many it tells apart. */
  labels: v.number(),
  parameters: v.number(),
  /** The data set that it learnt, as RunConfig.textSet. */
  textSet: v.string(),
  /** On that set's test sentences; null where it was kept before it was checked. */
  accuracy: v.nullable(v.number()),
});
export type KeptTeacher = v.InferOutput<typeof keptTeacherSchema>;

/** What the page knows of a teacher that is to be kept. */
export const keepTeacherSchema = v.object({
  name: v.string(),
  textSet: v.string(),
  accuracy: v.nullable(v.number()),
});
export type KeepTeacher = v.InferOutput<typeof keepTeacherSchema>;
