// Right and wrong classes: the confusion matrix, and precision, recall and F1 of each class. K classes, n examples; the matrix
// is row-major, the right class is the row. F1 of a class that neither occurs nor is chosen does not exist and is left out of
// the mean (scikit-learn's f1_score does the same); of one that occurs and is never right it is 0.

import { perDraw, type Statistic } from './bootstrap';
import { wilson } from '../../lib/wilson';

/** How often each class [row] was answered with each class [column], [K, K]. */
export function confusionMatrix(
  labels: ArrayLike<number>,
  chosen: ArrayLike<number>,
  classes: number,
): Uint32Array<ArrayBuffer> {
  const matrix = new Uint32Array(classes * classes); // [K, K]
  for (let i = 0; i < labels.length; i++) matrix[labels[i]! * classes + chosen[i]!]!++;
  return matrix;
}

export interface ClassStatistics {
  /** NaN where the class is never chosen. */
  precision: Statistic;
  /** NaN where it never occurs. */
  recall: Statistic;
  /** NaN where both. */
  f1: Statistic;
}

/** Figures of each class, and the mean F1 in which each class counts the same. All share one count of a draw. */
export function classStatistics(
  labels: ArrayLike<number>,
  chosen: ArrayLike<number>,
  classes: number,
): { perClass: ClassStatistics[]; macroF1: Statistic } {
  const tally = perDraw((counts) => {
    const right = new Float64Array(classes);
    const there = new Float64Array(classes);
    const picked = new Float64Array(classes);
    for (let i = 0; i < counts.length; i++) {
      const [label, choice, count] = [labels[i]!, chosen[i]!, counts[i]!];
      there[label]! += count;
      picked[choice]! += count;
      if (label === choice) right[label]! += count;
    }
    return { right, there, picked, f1: right.map((hits, k) => (2 * hits) / (there[k]! + picked[k]!)) };
  });
  const once = new Uint8Array(labels.length).fill(1);
  const share = (k: number, of: 'picked' | 'there'): Statistic =>
    Object.assign((counts: ArrayLike<number>) => tally(counts).right[k]! / tally(counts)[of][k]!, {
      interval: () => wilson(tally(once).right[k]!, tally(once)[of][k]!),
    });
  return {
    perClass: Array.from({ length: classes }, (_, k) => ({
      precision: share(k, 'picked'),
      recall: share(k, 'there'),
      f1: (counts) => tally(counts).f1[k]!,
    })),
    macroF1(counts) {
      const exist = tally(counts).f1.filter((f1) => !Number.isNaN(f1));
      return exist.reduce((sum, f1) => sum + f1, 0) / exist.length;
    },
  };
}
