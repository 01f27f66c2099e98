// The full report of a run as it travels and is kept: figures with 95 % intervals for every arm, what the student has over each
// rival on the same examples, classes, calibration, cost. Plain numbers, so that a run file can hold it.

import * as v from 'valibot';
import { ARMS } from '../catalog/arms';

export const estimateSchema = v.object({
  value: v.number(),
  /** Ends of the 95 % interval, by bootstrap over the examples. */
  low: v.number(),
  high: v.number(),
  /** Examples behind it. */
  n: v.number(),
});
export type Estimate = v.InferOutput<typeof estimateSchema>;

/** By the ids of catalog/figures.ts. */
const figuresSchema = v.record(v.string(), estimateSchema);

const classSchema = v.object({
  precision: v.nullable(estimateSchema),
  recall: v.nullable(estimateSchema),
  f1: v.nullable(estimateSchema),
  /** How often it occurs in the test. */
  support: v.number(),
});

const armReportSchema = v.object({
  arm: v.picklist(ARMS),
  figures: figuresSchema,
  /** Floating-point operations a token (agent, intents) or point. */
  /** SHA-256 of its weights as safetensors in float32, the first 16 hex digits; unknown where the page is not served securely. */
  weights: v.optional(v.string()),
  cost: v.object({ parameters: v.number(), bytes: v.number(), flopsForward: v.number() }),
  /** Milliseconds a token (agent), sentence or point, measured on this device: the median of many. */
  ms: v.number(),
  /** Half of them lie between these; reports of before do not say it. */
  msRange: v.optional(v.object({ low: v.number(), high: v.number() })),
  perClass: v.optional(v.array(classSchema)),
  /** [K, K], right classes in rows. */
  confusion: v.optional(v.array(v.number())),
  /** Ten bins of confidence, from unsure to sure; empty ones count 0. */
  reliability: v.optional(
    v.array(v.object({ count: v.number(), confidence: v.number(), accuracy: v.number() })),
  ),
});
export type ArmReport = v.InferOutput<typeof armReportSchema>;

export const reportSchema = v.object({
  step: v.number(),
  /** Of training; labelled are those whose right answers the student may see. */
  rows: v.object({ total: v.number(), labelled: v.number() }),
  classes: v.nullable(v.array(v.string())),
  arms: v.array(armReportSchema),
  /** Student less rival, in pairs. */
  gains: v.array(
    v.object({
      rival: v.picklist(ARMS),
      figures: figuresSchema,
      /** Classifiers: test examples that the student alone got right, and the rival alone. Reports of before do not say it. */
      pairs: v.optional(v.object({ won: v.number(), lost: v.number() })),
    }),
  ),
});
export type Report = v.InferOutput<typeof reportSchema>;
