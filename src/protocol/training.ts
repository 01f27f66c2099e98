// What a run tells while it goes on, as it travels and is kept: steps, checks on held-out data, decision maps, how full the
// cache of targets is, checkpoints. The types of both threads derive from these schemas. The report at the end is report.ts.

import * as v from 'valibot';
import { ARMS } from '../catalog/arms';

export { isTeacher } from '../catalog/arms'; // of an arm in a log

export const armSchema = v.picklist(ARMS);

/** One finished step of an arm. */
export const stepLogSchema = v.object({
  arm: armSchema,
  /** Of its stage, counted from 1. */
  step: v.number(),
  loss: v.number(),
  /** The parts of the loss by the ids of the method's terms (catalog), as they enter it but for λ; no teacher's where λ = 1. */
  terms: v.record(v.string(), v.number()),
  /** With the schedule's factor, as applied. */
  learningRate: v.number(),
  temperature: v.number(),
  lambda: v.number(),
  /** Before clipping. */
  gradNorm: v.number(),
  /** Tokens (agent) or rows in the batch that carry loss. */
  tokens: v.number(),
  /** Wall time of the step. */
  ms: v.number(),
});
export type StepLog = v.InferOutput<typeof stepLogSchema>;

/** What a run changed by itself: λ or the learning rate, to this value, or it ended at this gap. Its steps are those of the stage. */
export const reactionSchema = v.object({
  step: v.number(),
  field: v.picklist(['lambda', 'learningRate', 'stop']),
  value: v.number(),
});
export type Reaction = v.InferOutput<typeof reactionSchema>;

/** Figures of one arm on held-out data. */
export const evaluationSchema = v.object({
  arm: armSchema,
  step: v.number(),
  /** Held-out examples behind the figures that one forward pass gives. */
  n: v.number(),
  /** By the ids of catalog/figures.ts. */
  figures: v.record(v.string(), v.number()),
  /** Dialogues behind the figures of writing, where there are such. */
  written: v.optional(v.number()),
});
export type Evaluation = v.InferOutput<typeof evaluationSchema>;

/** Dialogues that a language model wrote to be learnt from, and why some were left out. */
export const authoredSchema = v.object({
  model: v.string(),
  written: v.number(),
  kept: v.number(),
  /** By kind (tasks/agent/language-author.ts). */
  faults: v.record(v.string(), v.number()),
});
export type Authored = v.InferOutput<typeof authoredSchema>;

/** What a token of a transcript belongs to. */
export const PARTS = ['user', 'plan', 'call', 'result', 'say'] as const;

/** A dialogue that was written during the run to be learnt from, and what became of all of them so far. */
export const rolloutSchema = v.object({
  writer: v.picklist(['student', 'teacher']),
  /** Counted from 1. */
  step: v.number(),
  tokens: v.array(
    v.object({
      text: v.string(),
      part: v.picklist(PARTS),
      /** log p_T − log p_S of a token that was scored, at T = 1; null for the user's words, results, and where nobody scored. */
      ratio: v.nullable(v.number()),
    }),
  ),
  /** Since the run began, or went on. */
  written: v.number(),
  kept: v.number(),
});
export type Rollout = v.InferOutput<typeof rolloutSchema>;

/** Rows of the transfer set whose targets are remembered; kept: logits of each position, null: all. */
export const targetCacheSchema = v.object({
  rows: v.number(),
  total: v.number(),
  bytes: v.number(),
  kept: v.nullable(v.number()),
});
export type TargetCacheStatus = v.InferOutput<typeof targetCacheSchema>;

/** How much each of several teachers counted on rows of a batch of late. */
export const mixtureSchema = v.object({
  /** K */
  teachers: v.number(),
  /** The rows' numbers; none where what counts are tokens. */
  rows: v.array(v.number()),
  /** Right answers of those rows or tokens, [n]; null where the student may not see it. */
  labels: v.array(v.nullable(v.number())),
  /** [n, K] */
  weights: v.array(v.number()),
});
export type MixtureStatus = v.InferOutput<typeof mixtureSchema>;

/** Each model's classes on a size × size grid over [-extent, extent]², row 0 at the top. */
export const mapsSchema = v.object({
  step: v.number(),
  size: v.number(),
  extent: v.number(),
  classes: v.number(),
  /** size·size class indices, and the probability of that class (0..255). */
  models: v.array(
    v.object({ arm: armSchema, label: v.instance(Uint8Array), confidence: v.instance(Uint8Array) }),
  ),
  points: v.object({
    x: v.instance(Float32Array),
    y: v.instance(Float32Array),
    label: v.instance(Uint8Array),
  }),
});
export type DecisionMaps = v.InferOutput<typeof mapsSchema>;
