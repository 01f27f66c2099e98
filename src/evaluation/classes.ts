// What follows from a classifier's logits of a test set: probabilities, and all that a report says of it.

import { classSample, type ClassProbabilities } from './metrics/samples';
import type { Examined } from './report';

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

/** Time that a short pass over the test set is repeated for. */
const TIMED_MS = 50;

/** A classifier's part of the report. @param ask answers of all test examples. @param teacher the teacher's; null for itself. */
export async function examineClasses(
  ask: () => Promise<ClassProbabilities>,
  teacher: ClassProbabilities | null,
): Promise<Examined> {
  const answers = await ask();
  const classified = classSample(answers, teacher);
  return { samples: [classified], classified, ms: (await passTime(ask)) / answers.labels.length };
}

/** Milliseconds of a pass over the test set: the best of some where it is short. */
async function passTime(pass: () => Promise<unknown>): Promise<number> {
  let [best, spent] = [Infinity, 0];
  for (let i = 0; i < 10 && spent < TIMED_MS; i++) {
    const began = performance.now();
    await pass();
    const ms = performance.now() - began;
    best = Math.min(best, ms);
    spent += ms;
  }
  return best;
}
