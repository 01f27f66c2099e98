// Cuts the splits that a file does not bring out of its training rows: by a seed, a like share of every label, so that each
// label is trained on and, where it has three rows, checked and tested too. Unlabelled rows stay in training.

import { SPLITS, type SplitName } from '../../catalog/data-findings';
import { createRng } from '../../lib/rng';
import { isKept, type Rows } from './examine';

/** Share of a label's rows that goes to validation. */
const VALIDATION_SHARE = 0.1;

/** Moves rows of training. @param testShare share of a label's rows for the test. @returns the splits that were made. */
export function cutMissingSplits(rows: Rows, seed: number, testShare: number): SplitName[] {
  const { labels, split, flags } = rows;
  const byLabel = new Map<string, number[]>();
  const present = new Set<number>();
  for (let row = 0; row < labels.length; row++) {
    if (!isKept(flags[row]!)) continue;
    present.add(split[row]!);
    if (split[row] !== 0 || labels[row] === '') continue;
    const list = byLabel.get(labels[row]!);
    if (list) list.push(row);
    else byLabel.set(labels[row]!, [row]);
  }
  const missing = ([1, 2] as const).filter((index) => !present.has(index));
  if (missing.length === 0) return [];
  const rng = createRng(seed);
  for (const label of [...byLabel.keys()].sort()) {
    const order = rng.fork(label).shuffle(byLabel.get(label)!);
    const { length } = order;
    // the test first; training keeps one row at least
    for (const index of [...missing].reverse()) {
      const wanted = Math.max(1, Math.round(length * (index === 2 ? testShare : VALIDATION_SHARE)));
      for (const row of order.splice(0, Math.min(wanted, order.length - 1))) split[row] = index;
    }
  }
  return missing.map((index) => SPLITS[index]!);
}
