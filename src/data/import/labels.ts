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
  /** Whether the file of a row has nothing that could be the labels. */
  isBare(row: number): boolean;
}

/** The labels in alphabetical order. Throws RetortError('labels-unfit') where they cannot be learnt. */
export function labelsOf(
  { labels, split, flags, line }: Rows,
  where: Where,
  kind: 'texts' | 'chats',
): string[] {
  // a classifier needs two at least; an agent may have a single tool
  const least = kind === 'chats' ? 1 : 2;
  /** First kept row of each label, anywhere and in training. */
  const first = new Map<string, number>();
  let labelled = 0;
  const trained = new Set<string>();
  let kept = 0;
  for (let row = 0; row < labels.length; row++) {
    if (!isKept(flags[row]!)) continue;
    kept++;
    const label = labels[row]!;
    if (label === '') continue;
    labelled++;
    if (!first.has(label)) first.set(label, row);
    if (split[row] === 0) trained.add(label);
  }
  const place = (row: number) => ({ file: where.fileOf(row), line: line[row]!, column: where.columnOf(row) });
  const unfit = (row: number, what: string) => fileError('labels-unfit', place(row), what);
  if (kept === 0)
    throw new RetortError(
      'labels-unfit',
      kind === 'chats'
        ? 'No chat can be used: all are left out. Look at the chats that are left out and why; often a tool is missing in the list, or its schema does not fit the calls.'
        : 'No row can be used: all are empty or left out. Look at the rows that are left out, and choose the right columns.',
    );
  if (first.size === 0)
    throw where.isBare(0)
      ? fileError(
          'labels-unfit',
          { file: where.fileOf(0) },
          'this is text without labels: one column, and nothing beside it that says what a sentence is. Add a second column with the labels. If they are in another file, or if this one names labels that are numbers there, choose both together.',
        )
      : unfit(
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
  if (first.size === labelled && labelled > 2 && first.size <= MOST_LABELS)
    throw unfit(
      first.values().next().value!,
      'every label stands in one row only, so there is nothing to learn from one and test on another. Choose the column with the labels; if this file names labels that are numbers elsewhere, choose both together.',
    );
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
