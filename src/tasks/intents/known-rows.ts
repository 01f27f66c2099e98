// Whose labels are known, and which of them the student may see.

import type { RunConfig } from '../../catalog/run-config';
import { labelledRows } from '../../data/batches';
import { UNLABELLED } from '../../data/text-set';

/** The rows whose label somebody knows. */
const answeredRows = (labels: Int32Array): number[] =>
  [...labels.keys()].filter((row) => labels[row] !== UNLABELLED);

/** The rows whose labels the student may see. */
export function knownRows(
  config: Pick<RunConfig, 'labelShare' | 'labelsPerClass' | 'seed'>,
  labels: Int32Array,
): number[] {
  const answered = answeredRows(labels);
  return labelledRows({
    total: answered.length,
    share: config.labelShare,
    perClass: config.labelsPerClass,
    seed: config.seed,
    classOf: (i) => labels[answered[i]!]!,
  }).map((i) => answered[i]!);
}
