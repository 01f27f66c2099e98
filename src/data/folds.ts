// A small set as k sets that test on another k-th of the labelled rows each (stratified k-fold cross-validation), so that in the end
// every row is tested once by a model that did not see it. The next fold is validated on, the others are trained on;
// unlabelled rows stay in training. Not the cut that an import makes (import/cut-splits.ts), which is one fold.

import { createRng } from '../lib/rng';
import { type TextSet, type TextSplit, UNLABELLED } from './text-set';

/**
 * @param k from 3 on: a fold to test, one to validate, one to train at least. Labels with fewer rows than that keep a row in
 * training in every fold: one with a single row is never tested, one with two never validated.
 */
export function foldsOf(set: TextSet, k: number, seed: number): TextSet[] {
  if (!Number.isInteger(k) || k < 3) throw new RangeError(`k-fold takes 3 folds or more, not ${k}.`);
  const texts = [set.train, set.validation, set.test].flatMap((split) => split.texts);
  const labels = [set.train, set.validation, set.test].flatMap((split) => [...split.labels]);
  const rng = createRng(seed);
  /** Row → its fold; -1 for those that are always trained on. */
  const fold = new Int32Array(texts.length).fill(-1);
  const counts = new Int32Array(set.labels.length);
  let next = 0; // goes on from label to label, so that rare ones do not all fall into the first fold
  for (const label of set.labels.keys()) {
    const rows = rng
      .fork(set.labels[label]!)
      .shuffle([...labels.keys()].filter((row) => labels[row] === label));
    counts[label] = rows.length;
    if (rows.length > 1) for (const row of rows) fold[row] = next++ % k;
  }
  const splitOf = (rows: readonly number[]): TextSplit => ({
    texts: rows.map((row) => texts[row]!),
    labels: Int32Array.from(rows, (row) => labels[row]!),
  });
  return Array.from({ length: k }, (_, tested) => {
    const parts: [number[], number[], number[]] = [[], [], []];
    for (const row of texts.keys()) {
      const label = labels[row]!;
      const isRare = label === UNLABELLED || counts[label]! < 3;
      const part = fold[row] === tested ? 2 : fold[row] === (tested + 1) % k && !isRare ? 1 : 0;
      parts[part].push(row);
    }
    const [train, validation, test] = parts;
    return { ...set, train: splitOf(train), validation: splitOf(validation), test: splitOf(test) };
  });
}
