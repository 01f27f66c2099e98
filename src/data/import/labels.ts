// Whether a set's labels are ones that a classifier can learn; the message says which row and what to do.

import { RetortError } from '../../lib/errors';
import { isKept, type Rows } from './examine';
import { fileError } from './file-error';
import { MOST_LABELS } from './limits';
import { isOutOfScope } from './recognise';

/** Where a row is from, for messages. */
export interface Where {
  fileOf(row: number): string;
  /** Column of the labels, from 1; undefined where the format has none. */
  columnOf(row: number): number | undefined;
}

/**
 * The labels in alphabetical order. Throws RetortError('labels-unfit') where they cannot be learnt.
 * @param least labels that there must be: two for a classifier; an agent may have a single tool.
 */
export function labelsOf({ labels, split, flags, line }: Rows, where: Where, least: 1 | 2 = 2): string[] {
  /** First kept row of each label, anywhere and in training. */
  const first = new Map<string, number>();
  const trained = new Set<string>();
  let kept = 0;
  for (let row = 0; row < labels.length; row++) {
    if (!isKept(flags[row]!)) continue;
    kept++;
    const label = labels[row]!;
    if (label === '') continue;
    if (!first.has(label)) first.set(label, row);
    if (split[row] === 0) trained.add(label);
  }
  const place = (row: number) => ({ file: where.fileOf(row), line: line[row]!, column: where.columnOf(row) });
  const unfit = (row: number, what: string) => fileError('labels-unfit', place(row), what);
  if (kept === 0)
    throw new RetortError(
      'labels-unfit',
      'No row can be used: all are empty or left out. Look at the rows that are left out, and choose the right columns.',
    );
  if (first.size === 0)
    throw unfit(
      0,
      'no row has a label. Choose the column with the labels, or add some: unlabelled rows are welcome beside labelled ones.',
    );
  if (first.size < least) {
    const [[label, row]] = first as unknown as [[string, number]];
    throw unfit(
      row,
      `every row has the label “${label}”. A classifier needs two at least: choose another label column, or add rows of another kind.`,
    );
  }
  if (first.size > MOST_LABELS) {
    const [, row] = [...first][MOST_LABELS]!;
    throw unfit(
      row,
      `here is label number ${MOST_LABELS + 1} of ${first.size}; Retort learns at most ${MOST_LABELS}. Is this the label's column? Choose another one, or merge rare labels.`,
    );
  }
  if (trained.size === 0)
    throw unfit(
      first.values().next().value!,
      'there is no labelled row to train on. Say of one file or list that it is for training.',
    );
  for (const [label, row] of first)
    if (!trained.has(label) && !isOutOfScope(label))
      throw unfit(
        row,
        `the label “${label}” is not in the training rows, so nothing can learn it. Add rows with it to the training file, or remove it here.`,
      );
  return [...first.keys()].sort();
}
