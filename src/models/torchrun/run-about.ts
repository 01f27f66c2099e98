// What a run that leaves says of itself for the page, beside its weights, and brings back when PyTorch has gone on with it: in the
// metadata of start.safetensors and of every checkpoint after it. train.py hands `retort` and `run` through, and adds
// `series`.

import * as v from 'valibot';
import { ARMS } from '../../catalog/arms';
import { checkpointSchema } from '../../protocol/checkpoint';
import { modelCardSchema } from '../../protocol/model-card';
import { TWIN_FORMAT } from './twin-run';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const { teacher, moreTeachers, assistants, steering } = checkpointSchema.entries;

const aboutSchema = v.object({
  format: v.literal(TWIN_FORMAT),
  /** Of the run. */
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
  /** Where it left. */
  step: whole,
  checkpoint: v.object({ teacher, moreTeachers, assistants, steering }),
  /** Cards by arm, of those that can be talked with. */
  cards: v.record(v.string(), modelCardSchema),
  /** All of their bundles but weights and card, as they lie in storage. */
  content: v.looseObject({}),
});
export type RunAbout = v.InferOutput<typeof aboutSchema>;

const seriesSchema = v.array(
  v.pipe(
    v.looseObject({ arm: v.picklist(ARMS), step: whole, loss: v.number() }),
    v.transform(({ arm, step, loss, ...terms }) => ({
      arm,
      step,
      loss,
      terms: v.parse(v.record(v.string(), v.number()), terms),
    })),
  ),
);

export const metadataOf = (about: RunAbout, run: string): Record<string, string> => ({
  retort: JSON.stringify(about),
  run,
});

const json = v.pipe(v.string(), v.parseJson());
const metadataSchema = v.object({
  retort: v.pipe(json, aboutSchema),
  /** A run file. */
  run: v.string(),
  series: v.optional(v.pipe(json, seriesSchema), '[]'),
});

/** Null where a file's metadata are not those of such a run. */
export function readRunMetadata(
  metadata: Readonly<Record<string, string>>,
): v.InferOutput<typeof metadataSchema> | null {
  const read = v.safeParse(metadataSchema, metadata);
  return read.success ? read.output : null;
}
