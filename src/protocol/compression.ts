// Making a model of a run smaller: what a person chooses, what is told meanwhile, and what is known of the outcome. It stands on the
// card of the compressed model, so that a list of cards is all that a chart needs.

import * as v from 'valibot';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(0.9));

export const choicesSchema = v.object({
  /** Of a weight; 32 leaves floats. */
  bits: v.picklist([32, 8, 4]),
  /** Shares of attention heads and hidden units that are cut away, and of the other weights that become zero. */
  heads: share,
  hidden: share,
  zeros: share,
  /** Of the healing distillation; 0: none. */
  steps: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000)),
  /** Who teaches in it: whoever taught the run, or the model itself as it was before. */
  taughtBy: v.picklist(['run', 'self']),
});
export type Choices = v.InferOutput<typeof choicesSchema>;

/** Of one model on this device. */
export const measuredSchema = v.object({
  parameters: v.number(),
  /** As it is stored: codes, scales and floats. */
  bytes: v.number(),
  /** The same in a zip. */
  zipped: v.number(),
  /** Milliseconds a token of a decoder, a sentence of a classifier; null of what neither writes nor reads. */
  ms: v.nullable(v.number()),
  /** The task's main figure on held-out data, of so many examples. */
  score: v.number(),
  n: v.number(),
});
export type Measured = v.InferOutput<typeof measuredSchema>;

/** Whom a compressed model is set beside, all measured at the same time. */
export const BESIDE = ['teacher', 'student', 'baseline'] as const;
export type Beside = (typeof BESIDE)[number];

export const compressionSchema = v.object({
  /** Id and name of the model that it was. */
  of: v.object({ id: v.string(), name: v.string() }),
  choices: choicesSchema,
  /** Id of the figure (catalog/figures.ts) that score is. */
  figure: v.string(),
  measured: measuredSchema,
  beside: v.partial(v.object(v.entriesFromList(BESIDE, measuredSchema))),
});
export type Compression = v.InferOutput<typeof compressionSchema>;

/** What is being done; the last two for each model that is compared. */
export const COMPRESSION_WORK = ['preparing', 'weighing', 'healing', 'scoring', 'timing'] as const;
export type CompressionWork = (typeof COMPRESSION_WORK)[number];

export const compressionCommandSchemas = {
  /** Makes a model of a run smaller, measures it beside the run's others and keeps it; answered by its card. One at a time, and none during a run. */
  'model.compress': v.object({ model: v.string(), choices: choicesSchema }),
  'model.cancelCompression': v.object({}),
  /** Makes the student that the last run left smaller in each of these ways, and measures them; nothing is kept. Answered by that. */
  'student.tryWays': v.object({ ways: v.array(choicesSchema) }),
} as const;

export const triedWaysSchema = v.object({ whole: measuredSchema, ways: v.array(measuredSchema) });
export type TriedWays = v.InferOutput<typeof triedWaysSchema>;

export const compressionEventSchemas = {
  'model.compressing': v.object({ work: v.picklist(COMPRESSION_WORK), done: v.number(), total: v.number() }),
} as const;
