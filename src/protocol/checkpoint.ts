// Where a run is, so that it can go on exactly from there: the stage and step, every arm with its optimiser, average and method
// parameters, what early stopping remembers, and the ids of what it rests on. What is drawn at random follows from the seed and
// the step alone. The worker writes it straight to IndexedDB; old forms are read by checkpointOfAnyVersion.

import * as v from 'valibot';
import { ASSISTANTS, TEACHERS } from '../catalog/arms';
import { runConfigSchema } from '../catalog/run-config';
import { correctionSchema } from './correction';
import { labelsSchema } from './inspection';

const file = v.instance(ArrayBuffer);

/** The best look of early stopping so far; weights as safetensors in float32. */
const watchSchema = v.object({ score: v.number(), step: v.number(), weights: file });
export type SavedWatch = v.InferOutput<typeof watchSchema>;

/** By the arm that is trained in it. */
export const STAGES = [...TEACHERS, ...ASSISTANTS, 'student'] as const;
export type StageId = (typeof STAGES)[number];

/** A value of T or λ on its way: what the person set, from where it goes on, and where it is. */
export const courseSchema = v.object({
  slider: v.number(),
  curve: v.string(),
  end: v.number(),
  from: v.number(),
  start: v.number(),
  gap: v.number(),
  now: v.number(),
});

/** What distillation/steering.ts remembers. */
export const steeringSchema = v.object({
  courses: v.record(v.string(), courseSchema),
  gap: v.object({ count: v.number(), first: v.number(), smoothed: v.number() }),
  /** Gaps of the last steps, too new to count. */
  fresh: v.array(v.object({ step: v.number(), gap: v.number() })),
  rate: v.number(),
  shift: v.number(),
});

/** What distillation/adaptive.ts remembers. */
export const adaptiveSchema = v.object({
  looked: v.number(),
  best: v.nullable(v.number()),
  still: v.number(),
  slow: v.number(),
  ended: v.boolean(),
});

export const checkpointSchema = v.object({
  config: runConfigSchema,
  stage: v.picklist(STAGES),
  /** Steps done in the stage. */
  step: v.number(),
  /** Each arm as safetensors in float32: weights, and under `optimizer.`, `average.` and `method.` what goes with them. */
  arms: v.record(v.string(), file),
  watch: v.nullable(watchSchema),
  /** Id of the stored model that teaches; null where the teacher is to be made as the config says. */
  teacher: v.nullable(v.string()),
  /** Soft labels that a person has set by hand, by row; absent where none was touched. */
  labels: v.optional(labelsSchema),
  /** Turns of the chat that the student learns as they were put right; absent where there are none. */
  corrections: v.optional(v.array(correctionSchema)),
  /** The same of the teachers beside it, in their order; none where there are none. */
  moreTeachers: v.optional(v.array(v.nullable(v.string()))),
  /** The same of the assistants that are finished, the first one first. */
  assistants: v.optional(v.array(v.nullable(v.string()))),
  steering: v.optional(steeringSchema),
  adaptive: v.optional(adaptiveSchema),
});
export type Checkpoint = v.InferOutput<typeof checkpointSchema>;

/** As versions before there were stages wrote it: an arm a field, the teacher nowhere. */
const beforeStages = v.pipe(
  v.object({
    config: v.unknown(),
    step: v.number(),
    student: file,
    baseline: v.nullable(file),
    others: v.optional(v.record(v.string(), file), {}),
  }),
  v.transform(({ config, step, student, baseline, others }) => {
    const arms = { student, ...(baseline && { baseline }), ...others };
    return { config, stage: 'student' as const, step, arms, watch: null, teacher: null };
  }),
);

/** A stored checkpoint, its config as it was written. */
export const checkpointOfAnyVersion = v.union([
  v.object({ ...checkpointSchema.entries, config: v.unknown() }),
  beforeStages,
]);
