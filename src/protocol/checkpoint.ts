// Where a run is, so that it can go on exactly from there: the stage and step, every arm with its optimiser, average and method
// parameters, what early stopping remembers, and the ids of what it rests on. What is drawn at random follows from the seed and
// the step alone. The worker writes it straight to IndexedDB; old forms are read by checkpointOfAnyVersion.

import * as v from 'valibot';
import { TEACHERS } from '../catalog/arms';
import { runConfigSchema } from '../catalog/run-config';

const file = v.instance(ArrayBuffer);

/** The best look of early stopping so far; weights as safetensors in float32. */
const watchSchema = v.object({ score: v.number(), step: v.number(), weights: file });
export type SavedWatch = v.InferOutput<typeof watchSchema>;

/** By the arm that is trained in it. */
export const STAGES = [...TEACHERS, 'student'] as const;
export type StageId = (typeof STAGES)[number];

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
  /** The same of the teachers beside it, in their order; none where there are none. */
  moreTeachers: v.optional(v.array(v.nullable(v.string()))),
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
