// What the panel reads off an inspection at a temperature, in the page: entropies, divergences, the likeliest classes, gradient norms,
// and why the student is wrong where it is. Pure; drawing is the components'.
// N positions with logits, V classes.

import {
  divergence,
  entropy,
  gradientNorms,
  type GradientNorms,
  likeliestOf,
  softmax,
} from '../../lib/distributions';
import { upTo } from '../../lib/up-to';
import type { Inspection, Viewed } from '../../state/microscope-store';

/** The logits [V] of a position. */
export function logitsAt(logits: Float32Array, position: number, V: number): Float32Array {
  return logits.subarray(position * V, (position + 1) * V);
}

/** Logits [V] of each position, of a model; null where it is not at hand. */
export function logitsOf({ views, classes, right }: Inspection, who: Viewed): Float32Array[] | null {
  const view = views.find((entry) => entry.who === who);
  return view ? upTo(right.length).map((n) => logitsAt(view.logits, n, classes.length)) : null;
}

export interface Reading {
  /** Of each model's distribution, in nats. */
  entropy: Partial<Record<Viewed, number>>;
  /** KL(teacher ‖ it), in nats. */
  divergence: Partial<Record<Viewed, number>>;
}

/** What can be read at each position, [N]. */
export function readings(seen: Inspection, temperature: number): Reading[] {
  const models = seen.views.map(({ who }) => ({ who, logits: logitsOf(seen, who)! }));
  const teacher = logitsOf(seen, 'teacher');
  return seen.right.map((_, n) => ({
    entropy: Object.fromEntries(
      models.map(({ who, logits }) => [who, entropy(softmax(logits[n]!, temperature))]),
    ),
    divergence: Object.fromEntries(
      models.flatMap(({ who, logits }) =>
        teacher && who !== 'teacher' ? [[who, divergence(teacher[n]!, logits[n]!, temperature)]] : [],
      ),
    ),
  }));
}

export interface ClassShare {
  class: number;
  share: Partial<Record<Viewed, number>>;
}

/** The likeliest classes of a position by the first model, and whatever another one or the label chose, likeliest first. */
export function likeliestClasses(
  seen: Inspection,
  position: number,
  temperature: number,
  most: number,
): ClassShare[] {
  const models = seen.views.map(({ who, logits }) => {
    const z = logitsAt(logits, position, seen.classes.length);
    return { who, p: softmax(z, temperature), best: likeliestOf(z) };
  });
  const first = models[0]!.p;
  const order = upTo(first.length).sort((a, b) => first[b]! - first[a]! || a - b);
  const chosen = new Set(order.slice(0, most));
  for (const { best } of models) chosen.add(best);
  if (seen.right[position]! >= 0) chosen.add(seen.right[position]!);
  return order
    .filter((k) => chosen.has(k))
    .map((k) => ({ class: k, share: Object.fromEntries(models.map(({ who, p }) => [who, p[k]!])) }));
}

/** Norms of the two parts' gradients over temperatures; null where there is no student. */
export function normsOver(seen: Inspection, temperatures: readonly number[]): GradientNorms[] | null {
  const [teacher, student] = [logitsOf(seen, 'teacher'), logitsOf(seen, 'student')];
  if (!teacher || !student) return null;
  return temperatures.map((T) => gradientNorms(student, teacher, seen.right, T));
}

/** Whether a cause is one here: yes, no, or not known. */
export type Verdict = 'yes' | 'no' | 'unknown';

export interface Mistake {
  /** The first position at which the student is wrong. */
  position: number;
  right: number;
  student: number;
  /** Of whom the right answer is: where nobody knows better it is the teacher's. */
  by: 'label' | 'teacher';
  teacher: Verdict;
  unseen: Verdict;
  capacity: Verdict;
  /** Null but for dialogues. */
  decoding: Verdict | null;
}

/** What is written up to the reply: plan and calls are right or wrong, words are not. */
const calls = (written: string): string => written.split('<say>')[0]!.trim();

/** Where the student is wrong first, and what may be the cause; null where it is right, or not at hand. */
export function mistakeOf(seen: Inspection): Mistake | null {
  const [teacher, student] = [logitsOf(seen, 'teacher'), logitsOf(seen, 'student')];
  if (!student) return null;
  const rightAt = (n: number) =>
    seen.right[n]! >= 0 ? seen.right[n]! : teacher ? likeliestOf(teacher[n]!) : -1;
  const position = student.findIndex((z, n) => rightAt(n) >= 0 && likeliestOf(z) !== rightAt(n));
  if (position < 0) return null;
  const right = rightAt(position);
  const by = seen.rightBy === 'label' ? 'label' : 'teacher';
  const isIt = (known: boolean, so: boolean): Verdict => (known ? (so ? 'yes' : 'no') : 'unknown');
  const { rows, larger, written, classes } = seen;
  const other = larger && logitsAt(larger.logits, position, classes.length);
  return {
    position,
    right,
    student: likeliestOf(student[position]!),
    by,
    teacher: isIt(by === 'label' && teacher !== null, !!teacher && likeliestOf(teacher[position]!) !== right),
    unseen: isIt(rows !== null, !!rows && rows.unseen.length > 0),
    capacity: isIt(other !== null, !!other && likeliestOf(other) === right),
    decoding: written
      ? isIt(
          true,
          (calls(written.free) === calls(written.asked)) !==
            (calls(written.constrained) === calls(written.asked)),
        )
      : null,
  };
}

/** The same with an answer that a person says is right. */
export const withRight = (seen: Inspection, right: number | null): Inspection =>
  right === null ? seen : { ...seen, right: [right], rightBy: 'label' };

/** A map [n·n] of one head, or the mean of all, from 0 to 1. @param head −1 for the mean. */
export function headMap({ heads, map }: { heads: number; map: Uint8Array }, head: number): Float64Array {
  const size = map.length / heads;
  return Float64Array.from({ length: size }, (_, i) => {
    if (head >= 0) return map[head * size + i]! / 255;
    return upTo(heads).reduce((sum, h) => sum + map[h * size + i]!, 0) / heads / 255;
  });
}
