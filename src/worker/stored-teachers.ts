// Teachers of intents on this device: written with all that belongs to them (config, weights in float32 as safetensors,
// tokeniser, names of the labels), and read back as an experiment takes them.

import * as v from 'valibot';
import { Tokenizer } from '../data/tokenizer';
import type { ClassifierParts } from '../tasks/intents/classifier';
import { RetortError } from '../lib/errors';
import { newId } from '../lib/new-id';
import { parseSafetensors, serialiseSafetensors } from '../models/safetensors';
import { TransformerConfigSchema } from '../models/transformer-config';
import type { KeepTeacher, KeptTeacher } from '../protocol/kept-teacher';
import type { RetortDatabase } from '../storage/database';
import { readTeacher, saveTeacher } from '../storage/teachers';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const contentSchema = v.object({
  config: v.intersect([TransformerConfigSchema, v.object({ classes: whole, pad_token_id: whole })]),
  weights: v.instance(ArrayBuffer),
  tokenizer: v.string(),
  labels: v.array(v.string()),
});

/** Writes a teacher under a new id. Throws RetortError('storage-full'). */
export async function keepTeacher(
  db: RetortDatabase,
  { config, weights, tokenizer, labels }: ClassifierParts,
  about: KeepTeacher,
): Promise<KeptTeacher> {
  const createdAt = Date.now();
  const teacher: KeptTeacher = {
    ...about,
    id: newId('teacher', createdAt),
    createdAt,
    labels: labels.length,
    parameters: Object.values(weights).reduce((sum, { data }) => sum + data.length, 0),
  };
  const content: v.InferOutput<typeof contentSchema> = {
    config,
    weights: serialiseSafetensors(weights, 'F32').buffer,
    tokenizer: tokenizer.toJson(),
    labels: [...labels],
  };
  await saveTeacher(db, teacher, content);
  return teacher;
}

/** Throws RetortError('teacher-unknown') where it is not on this device, and what parsing its parts throws. */
export async function readKeptTeacher(db: RetortDatabase, id: string): Promise<ClassifierParts> {
  const found = await readTeacher(db, id);
  if (!found)
    throw new RetortError(
      'teacher-unknown',
      'The kept teacher is not on this device any more. Choose another one, or a size, which is trained first.',
    );
  const content = v.safeParse(contentSchema, found.content);
  if (!content.success)
    throw new RetortError(
      'teacher-unknown',
      `“${found.teacher.name}” is stored in a form that this version cannot read. Remove it and keep another one.`,
    );
  const { config, weights, tokenizer, labels } = content.output;
  return { config, labels, weights: parseSafetensors(weights), tokenizer: Tokenizer.fromJson(tokenizer) };
}
