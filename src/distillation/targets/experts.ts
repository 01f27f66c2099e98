// Who is a specialist of which rows of a batch, as a router goes by it (mixed-targets.ts): those whose specialty the row belongs to;
// where there is none, those who know everything.
// N positions that carry loss, K teachers.

import { isOf, type Specialty } from '../../catalog/teachers';
import type { Batch } from '../../data/batches';

/** [N, K]. @param belongs whether position n is known to belong to a specialty; null where nothing is known about it. */
export function expertsOf(
  specialties: readonly Specialty[],
  N: number,
  belongs: (specialty: Specialty, n: number) => boolean | null,
): Float32Array {
  const K = specialties.length;
  const experts = new Float32Array(N * K); // [N, K]
  for (let n = 0; n < N; n++) {
    const known = specialties.map((specialty) => specialty !== '' && belongs(specialty, n));
    if (known.includes(null)) continue;
    const some = known.includes(true);
    for (const [k, specialty] of specialties.entries())
      experts[n * K + k] = Number(some ? known[k] : specialty === '');
  }
  return experts;
}

/** Of classes: what a row belongs to is known where the student may see its label. */
export const classExperts =
  (specialties: readonly Specialty[], classes: number) =>
  ({ labels, hardMask }: Batch): Float32Array =>
    expertsOf(specialties, labels.length, (specialty, n) =>
      hardMask[n] ? isOf(specialty, labels[n]!, classes) : null,
    );
