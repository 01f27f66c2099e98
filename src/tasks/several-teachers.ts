// What tasks have in common where more than one teacher teaches.

import type { Specialty } from '../catalog/teachers';
import type { Settings } from '../catalog/types';
import type { Batch } from '../data/batches';
import { mixedModel, mixtureKind } from '../distillation/targets/mixed-targets';
import type { Targets } from '../distillation/targets/targets';
import { zeros } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import { hashString } from '../lib/rng';
import type { ModelBundle } from '../models/bundle';
import type { Model } from '../models/model';
import type { PresentTeacher } from './task';

/** What teacher k, counted from 0, is drawn from: each from another number, the first one as it always was. */
export const teacherSeed = (seed: number, k: number): number =>
  hashString(k === 0 ? `teacher ${seed}` : `teacher ${k + 1} ${seed}`);

/**
 * How a specialist of some classes is trained: on labels of its own, and of all others that it cannot tell (outlier exposure: Hendrycks
 * et al. 2019, arXiv 1812.04606). One that never saw them is sure of nonsense there, and no weighing by certainty can hear the one
 * who knows: 81 % of blobs and 46 % of spirals, where the student without a teacher had 91 % and 81 %.
 */
export const SPECIALIST_LAMBDA = 0.5;
export const inDoubt = (classes: number): Targets => ({
  ask: ({ rows }) => ({ logits: zeros([rows.length, classes]) }),
});
/** The teacher's part, doubt, counts on rows that are not its own. */
export const doubtElsewhere = (batch: Batch): Batch => ({
  ...batch,
  softMask: batch.hardMask.map((own) => Number(!own)),
});

/** A specialty without a class. */
export const noClasses = (specialty: Specialty, classes: number): RetortError =>
  new RetortError(
    'config-invalid',
    `Part ${specialty} of ${classes} classes is none at all: a teacher of it has nothing to learn. Choose a larger part, or data with more classes.`,
  );

/** Throws RetortError('teacher-unfit') where teachers cut words into other pieces, so that their answers are of other things. */
export function checkSameTokens(teachers: readonly ModelBundle[]): void {
  const [first, ...more] = teachers;
  const pieces = first?.tokenizer?.toJson();
  const other = more.find(({ tokenizer }) => tokenizer?.toJson() !== pieces);
  if (!other) return;
  throw new RetortError(
    'teacher-unfit',
    `“${first!.card.name}” and “${other.card.name}” have other vocabularies, so that their answers cannot be mixed. Choose teachers of one vocabulary, or sizes as teachers, which are trained first.`,
  );
}

/** What teachers say together, as one network; a single one is itself. */
export function asOne(teachers: readonly PresentTeacher[], settings: Settings): Model {
  const [first, ...more] = teachers.map(({ model }) => model) as [Model, ...Model[]];
  return more.length === 0 ? first : mixedModel([first, ...more], mixtureKind(settings));
}
