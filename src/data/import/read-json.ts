// JSON of splits in the style of CLINC150, {"train": [["text", "label"], …], "val": …, "oos_test": …}, and one list of rows.
// A row is a pair, or an object with text and label. What is neither is named with its line.

import { fileError } from './file-error';
import { JsonCursor } from './json-cursor';
import { MOST_ROWS } from './limits';
import type { Pace } from './pace';
import type { TextFile } from './read-text';
import { mapColumns } from './recognise';
import { NO_COLUMN, noRows, type Part, type RawRows, type ReadSource } from './source';

/** Throws RetortError('file-broken' or 'file-shape') naming line and column. */
export async function readJson(file: TextFile, pace: Pace): Promise<ReadSource> {
  const { text, ...about } = file;
  const cursor = new JsonCursor(file.name, text);
  const parts: Part[] = [];
  let total = 0;
  const readRows = async (name: string): Promise<void> => {
    const rows = noRows();
    cursor.expect('[', 'that opens a list of rows');
    while (cursor.peek() !== ']') {
      if (rows.texts.length > 0) cursor.expect(',', 'between two rows');
      addRow(cursor, file.name, rows);
      if (++total > MOST_ROWS)
        throw fileError(
          'file-too-large',
          { file: file.name, line: cursor.line },
          `there are more than ${MOST_ROWS} rows. Import a part of the file.`,
        );
      if (total % 256 === 0 && pace.tired) await pace.rest(cursor.at, cursor.end);
    }
    cursor.expect(']', 'that closes the list');
    parts.push({ name, rows });
  };
  if (cursor.peek() === '[') await readRows('');
  else {
    cursor.expect('{', 'that opens the splits');
    for (let first = true; cursor.peek() !== '}'; first = false) {
      if (!first) cursor.expect(',', 'between two lists');
      const key = cursor.value();
      if (typeof key !== 'string') throw cursor.error('here should be a name in quotes. Repair the JSON.');
      cursor.expect(':', `after “${key}”`);
      if (cursor.peek() === '[') await readRows(key);
      else cursor.value(); // a name, a version: not rows
    }
    cursor.expect('}', 'that closes the splits');
  }
  if (cursor.peek() !== '') throw cursor.error('the JSON is over, but more follows. Remove what is below.');
  if (total === 0)
    throw fileError(
      'file-shape',
      { file: file.name },
      'there are no rows in it. Retort reads {"train": [["text", "label"], …], "val": …, "test": …}, or one such list.',
    );
  return { file: about, format: 'json', parts };
}

function addRow(cursor: JsonCursor, file: string, rows: RawRows): void {
  cursor.peek();
  const { line } = cursor;
  const row = pairOf(cursor.value());
  if (!row)
    throw fileError(
      'file-shape',
      { file, line },
      'a row should be ["text", "label"] or {"text": …, "label": …}. Change it, or import the file as another format.',
    );
  rows.texts.push(row.text);
  rows.labels.push(row.label);
  rows.lines.push(line);
}

/** Text and label of a row; null where it has another shape. */
function pairOf(row: unknown): { text: string; label: string } | null {
  if (Array.isArray(row)) {
    const [text, label = ''] = row as unknown[];
    if (row.length < 1 || row.length > 2 || typeof text !== 'string') return null;
    const cell = cellOf(label);
    return cell === null ? null : { text, label: cell };
  }
  if (typeof row !== 'object' || row === null) return null;
  const cells = Object.values(row).map((value) => cellOf(value) ?? '');
  const columns = mapColumns(Object.keys(row), [cells], {});
  const text = cells[columns.text];
  if (text === undefined) return null;
  return { text, label: columns.label === NO_COLUMN ? '' : (cells[columns.label] ?? '') };
}

/** A value as a cell; null for lists and objects. */
export function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? null : String(value as string | number | boolean);
}
