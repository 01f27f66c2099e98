// What follows from a classifier's logits of a test set: probabilities, and all that a report says of it.

import { classSample, type ClassProbabilities } from './metrics/samples';
import type { Examined } from './report';
import { perThing, timePasses } from './timing';

/** Rows of logits [n, K] -> rows of probabilities. */
export function probabilitiesOf(logits: Float32Array, classes: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    const row = logits.subarray(start, start + classes);
    const top = Math.max(...row);
    const sum = row.reduce((total, z) => total + Math.exp(z - top), 0);
    for (let k = 0; k < classes; k++) probabilities[start + k] = Math.exp(row[k]! - top) / sum;
  }
  return probabilities;
}

/** A classifier's part of the report. @param ask answers of all test examples. @param teacher the teacher's; null for itself. */
export async function examineClasses(
  ask: () => Promise<ClassProbabilities>,
  teacher: ClassProbabilities | null,
): Promise<Examined> {
  const answers = await ask();
  const classified = classSample(answers, teacher);
  const timing = perThing(await timePasses(ask), answers.labels.length);
  return { samples: [classified], classified, timing };
}
