// A row may have one label only. Cells with a list of them give the first where the person says so; else the file is refused,
// which is what offers the choice.

import type { RetortError } from '../../lib/errors';
import { bitOf } from './examine';
import { fileError } from './file-error';
import type { RawRows } from './source';

/** ["a", "b"] or ['a', 'b'] in a cell, as JSON and Python write lists. */
const LISTED = /^\[\s*((?:['"].*['"]|.*,.*)?)\s*\]$/s;

/** The labels in a value: several of a list, none of nothing; null where it is an object or a list of such. */
export function labelsIn(value: unknown): string[] | null {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    const labels = value.map((one) => (typeof one === 'object' ? null : String(one)));
    return labels.includes(null) ? null : (labels as string[]);
  }
  if (typeof value === 'object') return null;
  const text = String(value as string | number | boolean);
  const listed = LISTED.exec(text.trim());
  if (!listed) return [text];
  return listed[1]!
    .split(/[,;]|(?<=['"])\s+(?=['"])/)
    .map((one) => one.trim().replace(/^(['"])(.*)\1$/s, '$2'))
    .filter((one) => one !== '');
}

export class OneLabel {
  /** Rows with several. */
  several = 0;
  #first: { line: number; labels: string[] } | null = null;

  constructor(
    private readonly rows: RawRows,
    private readonly takeFirst = false,
  ) {}

  /** Adds the label of the row whose text was added last; false where the value is no label. */
  add(value: unknown, line: number): boolean {
    const labels = labelsIn(value);
    if (!labels) return false;
    const { rows } = this;
    rows.labels.push(labels[0] ?? '');
    if (labels.length < 2) return true;
    this.several++;
    this.#first ??= { line, labels };
    rows.faults ??= new Map();
    rows.faults.set(rows.labels.length - 1, { flags: bitOf('several-labels'), detail: labels.join(' · ') });
    return true;
  }

  /** Why the file cannot be read as it is; null where each row has one label, or the person takes the first. */
  problem(file: string, column: string): RetortError | null {
    if (!this.#first || this.takeFirst) return null;
    const { line, labels } = this.#first;
    return fileError(
      'labels-unfit',
      { file, line },
      `“${column}” has several labels in a row (${labels.join(', ')}), and a row may have one only. Take the first label of each row, below, or choose another column.`,
    );
  }
}
