// The teacher's soft labels as the student gets them (METHODS row 18, settings "softLabels"), whatever the method: in this order the
// teacher's own temperature, probability shift, smoothing, the largest k. Standardisation is of both sides (standardisedLoss).

import { settingsOf } from '../catalog/settings';
import type { Settings } from '../catalog/types';
import { keptLargest, reheated, shifted, smoothed, standardised } from '../engine/ops/soft-labels';
import { RetortError } from '../lib/errors';
import { hardLoss, type Method, type MethodLoss, type MethodStep } from './method';
import { add, scale } from '../engine/ops/shape-ops';
import type { TeacherTargets } from './targets/targets';

const GROUP = 'softLabels';

/** The temperature to ask the teacher at: its own. */
export const askedTemperature = (temperature: number, settings: Settings): number =>
  temperature * Number(settingsOf(settings, GROUP)['teacherTemperature']);

/** Targets as they were asked for at the teacher's temperature -> targets as the student learns from them at T. Inside tidy(). */
export function adjustTargets(
  targets: TeacherTargets,
  { labels, hardMask, temperature }: Pick<MethodStep, 'labels' | 'hardMask' | 'temperature'>,
  settings: Settings,
): TeacherTargets {
  const { teacherTemperature, shift, smoothing, topK } = settingsOf(settings, GROUP);
  let soft: Pick<TeacherTargets, 'logits' | 'tail'> = targets;
  if (teacherTemperature !== 1) soft = reheated(soft, Number(teacherTemperature));
  if (shift === 'swap') soft = shifted(soft, labels, hardMask);
  if (Number(smoothing) > 0) soft = smoothed(soft, Number(smoothing), temperature);
  if (Number(topK) > 0) soft = keptLargest(soft, Number(topK), temperature);
  return soft === targets ? targets : { ...targets, ...soft };
}

/**
 * The method's loss, with the soft part on standardised logits where that is set; the labels' part is always on the student's own.
 * Throws RetortError('config-invalid') where not all of the teacher's logits are there to standardise.
 */
export function softLabelLoss(method: Method, step: MethodStep, settings: Settings): MethodLoss {
  if (settingsOf(settings, GROUP)['standardise'] !== 'standardised') return method.loss(step);
  const { student, teacher, labels, hardMask, lambda } = step;
  if (teacher.tail) {
    throw new RetortError(
      'config-invalid',
      'Standardised scores need all of the teacher’s classes, and only the likeliest were kept. Set “Classes kept” to 0, or compare scores as they are.',
    );
  }
  const soft = method.loss({
    ...step,
    lambda: 0,
    student: { ...student, logits: standardised(student.logits) },
    teacher: { ...teacher, logits: standardised(teacher.logits) },
  });
  if (lambda === 0) return soft;
  const hard = hardLoss(student.logits, labels, hardMask);
  return {
    loss: add(scale(hard.loss, lambda), scale(soft.loss, 1 - lambda)),
    terms: { ...soft.terms, ...hard.terms },
  };
}
