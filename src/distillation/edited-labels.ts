// Soft labels edited by hand (METHODS row 18): where a person has set a row's distribution, that is what the student is to match there,
// whatever the teacher, its temperature or the adjustments (soft-labels.ts) say. For classifiers, whose rows have one answer each: in a
// dialogue each token follows from those before it, and one changed alone would contradict the next.
// N rows, V classes.

import { greater, where } from '../engine/arithmetic';
import { NOT_KEPT } from '../engine/ops/distillation-loss';
import { tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import type { Batch } from '../data/batches';
import type { TeacherTargets } from './targets/targets';
import type { Controls, EditedLabels } from './types';

/** Smaller shares count as this: the logit of a class that is ruled out stays a number. */
const LEAST = 1e-6;

/** Logits whose softmax at a temperature is a distribution. */
const logitsOf = (probabilities: readonly number[], temperature: number): number[] =>
  probabilities.map((p) => temperature * Math.log(Math.max(p, LEAST)));

/** Targets at T, the edited rows of the batch in place of the teacher's. Inside tidy(). */
export function withEditedLabels(
  targets: TeacherTargets,
  { rows, positions }: Pick<Batch, 'rows' | 'positions'>,
  { labels, temperature }: Pick<Controls, 'labels' | 'temperature'>,
): TeacherTargets {
  const places = labels && !positions ? rows.flatMap((row, n) => (labels[row] ? [n] : [])) : [];
  if (places.length === 0) return targets;
  const [N, V] = targets.logits.shape as [number, number];
  const edited = new Float32Array(N * V); // [N, V]
  const chosen = new Float32Array(N); // [N]
  for (const n of places) {
    edited.set(logitsOf(labels![rows[n]!]!, temperature), n * V);
    chosen[n] = 1;
  }
  const isEdited = (shape: readonly number[]) => greater(tensor(chosen, shape), 0);
  return {
    ...targets,
    logits: where(isEdited([N, 1]), tensor(edited, [N, V]), targets.logits), // [N, V]
    // all classes are said, so that nothing is left for a tail
    ...(targets.tail && {
      tail: where(isEdited([N]), tensor(new Float32Array(N).fill(NOT_KEPT), [N]), targets.tail), // [N]
    }),
  };
}

/** A label that fits the classes, to be kept. Throws RetortError('config-invalid') where it does not. */
function checked(probabilities: readonly number[], classes: number): number[] {
  const sum = probabilities.reduce((a, b) => a + b, 0);
  if (
    probabilities.length === classes &&
    probabilities.every((p) => p >= 0 && p <= 1) &&
    Math.abs(sum - 1) < 1e-3
  )
    return probabilities.map((p) => p / sum);
  throw new RetortError(
    'config-invalid',
    classes === 0
      ? 'The rows of this task are dialogues, whose tokens follow from each other: their soft labels cannot be changed one by one. Choose intents or points.'
      : `A soft label has a share for each of the ${classes} classes, and they sum to 100 %. Reset the label and move its bars again.`,
  );
}

/** With one row's label set, or given back to the teacher; undefined where none is left. Throws RetortError('config-invalid'). */
export function withLabel(
  labels: EditedLabels | undefined,
  { row, probabilities }: { row: number; probabilities: readonly number[] | null },
  { total, classes }: { total: number; classes: number },
): EditedLabels | undefined {
  if (!Number.isInteger(row) || row < 0 || row >= total) {
    throw new RetortError(
      'config-invalid',
      `There is no training row ${row}. Choose one from 0 to ${total - 1}.`,
    );
  }
  const { [row]: _, ...others } = labels ?? {};
  const all = probabilities ? { ...others, [row]: checked(probabilities, classes) } : others;
  return Object.keys(all).length > 0 ? all : undefined;
}
