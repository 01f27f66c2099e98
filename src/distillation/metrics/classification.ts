// Right and wrong classes: the confusion matrix and what follows from it. K classes, n examples; matrices are row-major, the
// right class is the row. F1 of a class that neither occurs nor is chosen does not exist and is left out of the mean
// (scikit-learn's f1_score does the same); of one that occurs and is never right it is 0.

import type { Statistic } from './bootstrap';

/** How often each class [row] was answered with each class [column], [K, K]. */
export function confusionMatrix(
  labels: ArrayLike<number>,
  chosen: ArrayLike<number>,
  classes: number,
  counts?: ArrayLike<number>,
): Uint32Array<ArrayBuffer> {
  const matrix = new Uint32Array(classes * classes); // [K, K]
  for (let i = 0; i < labels.length; i++)
    matrix[labels[i]! * classes + chosen[i]!]! += counts ? counts[i]! : 1;
  return matrix;
}

export interface ClassFigures {
  /** NaN where the class was never chosen. */
  precision: number;
  /** NaN where it never occurs. */
  recall: number;
  /** NaN where both. */
  f1: number;
  /** How often it occurs. */
  support: number;
}

/** Figures of each class of a confusion matrix [K, K]. */
export function classFigures(matrix: ArrayLike<number>, classes: number): ClassFigures[] {
  return Array.from({ length: classes }, (_, k) => {
    let support = 0;
    let chosen = 0;
    for (let j = 0; j < classes; j++) {
      support += matrix[k * classes + j]!;
      chosen += matrix[j * classes + k]!;
    }
    const right = matrix[k * classes + k]!;
    return {
      precision: right / chosen,
      recall: right / support,
      f1: (2 * right) / (chosen + support),
      support,
    };
  });
}

/** The mean F1 of the classes, each counting the same. */
export function macroF1(labels: ArrayLike<number>, chosen: ArrayLike<number>, classes: number): Statistic {
  const right = new Float64Array(classes);
  const seen = new Float64Array(classes); // occurs + is chosen
  return (counts) => {
    right.fill(0);
    seen.fill(0);
    for (let i = 0; i < counts.length; i++) {
      const [label, choice, count] = [labels[i]!, chosen[i]!, counts[i]!];
      seen[label]! += count;
      seen[choice]! += count;
      if (label === choice) right[label]! += count;
    }
    let sum = 0;
    let there = 0;
    for (let k = 0; k < classes; k++) {
      if (seen[k] === 0) continue;
      sum += (2 * right[k]!) / seen[k]!;
      there++;
    }
    return sum / there;
  };
}
